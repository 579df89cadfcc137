"""IPTC's News in JSON, versions 1 to 3 (https://iptc.org/std/ninjs/), as rows of the contract."""

from __future__ import annotations

import re
from typing import Any

from checker.read.markup import html_text
from checker.read.status import check_embargo, check_status

_BODIES = ("body_text", "body_xhtml", "body_html", "bodies")
_SOURCES = ("infosources", "infosource", "infoSources", "infoSource")
_HOLDERS = ("copyrightholder", "copyrightHolder")
# Roles of an information source that is an outlet, the best first; one without a role comes after "source".
_ROLES = ("provider", "publisher", "distributor", "newsprovider", "agency", "broadcaster", "source", "")
_BESIDE = frozenset(("summary", "abstract", "caption", "teaser", "slugline", "headline"))  # roles of bodies
_PLAIN_ROLE = re.compile(r"[^a-z]+")
_MARKUP = re.compile(r"(?i)</?(?:p|div|br|h[1-6]|ul|ol|li|section|article|body)\b[^<>]*>")


def is_ninjs(row: dict[str, Any]) -> bool:
    """Whether a row without ``text`` has a ninjs body."""
    return "text" not in row and any(key in row for key in _BODIES)


def from_ninjs(item: dict[str, Any]) -> dict[str, Any]:
    """The contract's row for a ninjs item: ``uri`` is the id, the provider or source the outlet.

    Raises ReadError for an item that isn't to be published, or not yet.
    """
    check_usable(item)
    return {
        "id": item.get("uri"),
        "outlet": _outlet(item),
        "published": _first(item, "versioncreated", "versionCreated", "firstcreated", "firstCreated"),
        "title": _first(item, "headline") or _variant(item.get("headlines"), "value"),
        "url": _first(item, "url"),
        "text": _body(item),
    }


def check_usable(item: dict[str, Any]) -> None:
    """Raises ReadError for an item that isn't to be published, or not yet."""
    check_status(_code(_first(item, "pubstatus", "pubStatus", "pub_status")))
    if (until := _embargo(item)) is not None:
        check_embargo(until if isinstance(until, str) else "")


def _first(item: Any, *keys: str) -> Any:
    return next((item[key] for key in keys if item.get(key)), None)


def _code(value: object) -> str:
    """The last part of a code: "canceled" of "stat:canceled" and of a URI."""
    return re.split(r"[:/#]", str(value or "").strip().lower())[-1]


def _embargo(item: dict[str, Any]) -> object:
    """When the item may be published, under one of the names that senders use; None where it has no embargo."""
    names = ("embargoed", "embargo", "embargoeduntil", "embargountil", "embargodate", "embargoeddate")
    return next((value for key, value in item.items() if re.sub(r"[_-]", "", key).lower() in names and value), None)


def _outlet(item: dict[str, Any]) -> str | None:
    """Version 1 names the provider, versions 1.2 and later information sources with roles; an author is no outlet."""
    for key in ("provider", "source"):
        if name := _name(item.get(key)):
            return name
    for key in _SOURCES:
        sources = item.get(key)
        sources = sources if isinstance(sources, list) else [sources]
        ranked = [(rank, name) for source in sources if (name := _name(source)) and (rank := _rank(source)) is not None]
        if ranked:
            return min(ranked, key=lambda pair: pair[0])[1]
    return next((name for key in _HOLDERS if (name := _name(item.get(key)))), None)


def _name(value: object) -> str | None:
    """A name as ninjs gives it: in words, in an object, or in a list of variants."""
    if isinstance(value, list):
        value = _variant(value, "value") or _variant(value, "name") or next(iter(value), None)
    if isinstance(value, dict):
        return next((name for key in ("name", "names", "literal") if (name := _name(value.get(key)))), None)
    return value.strip() or None if isinstance(value, str) else None


def _rank(source: object) -> int | None:
    """The place of a source's best role among the roles of outlets; None for persons and other roles."""
    roles = _first(source, "role", "roles") or "" if isinstance(source, dict) else ""
    plain = [_PLAIN_ROLE.sub("", _code(role)) for role in _listed(roles)]
    return min((_ROLES.index(role) for role in plain if role in _ROLES), default=None)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _variant(values: object, key: str) -> Any:
    """The main one of ninjs 2's lists of variants, else the first."""
    items = [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []
    main = next((item for item in items if item.get("role") == "main"), items[0] if items else {})
    return main.get(key)


def _body(item: dict[str, Any]) -> str | None:
    text = item.get("body_text")
    if isinstance(text, str):
        return html_text(text) if _MARKUP.match(text.lstrip()) else text
    markup = _first(item, "body_xhtml", "body_html")
    if isinstance(markup, str):
        return html_text(markup)
    body = _main_text(item.get("bodies"))
    value, kind = body.get("value"), _kind(body)
    if isinstance(value, str) and ("html" in kind or (not kind and _MARKUP.search(value) is not None)):
        return html_text(value)
    return value


def _main_text(bodies: object) -> dict[str, Any]:
    """The main one of several bodies, else the first that is a text and no summary, else the first text."""
    found = [body for body in _listed(bodies) if isinstance(body, dict)]
    texts = [body for body in found if re.search(r"text|html|xml|^$", _kind(body))] or found
    return min(texts, key=_rank_of_body, default={})


def _rank_of_body(body: dict[str, Any]) -> int:
    role = _code(body.get("role"))
    return 0 if role == "main" else 1 if role == "body" else 3 if role in _BESIDE else 2


def _kind(body: dict[str, Any]) -> str:
    return str(_first(body, "contenttype", "contentType") or "").lower()
