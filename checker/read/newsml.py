"""IPTC's NewsML-G2 (https://iptc.org/standards/newsml-g2/): one item, or a message with several."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING

from checker.errors import ReadError
from checker.read.draft import Draft, Drafts, InputFile
from checker.read.markup import html_text
from checker.read.safexml import local_name, parse_xml
from checker.read.scalars import check_text, date_of
from checker.read.status import check_embargo, check_status
from checker.records import Skipped

if TYPE_CHECKING:
    from lxml.etree import _Element

log = logging.getLogger(__name__)
_PROVIDERS = (
    "{*}itemMeta/{*}provider",
    "{*}contentMeta/{*}infoSource",
    "{*}rightsInfo/{*}copyrightHolder",
    "{*}itemMeta/{*}service",
)
# publication is what the item says of itself; the content may be older, but is never younger
_DATES = ("{*}contentMeta/{*}contentCreated", "{*}itemMeta/{*}versionCreated", "{*}itemMeta/{*}firstCreated")
_NITF = {"hl1": "h1", "hl2": "h2", "block": "div", "body.content": "div"}
_NO_TEXT = ("media", "note", "fn", "body.head", "body.end")  # elements of NITF beside the article's own words
_HTML = frozenset(("body", "div", "section", "article", "main", "p"))


def newsml_drafts(file: InputFile, data: bytes) -> Drafts:
    """The text items of a file; pictures, packages and the like are passed over.

    Of one item in several versions the newest counts. Raises ReadError for what isn't NewsML-G2 or has no text item.
    """
    root = parse_xml(data)
    items = [(0, file.given, root)]
    if local_name(root) == "newsMessage":
        inside = [item for holder in root.findall("{*}itemSet") for item in holder.iterchildren("{*}*")]
        items = [(number, f"{file.given}: item {number}", item) for number, item in enumerate(inside, 1)]
    texts = [row for row in items if _is_text(row[2])]
    if not texts:
        raise ReadError(f"has no item with text among {len(items)}")
    if others := len(items) - len(texts):
        log.info("%s: %d items without text (pictures, packages) passed over", file.given, others)
    newest = _newest(texts)
    for number, place, item in texts:
        try:
            best = newest[_guid(item) or place]
            if best[1] is not item:
                raise ReadError(f"is version {_version(item)}; item {best[0]} is version {_version(best[1])}")
            yield _draft(file, place, number, item)
        except ReadError as error:
            yield Skipped(place, str(error))


def _is_text(item: _Element) -> bool:
    """Whether an item is of class text, or has words of its own; one that was withdrawn may have none any more."""
    if local_name(item) != "newsItem":
        return False
    kind = _code(item.find("{*}itemMeta/{*}itemClass"))
    return kind in ("", "text") or item.find("{*}contentSet/{*}inlineXML") is not None


def _newest(items: list[tuple[int, str, _Element]]) -> dict[str, tuple[int, _Element]]:
    newest: dict[str, tuple[int, _Element]] = {}
    for number, place, item in items:
        key = _guid(item) or place
        if key not in newest or _version(item) > _version(newest[key][1]):
            newest[key] = (number, item)
    return newest


def _draft(file: InputFile, place: str, number: int, item: _Element) -> Draft:
    check_status(_code(item.find("{*}itemMeta/{*}pubStatus")))
    if (embargo := item.find("{*}itemMeta/{*}embargoed")) is not None:
        check_embargo(_line(embargo))
    headlines = item.findall("{*}contentMeta/{*}headline")
    main = next((h for h in headlines if "main" in h.get("role", "")), headlines[0] if headlines else None)
    return Draft(
        source=place,
        file=file,
        key=number,
        id=_guid(item) or None,
        outlet=next((name for path in _PROVIDERS if (name := _party(item.find(path)))), None),
        published=_published(item),
        title=_line(main) or None,
        text=check_text(_text(item), "text"),
    )


def _published(item: _Element) -> dt.date | None:
    """The first of the dates that gives a day: NewsML-G2 lets the content's be a year or a month."""
    for path in _DATES:
        value = _line(item.find(path))
        if len(value) >= len("2031-05-06"):
            return date_of(value, path.rpartition("}")[2])
    return None


def _party(element: _Element | None) -> str:
    """A party's name, else its literal, else its code."""
    if element is None:
        return ""
    return _line(element.find("{*}name")) or element.get("literal", "").strip() or _code(element, keep_case=True)


def _code(element: _Element | None, keep_case: bool = False) -> str:
    """The code of a qcode ("stat:usable") or of the URI that stands for it."""
    if element is None:
        return ""
    qcode = element.get("qcode") or ""
    code = (qcode.partition(":")[2] or qcode or element.get("uri", "").rstrip("/").rpartition("/")[2]).strip()
    return code if keep_case else code.lower()


def _guid(item: _Element) -> str:
    return check_text(item.get("guid", ""), "guid").strip()


def _version(item: _Element) -> int:
    value = item.get("version", "1")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else 1


def _line(element: _Element | None) -> str:
    return "" if element is None else check_text(" ".join("".join(element.itertext("*")).split()), "text")


def _text(item: _Element) -> str:
    """The words of the content's first rendition that holds some. Raises ReadError where none does."""
    kinds = []
    for part in item.iterfind("{*}contentSet/{*}inlineXML"):
        inner = next(part.iterchildren("{*}*"), None)
        body = None if inner is None else _body(part, inner)
        if body is not None and (text := html_text(_markup(body)).strip()):
            return text
        kinds.append("nothing" if inner is None else f"<{local_name(inner)}>")
    for part in item.iterfind("{*}contentSet/{*}inlineData"):
        value = "".join(part.itertext("*"))
        if text := (html_text(value) if "html" in part.get("contenttype", "") else value).strip():
            return text
    raise ReadError(f"has no text{': its content is ' + ', '.join(kinds) if kinds else ''}, expected NITF or XHTML")


def _body(part: _Element, inner: _Element) -> _Element | None:
    """What holds the paragraphs; None for XML that is neither NITF nor XHTML."""
    name = local_name(inner)
    if name == "nitf":
        return inner.find("{*}body/{*}body.content")
    if name == "html":
        return inner.find("{*}body")
    return part if name == "p" else inner if name in _HTML else None


def _markup(body: _Element) -> str:
    """HTML of NITF or XHTML: without namespaces, and without what NITF has beside the words."""
    from lxml import etree

    etree.strip_elements(body, *(f"{{*}}{name}" for name in _NO_TEXT), with_tail=False)
    etree.strip_tags(body, etree.Comment, etree.ProcessingInstruction)
    for element in body.iter("{*}*"):
        name = local_name(element)
        element.tag = _NITF.get(name, name)
    body.tag = "div"
    etree.cleanup_namespaces(body)
    return str(etree.tostring(body, encoding="unicode", method="html", with_tail=False))
