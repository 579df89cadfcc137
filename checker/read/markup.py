"""HTML made ready for reading: sentences mended, galleries, captions, related stories, comments and share bars dropped.

Readers of other formats (feeds, mail, documents, archives) take ``html_text`` for a piece of HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from checker.read.marks import mend_sentences
from checker.read.naming import BLOCKS, MOST, hyphened, named, pattern, words_of
from checker.read.scalars import check_text
from checker.words.lists import keys

_NAMES = ("class", "id", "role", "aria-label", "data-component", "data-testid", "data-module", "itemprop", "data-type")
_COUNTER = re.compile(
    r"(?i)(?:(?:photo|image|picture|slide|caption)s? ?)?\d{1,3} ?(?:of|/) ?\d{1,3}"
    r"|\(?(?:view |see )?(?:all )?\d{1,3} (?:images?|photos?|pictures?|slides?)\)?"
)
_TOGGLE = re.compile(r"(?i)\b(?:hide|show|toggle) captions?\b(?:\W*\d{1,3} (?:of|/) \d{1,3})?\W*$")
_COUNT_OF_COMMENTS = re.compile(r"(?i)\(?(?:no|\d[\d,.]*k?|view|add|leave a|post a|show) comments?\)?")
_COMMENT_LINK = re.compile(r"#(?:comments?|respond|disqus_thread|comment-\d+|reply)\b")
_PAGE_PARTS = ("html", "head", "body", "main", "h1", "meta", "link", "script", "style", "title")
_LEAST = 150  # characters of prose that must be left, or the part was the article itself
_PARAGRAPH = 300  # characters from which a paragraph is no furniture, whatever it is called
_CAPTION = 1000  # characters of prose around a counter in a gallery, at most
_COUNT = 60  # characters of a counter, at most
_BESIDE = 20  # elements before a counter that are looked at
_CLIMB = 4  # levels from a counter up to its picture


def html_text(markup: str) -> str:
    """The text of a piece of (X)HTML, a blank line between blocks; "" where it has none.

    The piece is taken to be an article: what is plainly no part of it goes. Raises ReadError for NUL and lone
    surrogates.
    """
    data = check_text(markup, "text").encode()
    try:
        tree = document_fromstring(data, parser=HTMLParser(encoding="utf-8"))
    except etree.ParserError:  # nothing but comments or blanks
        return ""
    prepare(tree)
    return block_text(tree)


def prepare(tree: HtmlElement) -> None:
    """Mends sentences and drops furniture, in place."""
    mend_sentences(tree)
    prune(tree)


def keep_words(tree: HtmlElement) -> None:
    """Makes plain words of the times and values within sentences, which extraction would take out; in place."""
    for node in list(tree.iter("time", "output", "label")):
        above = node.getparent()
        if above is not None and not _alone(node) and not named(above, words_of("dates", "bylines"), "class", "id"):
            node.tag = "span"


def block_text(tree: HtmlElement) -> str:
    """What an element says, a blank line between blocks."""
    silent = words_of("tags", "silent")
    parts: list[str] = []
    muted = 0
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("start", "end"):
            muted += (node.tag in silent) * (1 if event == "start" else -1)
            parts.append("\n" if node.tag in BLOCKS else "")
        said = node.text if event == "start" else node.tail if node is not tree else None
        if said and not muted:
            parts.append(said.replace("\n", " "))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n\n".join(line for line in lines if line)


def prune(tree: HtmlElement) -> None:
    """Drops furniture, in place; never the article's own element, nor what leaves too little of it."""
    lengths = prose_lengths(tree)
    article = main_part(tree, lengths)
    spared = {article, *article.iterancestors()}
    left = lengths[article]
    gone: set[HtmlElement] = set()
    for node in tree.iter(etree.Element):
        kind = "" if node in spared else furniture_kind(node)
        above = set(node.iterancestors()) if kind else set()
        if not kind or above & gone or next(node.iter("h1"), None) is not None:
            continue
        length = lengths[node] if article in above else 0
        if length and not _leaves_enough(kind, length, left):
            continue
        left -= length
        gone.add(node)
    for node in gone:
        empty(node)
    _drop_counters(tree, spared, lengths)


def _leaves_enough(kind: str, length: int, whole: int) -> bool:
    """Whether a part of the article may go: the surer its kind, the less has to be left."""
    if kind == "element":
        return length < whole
    return 2 * length < whole or (kind == "strong" and whole - length >= _LEAST)


def main_part(tree: HtmlElement, lengths: dict[HtmlElement, int]) -> HtmlElement:
    """The element that holds the article: by its name, the one with most prose; the whole page where none has."""
    for path in (
        '//*[contains(@itemprop, "articleBody")]',
        "//article|//*[@role='article']",
        "//main|//*[@role='main']",
    ):
        found = [node for node in tree.xpath(path) if lengths[node] >= _LEAST]
        best = max((node for node in found if not _in_furniture(node)), key=lengths.__getitem__, default=None)
        if best is not None:
            return best
    body = tree.find("body")
    return tree if body is None else body


def _in_furniture(node: HtmlElement) -> bool:
    return any(furniture_kind(n) for n in (node, *node.iterancestors()) if n.tag != "form")


def prose_lengths(tree: HtmlElement) -> dict[HtmlElement, int]:
    """Characters of text outside links and scripts in each element."""
    silent = words_of("tags", "silent") | {"a"}
    lengths: dict[HtmlElement, int] = {}
    count = muted = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            muted += node.tag in silent
            lengths[node] = count
            said = node.text
        else:
            muted -= node.tag in silent
            lengths[node] = count - lengths[node]
            said = node.tail
        count += len(said.strip()) if said and not muted else 0
    return lengths


def furniture_kind(node: HtmlElement) -> str:
    """What speaks for an element's being furniture, "" for nothing.

    "element" for an aside and the like, "strong" for a name ("comments"), "weak" for a word in a name ("top-comments").
    """
    tag = node.tag
    if tag in _PAGE_PARTS:
        return ""
    if tag == "a" and _COMMENT_LINK.search(node.get("href") or ""):
        return "strong"
    if tag == "form":
        return "strong"
    if tag in words_of("tags", "furniture"):
        return "" if tag == "figure" and next(node.iter("blockquote"), None) is not None else "element"
    tokens = [hyphened(token) for token in _tokens(node)]
    if not words_of("picture", "holders").isdisjoint(tokens) and _is_picture(node):
        return "strong"
    kept, words = pattern(words_of("kept", "words")), _furniture_words()
    if not tokens or any(kept.search(token) for token in tokens):
        return ""
    kind = "strong" if any(token in words for token in tokens) else ""
    if not kind and any(pattern(words).search(token) for token in tokens):
        kind = "weak"
    return "" if kind and tag == "p" and len(node.text_content()) > _PARAGRAPH else kind


def _is_picture(node: HtmlElement) -> bool:
    """Whether an element holds a picture and no more words than a caption."""
    return next(node.iter("img", "picture", "amp-img"), None) is not None and len(node.text_content()) <= _PARAGRAPH


@cache
def _furniture_words() -> frozenset[str]:
    return frozenset().union(*(words_of("furniture", kind) for kind in keys("markup", "furniture")))


def _tokens(node: HtmlElement) -> Iterator[str]:
    for name in _NAMES:
        value = (node.get(name) or "")[:MOST]
        yield from [value] if name == "aria-label" and value else value.split()


def empty(node: HtmlElement) -> None:
    """Takes an element's content away; words around it stay apart."""
    inline = node.tag not in BLOCKS
    node.clear(keep_tail=True)
    node.tag = "span" if inline else "div"


def _drop_counters(tree: HtmlElement, spared: set[HtmlElement], lengths: dict[HtmlElement, int]) -> None:
    """Drops "3 of 14" and "2 Comments" that stand alone, "Hide Caption", and the words of the picture counted."""
    for node in list(tree.iter("p", "div", "li", "span", "button", "a", "h2", "h3", "h4", "h5", "h6", "label", "em")):
        if len(node) or not node.text or len(node.text) > _CAPTION:
            continue
        words = " ".join(node.text.split())
        if _TOGGLE.search(words):
            block = node if node.tag in BLOCKS else node.getparent()
            empty(_picture(block if _is_caption(block, spared, lengths) else node, spared, lengths))
        elif len(words) <= _COUNT and _COUNTER.fullmatch(words) and _alone(node):
            empty(_picture(node, spared, lengths))
        elif len(words) <= _COUNT and _COUNT_OF_COMMENTS.fullmatch(words) and _alone(node):
            empty(node)


def _is_caption(block: HtmlElement, spared: set[HtmlElement], lengths: dict[HtmlElement, int]) -> bool:
    return block not in spared and block.tag not in _PAGE_PARTS and lengths.get(block, 0) < _CAPTION


def _picture(counter: HtmlElement, spared: set[HtmlElement], lengths: dict[HtmlElement, int]) -> HtmlElement:
    """The element above a counter that holds the picture counted and little else; the counter where there is none."""
    above = counter.getparent()
    for _ in range(_CLIMB):
        if above is None or above in spared or above.tag in _PAGE_PARTS or lengths.get(above, 0) >= _CAPTION:
            break
        if next(above.iter("img", "picture", "amp-img"), None) is not None:
            return above if next(above.iter("h1"), None) is None else counter
        above = above.getparent()
    return counter


def _alone(node: HtmlElement) -> bool:
    """Whether no sentence runs through an element: it is a block, or its block says nothing more around it."""
    if node.tag in BLOCKS:
        return True
    around = [node.tail, node.getparent().text, *(n.tail for n in islice(node.itersiblings(preceding=True), _BESIDE))]
    return not any((said or "").strip(" \n\t()[]|·•") for said in around)
