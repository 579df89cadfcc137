"""The inside of a paragraph of Markdown, and HTML among it: which pieces are text, and where each stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from checker.read.assembly import BLOCK, CELL, LINE, WORD, Assembly
from checker.read.mending import character

if TYPE_CHECKING:
    from markdown_it.token import Token

VEIL = "\ue000"  # stands for what is left out before the parser sees it; of the private use area, so in no text
_HIDDEN = frozenset(
    ("del", "s", "strike", "sup", "script", "style", "template", "svg", "noscript", "head", "title", "iframe", "object",
     "pre", "video", "audio", "figcaption", "button", "nav", "select", "textarea")
)  # fmt: skip
_RAW = ("script", "style")  # in which nothing is a tag but their end
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
     "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "section", "summary",
     "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul")
)  # fmt: skip
_LEFT_OUT = re.compile(rf"{VEIL}+|\[\^[^\]\s]{{1,40}}\]|\A\[[ xX]\] ")  # also notes that are nowhere, boxes of tasks
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_HTML = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)(?:(?:[^<>\"']|\"[^\"\n]{0,999}\"|'[^'\n]{0,999}')*+|[^<>]*+)>"
    r"|<[!?](?!--)[^<>]*+>|&#?[a-zA-Z0-9]{1,32};|[^<&]++|[<&]"
)
_TARGET = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s[^()]*)?\)|\]\[[^\]]*\]|\]")
_TELLING = re.compile(r"(?i)\s(?:class|style|hidden|role|href\s*=\s*[\"']?[^\s\"']{0,99}#)")
_LONGEST = 400  # characters of an element that may be a mark or struck words
_WORD_BEFORE = re.compile(r"[^\s<>*_~`\ue000]{0,20}\Z")
_ORDINAL = re.compile(r"(?i)<sup[^>]*>\s*(?:st|nd|rd|th)\s*</sup\s*>")
_POWER = re.compile(r"(?i)<sup[^>]*>\s*([23])\s*</sup\s*>")
_LENGTH = re.compile(r"(?<![a-zA-Z])(?:[kcm]?m|ft|mi|in|yd)$")
_NOTE_MARK = re.compile(r"\W*(?:\d{1,3}|[a-z]|[*†‡§]+)\W*")


@lru_cache(maxsize=1024)
def _leaves_nothing(before: str, element: str) -> bool:
    """Whether an element behind a word of a sentence is left out as in a page of HTML."""
    from lxml.html import fragment_fromstring

    from checker.read.marks import mend_sentences

    sentence = fragment_fromstring(f"x {escape(before)}{element} x", create_parent="p")
    mend_sentences(sentence)
    return "".join("".join(sentence.itertext()).split()) == f"x{before}x"


class Source:
    """Where the characters of a token's content stand in the body: its lines lost quote marks, indents and the like."""

    def __init__(self, content: str, lines: Sequence[str], starts: Sequence[int], after: int | None = None) -> None:
        """``lines`` of the body from the token's first on, and their ``starts``; of the first what is ``after``."""
        self._of_content: list[int] = [0]
        self._at: list[int | None] = []
        self._line_starts = starts
        for number, line in enumerate(content.split("\n")):
            words = line.strip()
            raw = lines[number] if number < len(lines) else ""
            # The last one: "9. 9" is an item of a list that says 9. A cell is the next one of its row.
            column = raw.find(words, after) if after is not None and not number else raw.rfind(words)
            lead = len(line) - len(line.lstrip())
            self._at.append(starts[number] + column - lead if column >= 0 and number < len(starts) else None)
            self._of_content.append(self._of_content[-1] + len(line) + 1)

    def at(self, offset: int) -> int:
        """The position in the body; that of its line where the content can't be found in it."""
        line = bisect_right(self._of_content, offset) - 1
        line = min(line, len(self._at) - 1)
        start = self._at[line]
        if start is None:
            return self._line_starts[min(line, len(self._line_starts) - 1)]
        return start + offset - self._of_content[line]


class Inline:
    """Adds the text of tokens to an assembly. What HTML hides stays hidden over several blocks until it is closed."""

    def __init__(self, body: str, made: Assembly) -> None:
        self._body = body
        self._made = made
        self._hidden: list[str] = []  # open tags of HTML
        self._struck = 0
        self._aside = False  # in a link that is a note's mark or shows its own address

    def read(self, token: Token, source: Source) -> None:
        """A paragraph, heading or cell."""
        content, at = token.content, 0
        children = token.children or []
        self._struck, self._aside = 0, False
        for index, child in enumerate(children):
            kind = child.type
            if kind in ("text", "text_special", "code_inline", "html_inline"):
                start, at = _found(child, content, at)
                self._piece(child, content[start:at], source, start)
            elif kind in ("softbreak", "hardbreak"):
                self._made.gap(WORD if kind == "softbreak" else LINE)
                at = content.find("\n", at) + 1 or at
            elif kind == "link_open":
                self._aside = _is_aside(children, index + 1, child.markup == "autolink", content[max(at - 4, 0) : at])
            elif kind in ("s_open", "s_close"):
                self._struck += child.nesting
            else:
                self._aside = self._aside and kind != "link_close"
                at = _behind(child, content, at)

    def markup(self, content: str, source: Source) -> None:
        """A block of HTML, in one pass whatever it holds: the standard library's parser takes time in the square."""
        at = 0
        while found := _HTML.match(content, at):
            if found[0] == "<" and content.startswith("<!--", at):
                at = content.find("-->", at) + 3
                if at < 3:
                    break
                continue
            if found[2]:
                self.tag(found[0], source.at(at))
            elif found[0].startswith("&") and (decoded := character(found[0])) is not None:
                self.text(decoded, source.at(at))
            elif not found[0].startswith(("<!", "<?")):
                self.lines(found[0], source, at)
            at = found.end()

    def text(self, words: str, position: int) -> None:
        """Words of one line, unless they are hidden."""
        if self._hidden or self._struck or self._aside:
            return
        at = 0
        for left_out in _LEFT_OUT.finditer(words):
            self._made.add(words[at : left_out.start()], position + at)
            at = left_out.end()
        self._made.add(words[at:], position + at)

    def tag(self, written: str, position: int) -> None:
        """A tag of HTML that begins at ``position`` of the body; what is none is passed over."""
        found = _TAG.match(written)
        if not found:
            return
        name, closing = found[2].lower(), bool(found[1])
        if self._hidden and self._hidden[-1] in _RAW and not (closing and name == self._hidden[-1]):
            return
        if name in self._hidden and closing:
            self._hidden.remove(name)
        elif not closing and (name in _HIDDEN or self._is_mark(name, written, position)):
            self._hide(name, position)
        elif name in _BLOCKS:
            self._made.gap(CELL if name in ("td", "th") else BLOCK)
        elif name == "br":
            self._made.gap(LINE)

    def _is_mark(self, name: str, written: str, position: int) -> bool:
        """Whether an element is struck, hidden or a note's mark by its attributes and by what stands before it."""
        if name != "sub" and not _TELLING.search(written):
            return False
        element = self._body[position : position + _LONGEST]
        end = element.lower().find(f"</{name}")
        before = _WORD_BEFORE.search(self._body, max(position - 40, 0), position)
        return end > 0 and _leaves_nothing(before[0] if before else "", f"{element[:end]}</{name}>")

    def _hide(self, name: str, position: int) -> None:
        following = re.compile(rf"(?i)<(/?){name}\b").search(self._body, position + 1)
        if not following or not following[1]:  # never closed
            return
        if name == "sup" and _ORDINAL.match(self._body, position):
            return
        power = _POWER.match(self._body, position) if name == "sup" else None
        if power and _LENGTH.search(self._body[max(position - 4, 0) : position]):
            self.text("²³"[int(power[1]) - 2], power.start(1))
        self._hidden.append(name)

    def _piece(self, child: Token, written: str, source: Source, start: int) -> None:
        if child.type == "html_inline":
            self.tag(child.content, source.at(start))
        elif child.type == "text_special":
            decoded = character(child.markup) if child.info == "entity" else None
            self.text(child.content if decoded is None else decoded, source.at(start))
        elif child.type == "code_inline" and "\n" in written:
            self.lines(written, source, start)
        else:
            self.text(child.content, source.at(start))

    def lines(self, written: str, source: Source, start: int) -> None:
        """Words of several lines, at offset ``start`` of a content."""
        for line in re.findall(r"[^\n]*\n|[^\n]+", written):
            self.text(line.replace("\n", " "), source.at(start))
            start += len(line)


def _found(child: Token, content: str, at: int) -> tuple[int, int]:
    """Start and end of a piece in its content, from ``at`` on; twice ``at`` where it isn't there."""
    words = child.markup if child.type == "text_special" else child.content
    start = content.find(words, at)
    if start < 0 and child.type == "code_inline":  # whose line ends have become spaces
        found = re.compile(re.escape(words).replace("\\ ", r"\s")).search(content, at)
        return found.span() if found else (at, at)
    return (start, start + len(words)) if start >= 0 else (at, at)


def _behind(child: Token, content: str, at: int) -> int:
    """Where the content goes on behind a picture, a note's mark or a link's target; ``at`` behind other marks."""
    if child.type == "link_close" and child.markup != "autolink":
        found = _TARGET.match(content, at)
        return found.end() if found else at
    if child.type == "image":
        start = max(content.find("![", at), at)
        found = _TARGET.search(content, min(start + 2 + len(child.content), len(content)))
        return found.end() if found else at
    if child.type == "footnote_ref":
        return max(content.find("]", content.find("^", at)) + 1, at)
    return at


def _is_aside(children: Sequence[Token], first: int, automatic: bool, before: str) -> bool:
    """Whether a link's text is no part of a sentence: its own address, or a note's mark behind a word."""
    words = ""
    while first < len(children) and children[first].type != "link_close":
        words += children[first].content
        first += 1
    behind = before.rstrip("[")
    return automatic or bool(
        behind and not behind[-1].isspace() and behind[-1] not in "([" and _NOTE_MARK.fullmatch(words)
    )
