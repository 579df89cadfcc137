"""What stands inside a sentence of HTML and is no word of it: struck text, marks of notes, raised digits.

Everything works on an lxml tree in place. What is dropped leaves an empty element behind until the end, so that a page
of a million marks takes no square of the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from lxml import etree
from lxml.html import HtmlElement

from checker.read.naming import BLOCKS, hyphened, named, pattern, words_of
from checker.read.raised import MARK, lowered, raised, without_marks

_CONTROL = dict.fromkeys((*range(9), *range(14, 32), 65534, 65535), "") | {11: " ", 12: " "}
_STRUCK = ("del", "s", "strike")
_THROUGH = re.compile(r"(?i)text-decoration(?:-line)?\s*:[^;]*line-through")
_RAISED_STYLE = re.compile(r"(?i)vertical-align\s*:\s*(?:super|sub)|font-variant-position\s*:\s*super")
# Styles that other things have too: a mark only where glued to a word.
_LIFTED_STYLE = re.compile(
    r"(?i)vertical-align\s*:\s*(?:text-top|top|(?=[\d.]*[1-9])[\d.]+(?:px|r?em|pt|ex|%))|(?<![\w-])top\s*:\s*-[\d.]"
)
_HIDDEN_STYLE = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_SUPERSCRIPT = frozenset(("sup", "superscript"))
_SCALED = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*[×x✕·*]\s*10$")
_TEN = re.compile(r"(?<![\d.,$£€¥])10$")
_NOTE = re.compile(r"(?:^|-)(?:f?note|fn|ref|cite|foot|endnote)s?")
_NAMES = ("class", "id", "role", "rel", "epub:type", "data-type")
_RAISED_TAGS, _NOTE_TAGS = ("span", "small", "font"), ("cite", "mark", "i", "em", "b", "strong", "abbr", "fn")
_DROPPED = "checker-dropped"
_STEPS, _CONTEXT = 8, 40  # elements looked back over, and characters wanted before a mark
_LONGEST = 40  # characters of a mark


def mend_sentences(tree: HtmlElement) -> None:
    """Drops struck text and marks of notes, keeps inserted text, units, ordinals and powers; all in place."""
    _change_texts(tree, lambda text: text.translate(_CONTROL))  # which lxml reads but won't write
    for node in list(_most_spared(tree, _is_struck)):
        _drop(node, gap=False)
    for node in list(_most_spared(tree, _is_hidden)):
        _drop(node, gap=True)
    for node in tree.iter("q", "span"):
        if node.tag == "q":
            _quote(node)
        elif node.get("aria-hidden") and any(c.isdecimal() for c in "".join(node.itertext())):
            del node.attrib["aria-hidden"]  # hidden from those who listen to the page, whom another element tells
    etree.strip_tags(tree, "ins", "wbr", "q")
    notes = any("".join(node.itertext()).strip(" []()") == "1" for node in tree.iter("sup"))
    for node in list(tree.iter("sup", "sub", "a", *_RAISED_TAGS, *_NOTE_TAGS)):
        if node.getparent() is not None:
            _mend(node, notes)
    etree.strip_elements(tree, _DROPPED, with_tail=False)
    _change_texts(tree, without_marks)


def _change_texts(tree: HtmlElement, changed: Callable[[str], str]) -> None:
    for node in tree.iter():
        is_text = isinstance(node.tag, str) and node.tag not in ("script", "style")
        if is_text and node.text and (text := changed(node.text)) != node.text:
            node.text = text
        if node.tail and (tail := changed(node.tail)) != node.tail:
            node.tail = tail


def _most_spared(tree: HtmlElement, is_none: Callable[[HtmlElement], bool]) -> Iterator[HtmlElement]:
    """Elements that a reader doesn't count as text. One that holds most of the page is left open by mistake."""
    whole = None
    for node in tree.iter(etree.Element):
        if not is_none(node):
            continue
        if any(child.tag in BLOCKS for child in node.iterdescendants(etree.Element)):
            whole = whole if whole is not None else len("".join(tree.itertext()))
            if 2 * len("".join(node.itertext())) > whole:
                continue
        yield node


def _is_struck(node: HtmlElement) -> bool:
    if node.tag in _STRUCK or node.get("role") == "deletion":
        return True
    if "style" in node.attrib and _THROUGH.search(node.get("style")):
        return True
    names = (node.get("class") or "").lower().split() if node.tag in ("p", "li", "td") or node.tag not in BLOCKS else ()
    within = pattern(words_of("marks", "struck_within"))
    # "hover:line-through" is a style for later.
    return any(
        name in words_of("marks", "struck") or (":" not in name and within.search(hyphened(name))) for name in names
    )


def _is_hidden(node: HtmlElement) -> bool:
    if node.tag in ("html", "body") or node.get("hidden") == "until-found":
        return False
    if "hidden" in node.attrib or ("style" in node.attrib and _HIDDEN_STYLE.search(node.get("style"))):
        return True
    return node.tag == "span" and not words_of("marks", "hidden").isdisjoint((node.get("class") or "").lower().split())


def _quote(node: HtmlElement) -> None:
    """Puts the marks around a quotation that a browser shows."""
    said = "".join(node.itertext()).strip()
    if not said or said[0] in "\"“‘'«„":
        return
    node.text = f"“{node.text or ''}"
    node.tail = f"”{node.tail or ''}"


def _mend(node: HtmlElement, notes: bool) -> None:
    """Drops or rewrites one element that may be a mark. ``notes``: raised digits of the page are notes, no powers."""
    mark = "".join(node.itertext()).strip()
    kind = _kind(node, mark)
    if not kind:
        return
    before = text_before(node)
    if kind == "note" or (kind == "link" and _is_reference(node, mark, before)):
        _drop(node, gap=True)
    elif kind == "sub":
        _replace(node, mark, lowered(before, mark))
    elif kind == "sup" and not _expanded(node, mark, before, notes):
        _replace(node, mark, raised(before, mark, _text_after(node)))


def _kind(node: HtmlElement, mark: str) -> str:
    """ "note", "link", "sup", "sub", or "" for an element that is none of them."""
    if len(mark) <= _LONGEST and MARK.fullmatch(mark):
        inside = [node, *node.iter("a")]
        if node.tag == "fn" or any(named(n, words_of("marks", "words"), *_NAMES) for n in inside):
            return "note"
        if node.tag in ("sup", "sub") and any(n.get("href") for n in inside):
            return "note"
        if node.tag == "a" or any(named(n, words_of("marks", "loose"), *_NAMES) for n in inside):
            return "link"
    if node.tag in _RAISED_TAGS:
        if node.tag == "span" and named(node, words_of("marks", "asides"), *_NAMES):
            return "note"
        style = _RAISED_STYLE.search(node.get("style") or "")
        if style is None and not named(node, _SUPERSCRIPT, "class"):
            lifted = _LIFTED_STYLE.search(node.get("style") or "") or "super" in (node.get("class") or "").split()
            return "sup" if lifted and len(mark) <= _LONGEST and text_before(node)[-1:].strip() else ""
        return "sub" if style and style.group().endswith("sub") else "sup"
    return str(node.tag) if node.tag in ("sup", "sub") and len(mark) <= _LONGEST else ""


def _is_reference(node: HtmlElement, mark: str, before: str) -> bool:
    """Whether a link on a mark leads to a note: in brackets, to a named note, or glued to the word before."""
    glued = before[-1:].strip() != ""
    if mark.startswith("[") or (glued and (node.tag != "a" or named(node, words_of("marks", "loose"), "class", "rel"))):
        return True
    fragment = (node.get("href") or "").partition("#")[2]
    return bool(_NOTE.search(hyphened(fragment))) or (bool(fragment) and glued and not mark.isalpha())


def text_before(node: HtmlElement) -> str:
    """The last characters before an element in its block; "" at the block's beginning."""
    parts: list[str] = []
    for _ in range(_STEPS):
        previous = node.getprevious()
        above = node.getparent()
        if previous is not None:
            parts.append((previous.tail or "")[-_CONTEXT:])
            if not parts[-1] and previous.tag not in BLOCKS:
                parts.append(_last_text(previous)[-_CONTEXT:])
        elif above is not None:
            parts.append((above.text or "")[-_CONTEXT:])
        node = previous if previous is not None else above
        if node is None or node.tag in BLOCKS or sum(map(len, parts)) >= _CONTEXT:
            break
    return "".join(reversed(parts))


def _last_text(node: HtmlElement) -> str:
    while len(node):
        node = node[-1]
        if node.tail:
            return str(node.tail)
    return str(node.text or "") if isinstance(node.tag, str) else ""


def _text_after(node: HtmlElement) -> str:
    tail = (node.tail or "")[:_CONTEXT]
    following, above = node.getnext(), node.getparent()
    if following is not None and following.tag not in BLOCKS and len(tail) < 2 and not len(following):
        tail += (following.text or "")[:_CONTEXT]
    if not tail and following is None and above is not None and above.tag not in BLOCKS:
        return (above.tail or "")[:_CONTEXT]
    return tail


def _expanded(node: HtmlElement, mark: str, before: str, notes: bool) -> bool:
    """Writes a power of ten out: "3.2 × 10<sup>6</sup>" -> "3,200,000", as the stages after this read it."""
    if not (mark.isdecimal() and 3 <= int(mark) <= 15):
        return False
    if _SCALED.search(before) is None:
        if notes or _TEN.search(before) is None:
            return False
        _replace(node, mark, "0" * (int(mark) - 1))
        return True
    previous, above = node.getprevious(), node.getparent()
    text = str((previous.tail if previous is not None else above.text) or "")
    found = _SCALED.search(text)
    value = Decimal(found.group(1).replace(",", "")[:_CONTEXT]).scaleb(int(mark)) if found else None
    if found is None or value is None or value != value.to_integral_value():
        return False
    text = f"{text[: found.start()]}{int(value):,}"
    if previous is not None:
        previous.tail = text
    else:
        above.text = text
    _drop(node, gap=False)
    return True


def _replace(node: HtmlElement, mark: str, text: str) -> None:
    if not text:
        _drop(node, gap=True)
    elif text != mark:
        tail = node.tail
        node.clear()
        node.tag, node.text, node.tail = "span", text, tail


def _drop(node: HtmlElement, gap: bool) -> None:
    """Empties an element; with ``gap``, words that met only across it stay apart."""
    if gap and (node.tail or "")[:1].isalnum() and text_before(node)[-1:].isalnum():
        node.tail = f" {node.tail}"
    node.clear(keep_tail=True)
    node.tag = _DROPPED
