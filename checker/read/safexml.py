"""XML parsed so that a file can't name another file or an address, or grow while it is read."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from checker.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element

# lxml refuses trees deeper than 256 and texts of more than 10 million characters unless huge_tree is set.
_SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def parse_xml(data: bytes) -> _Element:
    """The root element. Raises ReadError for what isn't well-formed, is nested too deep, or declares entities."""
    from lxml import etree

    try:
        root = etree.fromstring(_from_start(data), etree.XMLParser(**_SAFE))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"isn't XML: {error}") from error
    doctype = root.getroottree().docinfo.internalDTD
    if doctype is not None and any(True for _ in doctype.iterentities()):
        raise ReadError("isn't read: its DOCTYPE declares entities, expected none")
    return root


def root_name(data: bytes) -> str:
    """The root element's name without its namespace; what follows it may be broken, as in many feeds.

    Raises ReadError where there is no element.
    """
    from lxml import etree

    try:
        for _, element in etree.iterparse(io.BytesIO(_from_start(data)), events=("start",), recover=True, **_SAFE):
            return local_name(element)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"isn't XML: {error}") from error
    raise ReadError("isn't XML: it has no element")


def local_name(element: _Element) -> str:
    """An element's name without its namespace; "" for a comment or an instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _from_start(data: bytes) -> bytes:
    """Without space before the declaration, a common fault. Raises ReadError where nothing else is there."""
    if not data.strip():
        raise ReadError("is empty")
    return data.lstrip() if data[:1].isspace() else data
