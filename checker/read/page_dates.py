"""The day on which a web page says it was published: in meta tags, JSON-LD, its byline, its address; never in its text.

The library that finds dates anywhere in a page takes a comment's or a sentence's for the page's own, so it isn't asked.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import logging
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from checker.errors import ReadError
from checker.read.dates import AmbiguousDate, date_in_words
from checker.read.markup import furniture_kind, main_part, prose_lengths
from checker.read.naming import named, words_of
from checker.read.scalars import date_of

log = logging.getLogger(__name__)

_MOST_JSON = 1_000_000  # characters of one JSON-LD block
_PAGE_TYPES = re.compile(r"(?i)(?:Article|Posting|Report|Review|WebPage|ItemPage)$")
_DAY_FIRST_DOMAINS = frozenset(("uk", "ie", "au", "nz", "za", "in", "ng", "ke", "gh", "pk", "sg", "my", "mt"))
_URL_DAY = re.compile(
    r"/((?:19|20)\d\d)(?:([/-]?)(\d\d)\2|[/-](\d{1,2}|[a-z]{3})[/-])(\d{1,2})[/_-](?!\d+/?$)[^/]*[a-z][^/]*/?$",
    re.IGNORECASE,
)
_CDATA = re.compile(r"^\s*(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?|(?://|/\*)?\s*\]\]>(?:\s*\*/)?\s*$")
_LAST_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+")|,(?=\s*[}\]])')
_UNSET = dt.date(1970, 1, 1)  # what systems write for a day that nobody gave
_TIMES = ("time", "relative-time", "time-ago", "local-time")
_PUBLISHED, _MARKED = frozenset(("published",)), frozenset(("dt-published",))
_DATE = frozenset(("date",))
_FEW = 60  # characters of an element that is nothing but a date
_NAMES = ("class", "id", "itemprop", "rel")


def published(tree: HtmlElement, url: str | None, source: str) -> dt.date | None:
    """The page's day of publication, None where nothing states it. What can't be read is logged under ``source``."""
    language = language_of(tree, url)
    problems: list[ReadError] = []
    for value in _stated(tree, url):
        try:
            found = date_in_words(value, language)
        except ReadError as error:
            problems.append(error)
            continue
        if found is not None and found != _UNSET:
            return found
    for problem in sorted(problems, key=lambda e: not isinstance(e, AmbiguousDate))[:1]:
        log.warning("%s: %s: the article has no date", source, problem)
    return None if problems else _day_in(url)


def language_of(tree: HtmlElement, url: str | None = None) -> str | None:
    """The page's language with its region, as far as the page or its country's domain tells ("en-GB")."""
    tags = [node.get("lang") or node.get("{http://www.w3.org/XML/1998/namespace}lang") for node in _roots(tree)]
    metas = {"og:locale", "content-language", "language", "dc.language", "inlanguage"}
    tags += [content for name, content in _metas(tree) if name in metas]
    tags += [item["inLanguage"] for item in _objects(tree) if isinstance(item.get("inLanguage"), str)]
    whole = [tag for tag in tags if tag]
    regional = next((tag for tag in whole if re.search(r"[-_][A-Za-z]{2}\b", tag)), None)
    if regional is None and _host(url).rpartition(".")[2] in _DAY_FIRST_DOMAINS:
        return f"en-{_host(url).rpartition('.')[2]}".replace("-uk", "-gb")
    return regional or next(iter(whole), None)


def _roots(tree: HtmlElement) -> list[HtmlElement]:
    return [tree, *tree.findall("body")]


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""


def _stated(tree: HtmlElement, url: str | None) -> Iterator[str]:
    """Every value that states the date, the most trustworthy first."""
    metas = _metas(tree)
    for name in ("stated", "loose"):
        names = words_of("dates", name)
        yield from (content for key, content in metas if key in names)
        if name == "stated":
            yield from _json_dates(tree, url)
            yield from _in_byline(tree)


def _metas(tree: HtmlElement) -> list[tuple[str, str]]:
    """(name, content) of the page's own meta tags; those inside a part with a type of its own are left to it."""
    found = []
    for node in tree.iter("meta"):
        if node.get("itemprop") and not _of_the_page(node):
            continue
        keys = (node.get(key) for key in ("property", "name", "itemprop", "http-equiv"))
        found += [(key.strip().lower(), node.get("content") or "") for key in keys if key]
    return found


def _objects(tree: HtmlElement) -> list[dict[str, Any]]:
    """The JSON-LD objects that describe the page itself, not those of its comments, lists and videos."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or len(script.text or "") > _MOST_JSON:
            continue
        values = _json_values(script.text or "")
        while values:
            value = values.pop(0)
            if isinstance(value, list):
                values = [*value, *values]
            elif isinstance(value, dict):
                found.append(value)
                values += [value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value]
    return found


def _json_values(text: str) -> list[Any]:
    """The value of a block, as a list; [] where it can't be read even without the marks and commas that pages leave."""
    text = _CDATA.sub("", text.strip().removeprefix("<!--").removesuffix("-->")).strip(" ;\n\t\r")
    if text[1:].lstrip().startswith("&quot;"):
        text = html.unescape(text)
    for made in (text, _LAST_COMMA.sub(r"\1", text)):
        try:
            return [json.loads(made, strict=False)]
        except (ValueError, RecursionError):
            continue
    return []


def _json_dates(tree: HtmlElement, url: str | None) -> Iterator[str]:
    """Dates of the objects that are articles; where one has the page's address, only that one's."""
    items = []
    for item in _objects(tree):
        kinds = item.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        names = [kind for kind in kinds if isinstance(kind, str) and _PAGE_TYPES.search(kind)]
        if names:
            items.append((item, min(2 if "Page" in name else "Review" in name for name in names)))
    items.sort(key=lambda pair: (not (url and url in _addresses(pair[0])), pair[1]))
    for key in ("datePublished", "dateCreated"):
        for item, _ in items:
            if isinstance(value := item.get(key), str):
                yield value


def _addresses(item: dict[str, Any]) -> list[Any]:
    main = item.get("mainEntityOfPage")
    return [item.get("url"), item.get("@id"), main.get("@id") if isinstance(main, dict) else main]


def _in_byline(tree: HtmlElement) -> Iterator[str]:
    """Dates that the page shows with its headline: marked as such, or in a byline."""
    article = main_part(tree, prose_lengths(tree))
    marked, plain = [], []
    for node in tree.iter(etree.Element):
        if not _may_tell(node):
            continue
        changed = words_of("dates", "changed")
        if node.tag == "meta" or (named(node, changed, "class", "itemprop") and not named(node, _PUBLISHED, "class")):
            continue
        value = (
            node.get("datetime") or node.get("content") or node.get("title") or " ".join(node.text_content().split())
        )
        if not value or not _of_the_page(node, article):
            continue
        by_name = "datepublished" in (node.get("itemprop") or "").lower() or named(node, _MARKED, "class")
        if by_name or node.get("pubdate") is not None:
            marked.append(value)
        elif (node.tag in _TIMES or _is_day(value)) and _by_the_headline(node, article):
            plain.append(value)
    yield from marked
    yield from plain


def _may_tell(node: HtmlElement) -> bool:
    """Whether an element may show a date: by its tag, its marks, or a class that dates of publication have."""
    if node.tag in _TIMES or node.get("itemprop") or (node.tag == "abbr" and node.get("title")):
        return True
    if "dt-published" in (node.get("class") or ""):
        return True
    few = not len(node) and node.text and len(node.text) <= _FEW and node.tag in ("span", "div", "p", "b", "i", "em")
    return bool(few) and named(node, words_of("dates", "bylines") | _DATE, "class", "id")


def _is_day(value: str) -> bool:
    """Whether a text is a date and nothing else, in one or another reading."""
    try:
        return date_in_words(value) is not None
    except AmbiguousDate:
        return True
    except ReadError:
        return False


def _of_the_page(node: HtmlElement, article: HtmlElement | None = None) -> bool:
    """Whether an element isn't part of a comment, an aside, a card of another story or a thing with its own type."""
    typed = 0
    for above in node.iterancestors():
        if above.tag in ("html", "body"):
            break
        if furniture_kind(above) or above.tag == "footer" or named(above, words_of("dates", "others"), "class", "id"):
            return False
        kind = above.get("itemtype") or ""
        if kind and not _PAGE_TYPES.search(kind):
            return False
        typed += bool(kind) and "Page" not in kind
        if typed > 1 or (kind and article is not None and _beside(above, article)):
            return False
    return True


def _beside(node: HtmlElement, article: HtmlElement) -> bool:
    """Whether an element neither is nor holds the article nor stands in it, and has no headline of the page."""
    related = node is article or article in node.iterancestors() or node in article.iterancestors()
    return not related and _headline(node) is None


def _by_the_headline(node: HtmlElement, article: HtmlElement) -> bool:
    """Whether a time stands in a header or byline of the article, or alone right after its headline."""
    chain = [node, *node.iterancestors()]
    own = next((above for above in node.iterancestors("article")), None)
    if (
        own is not None
        and own is not article
        and article not in own.iterancestors()
        and own not in article.iterancestors()
    ):
        return False
    header = next((above for above in chain if above.tag in ("header", "hgroup")), None)
    outside = article not in chain or article.tag == "body"
    if outside and header is not None and _headline(header) is None:  # the site's own, with the day of today
        return False
    if outside and node.tag not in _TIMES and _headline(node.getparent()) is None:
        return False
    names, changed = words_of("dates", "bylines"), words_of("dates", "changed")
    if any(named(above, changed, *_NAMES) and not named(above, _PUBLISHED, *_NAMES) for above in chain[:3]):
        return False
    label = (node.getprevious().tail if node.getprevious() is not None else node.getparent().text) or ""
    if re.search(r"(?i)updated|modified|changed", label):
        return False
    if any(above.tag == "li" or (above.tag == "p" and len(above.text_content()) > 120) for above in chain):
        return False
    if any(above.tag in ("header", "hgroup") or named(above, names | _DATE, *_NAMES) for above in chain[:6]):
        return True
    previous = node.getprevious()
    return previous is not None and previous.tag in ("h1", "h2") and not (previous.tail or "").strip()


def _headline(node: HtmlElement) -> HtmlElement | None:
    return next(node.iter("h1"), None)


def _day_in(url: str | None) -> dt.date | None:
    """The day of an address such as /2024/08/06/boats-sink.html, where the page itself tells none."""
    try:
        found = _URL_DAY.search(urlsplit(url or "").path)
    except ValueError:
        return None
    if found is None:
        return None
    try:
        year, _, figures, month, day = found.groups()
        if (figures or month).isdecimal():
            return date_of(dt.date(int(year), int(figures or month), int(day)))
        return date_in_words(f"{day} {month} {year}")
    except (ValueError, ReadError):
        return None
