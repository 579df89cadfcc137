"""IPTC's News in JSON, versions 1 to 3 (https://iptc.org/std/ninjs/), as rows of the contract."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

_BODIES = ("body_text", "body_xhtml", "body_html", "bodies")
_OUTLETS = ("provider", "source", "infosources", "infosource", "copyrightholder", "copyrightHolder", "byline", "by")
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(("script", "style"))


def is_ninjs(row: dict[str, Any]) -> bool:
    """Whether a row without ``text`` has a ninjs body."""
    return "text" not in row and any(key in row for key in _BODIES)


def from_ninjs(item: dict[str, Any]) -> dict[str, Any]:
    """The contract's row for a ninjs item: ``uri`` is the id, the provider or source the outlet."""
    return {
        "id": item.get("uri"),
        "outlet": _outlet(item),
        "published": _first(item, "versioncreated", "versionCreated", "firstcreated", "firstCreated"),
        "title": _first(item, "headline") or _variant(item.get("headlines"), "value"),
        "url": _first(item, "url"),
        "text": _body(item),
    }


def _first(item: dict[str, Any], *keys: str) -> Any:
    return next((item[key] for key in keys if item.get(key)), None)


def _outlet(item: dict[str, Any]) -> str | None:
    """Version 1 names the provider, versions 1.2 and later an information source with a role."""
    for key in _OUTLETS:
        value = item.get(key)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return value
    return None


def _variant(values: object, key: str) -> Any:
    """The main one of ninjs 2's lists of variants, else the first."""
    items = [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []
    main = next((item for item in items if item.get("role") == "main"), items[0] if items else {})
    return main.get(key)


def _body(item: dict[str, Any]) -> str | None:
    if isinstance(text := item.get("body_text"), str):
        return text
    if isinstance(markup := _first(item, "body_xhtml", "body_html"), str):
        return plain_text(markup)
    value = _variant(item.get("bodies"), "value")
    kind = str(_variant(item.get("bodies"), "contenttype") or _variant(item.get("bodies"), "contentType") or "")
    return plain_text(value) if isinstance(value, str) and "html" in kind else value


class _Text(HTMLParser):
    """Collects character data; block elements end a paragraph."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(" ".join(data.split("\n")))


def plain_text(markup: str) -> str:
    """The text of a piece of (X)HTML, a blank line between blocks."""
    parser = _Text()
    parser.feed(markup)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n\n".join(line for line in lines if line)
