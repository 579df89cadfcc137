"""Word documents by mammoth: tracked deletions, struck and hidden words left out, insertions in."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from checker.errors import ReadError
from checker.read.draft import MAX_ARTICLE_BYTES, MAX_DOCUMENT_BYTES, Draft, Drafts, InputFile, up_to
from checker.read.markup import html_text
from checker.read.safexml import local_name, parse_xml
from checker.read.scalars import check_text
from checker.read.titles import own_title

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PARTS = 1_000  # files of XML in one document
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_OFF = frozenset(("0", "false", "off", "none"))
_NOTES = ("footnoteReference", "endnoteReference", "commentReference")


def read_docx(file: InputFile) -> Drafts:
    """One article a document. It has no date: when a file was made or changed is not when news was published."""
    data = file.read_bytes(MAX_DOCUMENT_BYTES)
    if not data.strip():
        raise ReadError("is empty")
    if data.startswith(_OLD_OFFICE):
        raise ReadError("is encrypted, or a .doc of Word 97, expected .docx without a password")
    try:
        parts = _parts(data)
        text = html_text(_html(parts)).strip()
    except ReadError:
        raise
    except Exception as error:  # zipfile and mammoth let what broken files raise pass
        raise ReadError(f"isn't a Word document that can be read: {type(error).__name__}: {error}") from error
    if not text:
        raise ReadError("has no text")
    title = _title(parts)
    yield Draft(source=file.given, file=file, text=check_text(text, "text"), title=title,
                heading=text.split("\n", 1)[0].strip(), title_in_text=title is None)  # fmt: skip


def _parts(data: bytes) -> dict[str, _Element]:
    """The XML of the package by name; pictures and the like are left packed."""
    parts: dict[str, _Element] = {}
    size = 0
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in dict.fromkeys(package.namelist()) if name.endswith((".xml", ".rels"))]
        if len(names) > MAX_PARTS:
            raise ReadError(f"has {len(names):,} parts, expected at most {MAX_PARTS:,}")
        for name in names:
            with package.open(name) as stream:
                part = up_to(stream, MAX_ARTICLE_BYTES - size)
            size += len(part)
            try:
                parts[name] = parse_xml(part)
            except ReadError as error:
                raise ReadError(f"{name} {error}") from error
    return parts


def _html(parts: dict[str, _Element]) -> str:
    import mammoth
    from lxml import etree

    struck = {style for root in parts.values() for style in _struck_styles(root)}
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as copy:
        for name, root in parts.items():
            _drop_unread(root, struck)
            copy.writestr(name, etree.tostring(root, encoding="UTF-8", xml_declaration=True))
    package.seek(0)
    no_picture = mammoth.images.img_element(lambda image: {})
    return str(mammoth.convert_to_html(package, convert_image=no_picture).value)


def _struck_styles(root: _Element) -> list[str]:
    if local_name(root) != "styles":
        return []
    return [_value(style, "styleId") for style in root.iterfind("{*}style") if _is_struck(style.find("{*}rPr"), set())]


def _drop_unread(root: _Element, struck: set[str]) -> None:
    """Takes out runs that are struck out or hidden, and the marks of notes, whose numbers would join others."""
    for run in list(root.iter("{*}r")):
        parent = run.getparent()
        if parent is not None and _is_struck(run.find("{*}rPr"), struck):
            parent.remove(run)
    for mark in list(root.iter(*(f"{{*}}{name}" for name in _NOTES))):
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)


def _is_struck(properties: _Element | None, styles: set[str]) -> bool:
    if properties is None:
        return False
    style = properties.find("{*}rStyle")
    if style is not None and _value(style, "val") in styles:
        return True
    found = (properties.find(f"{{*}}{name}") for name in ("strike", "dstrike", "vanish"))
    return any(mark is not None and _value(mark, "val").lower() not in _OFF for mark in found)


def _value(element: _Element, name: str) -> str:
    """An attribute, of whatever namespace; "" where it is missing."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _title(parts: dict[str, _Element]) -> str | None:
    core = parts.get("docProps/core.xml")
    return None if core is None else own_title(core.findtext("{*}title"))
