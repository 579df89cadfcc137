"""Markdown: the text as a reader sees it, without marks, notes, struck words, code, pictures and comments.

markdown-it-py (MIT) parses CommonMark with tables, strikethrough and footnotes; here its tokens become paragraphs.
"""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from checker.errors import ReadError
from checker.read.assembly import BLOCK, CELL, Assembly, Body
from checker.read.draft import MAX_ARTICLE_BYTES, Draft, Drafts, InputFile
from checker.read.fields import fields_of, unknown_names
from checker.read.front_matter import front_matter
from checker.read.markdown_inline import VEIL, Inline, Source
from checker.read.raised import lowered, raised, without_raised
from checker.read.scalars import check_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

log = logging.getLogger(__name__)
MAX_CHARACTERS = 2_000_000  # of Markdown; an article longer than half of it is refused anyway
_NESTED = 100  # quotes and lists in each other; the parser leaves out what lies deeper
_COMMENT = re.compile(r"(?<=[^\s>])[^\S\n]*+<!--[\s\S]*?-->")
_BLANK = re.compile(r"(\n[^\S\n]*+\n)")
_BRACKETS = 5_000  # in one paragraph; more are no links
# Of Hugo, Jekyll, Pandoc, Obsidian and others: what their programs take out or put something else for.
_TEMPLATE = re.compile(
    r"\{\{[^{}\n]{1,400}\}\}|\{%[^{}\n]{1,400}%\}|\{[:#.][^{}\n]{1,100}\}"
    r"|^[^\S\n]*(?:\[\[?_?TOC_?\]\]?|:{3,}.*|\*\[[^\]\n]{1,40}\]:.*)$|(?<=>)[^\S\n]*\[![A-Za-z]+\][+-]?"
    r"|(?<![\d%])%%[^%]{1,2000}%%|\[-?@[\w:.-]*\d[^\]\n]{0,100}\](?![(\[])|!\[\[[^\]\n]{1,200}\]\]"
    r"|\{--[^{}\n]{1,400}--\}|\{>>[^{}\n]{1,400}<<\}|\{~~[^{}\n]{1,200}~>|~~\}|\{(?:\+\+|==)|(?:\+\+|==)\}",
    re.MULTILINE,
)
_WIKI_LINK = re.compile(r"\[\[(?!\d+\]\])((?:[^\[\]|\n]{1,200}\|)?)([^\[\]|\n]{1,200})\]\](?!\()")
_RAISED = re.compile(r"(?<=[\w.,;:!?)])\^([^\s^\[]{1,20})\^")
_LOWERED = re.compile(r"(?<=[A-Za-z0-9)])~(\d{1,3})~(?!~)")
_GLUED = re.compile(r"(?<=[\w.,;:?%\"”’)])(?:\[\d{1,3}\]|\[\[\d{1,3}\]\])+(?![\w(\[:\]])")  # no link's text
# A note that a converter put under the text: it leads back to its mark.
_BACK = re.compile(r"(?:\]\(|href=[\"']?)[^\s()\"']{0,99}#[\w-]{0,20}(?:ftn|edn|fn|cite|note)[_-]?ref")
_CONTEXT = 40  # characters around a raised mark that tell what it is
_STRUCK = re.compile(r"(?<![~\w\\])~(?=[^\s~])[^~\n]{1,200}(?<=[^\s~])~(?![~\w])")  # by one mark, as on GitHub
_HIGHLIGHT = re.compile(r"(?<![=\w])==(?=[^\s=])([^=\n]{1,400})(?<=[^\s=])==(?![=\w])")
_INSERTED = re.compile(r"(?<![+\w])\+\+(?=[^\s+])([^+\n]{1,400})(?<=[^\s+])\+\+(?![+\w])")


def read_markdown(file: InputFile) -> Drafts:
    """One article; ``text`` has a blank line between blocks, and a line for each row of a table.

    Raises ReadError where nothing is left to read.
    """
    whole = file.read_text(MAX_ARTICLE_BYTES)
    matter, start = front_matter(whole)
    if len(whole) - start > MAX_CHARACTERS:
        raise ReadError(f"has {len(whole) - start:,} characters, expected at most {MAX_CHARACTERS:,}")
    if not whole[start:].strip():
        raise ReadError("has front matter but no text")
    fields = fields_of(matter, file.given)
    page = _Page(Body(check_text(whole, "text"), start))
    if not page.text:
        raise ReadError("has no text: nothing but code, pictures, notes or comments")
    if page.code:
        log.warning("%s: left out: code (indented by four spaces) from line %d on", file.given, page.code[0])
    title = " ".join((fields["title"] or "").split()).casefold()
    in_text = not title or title in (" ".join(heading.split()).casefold() for _, heading in page.headings)
    yield Draft(
        source=file.given, file=file, text=page.text, heading=page.title, title_in_text=in_text,
        anchors=tuple(page.made.anchors), unknown=tuple(unknown_names(matter)), **fields,
    )  # fmt: skip


class _Page:
    """The text of a body, its headings with their levels, and the lines of the file on which indented code begins."""

    def __init__(self, body: Body) -> None:
        self.made = Assembly(body)
        self.headings: list[tuple[int, str]] = []
        self.code: list[int] = []
        self._body = body
        self._veiled = _veiled(body.text)
        self._lines = self._veiled.split("\n")
        self._inline = Inline(self._veiled, self.made)
        self._level = 0  # of the heading that is being read
        self._cell: int | None = None  # in a row: how far it has been read
        self._read()
        self.text = self.made.text

    @property
    def title(self) -> str:
        """The heading that opens the text, else its first main heading, else its first line."""
        first = self.text.split("\n", 1)[0]
        if any(heading == first for _, heading in self.headings):
            return first
        return next((heading for level, heading in self.headings if level == 1), first)

    def _read(self) -> None:
        notes = False
        for token in _parsed(self._veiled):
            if token.type.startswith("footnote_block"):
                notes = token.nesting > 0
            elif notes:
                continue
            elif token.type in ("inline", "html_block"):
                if not (token.type == "inline" and _BACK.search(token.content)):
                    self._text(token)
            elif token.type in ("td_open", "th_open"):
                self.made.gap(CELL)
            elif token.block and not token.type.startswith(("td_", "th_")):
                self._block(token)

    def _block(self, token: Token) -> None:
        self.made.gap(BLOCK)
        if token.type.startswith("heading"):
            self._level = int(token.tag[1:]) if token.nesting > 0 else 0
        elif token.type.startswith("tr_"):
            self._cell = 0 if token.nesting > 0 else None
        elif token.type == "code_block" and token.map:
            self.code.append(self._body.anchor(0, self._body.starts[token.map[0]]).line)

    def _text(self, token: Token) -> None:
        first, end = token.map or (0, 0)
        lines, starts = self._lines[first:end], self._body.starts[first:end]
        source = Source(token.content, lines, starts, self._cell)
        before = self.made.size
        if token.type == "html_block":
            self.made.gap(BLOCK)
            self._inline.markup(token.content, source)
        else:
            self._inline.read(token, source)
        if self._cell is not None and starts:
            self._cell = max(source.at(len(token.content)) - starts[0], self._cell)
        if self._level and (heading := self.made.since(before)):
            self.headings.append((self._level, heading))


def _veiled(text: str) -> str:
    """The text with signs in place of what the parser would take for text: it keeps its length and its lines."""
    text = _without_comments(text)
    text = without_raised(_GLUED.sub(_veil, _TEMPLATE.sub(_veil, text)), VEIL)
    text = _WIKI_LINK.sub(lambda found: f"{VEIL * (2 + len(found[1]))}{found[2]}{VEIL * 2}", text)
    text = _STRUCK.sub(_veil, _LOWERED.sub(_off_the_line, _RAISED.sub(_off_the_line, text)))
    for marks in (_HIGHLIGHT, _INSERTED):
        text = marks.sub(rf"{VEIL * 2}\1{VEIL * 2}", text)
    if text.count("[") > _BRACKETS:  # the parser takes time in their square
        parts = _BLANK.split(text)
        text = "".join(part.replace("[", VEIL) if part.count("[") > _BRACKETS else part for part in parts)
    return text


def _without_comments(text: str) -> str:
    """Without comments that hold a blank line inside a paragraph, and without beginnings that have no end."""
    for start, end in (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>")):
        last = text.rfind(end) + 1
        text = text[:last] + text[last:].replace(start, VEIL * len(start))
    return _COMMENT.sub(lambda found: _veil(found) if _BLANK.search(found[0]) else found[0], text)


def _veil(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", VEIL, found[0])


def _off_the_line(found: re.Match[str]) -> str:
    """A raised or lowered mark ("17^2^", "H~2~O") as long as it was, and as HTML's are read."""
    before = found.string[max(0, found.start() - _CONTEXT) : found.start()]
    after = found.string[found.end() : found.end() + _CONTEXT]
    made = raised(before, found[1], after) if found[0][0] == "^" else lowered(before, found[1])
    return made.join((VEIL, VEIL)) if len(made) == len(found[1]) else _veil(found)


def _parsed(text: str) -> list[Token]:
    try:
        return _parser().parse(text)
    except RecursionError as error:
        raise ReadError("has marks nested too deep to be read as Markdown") from error


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": _NESTED}).enable(["table", "strikethrough"])
    # Escapes and entities stay tokens of their own: as parts of others' text they could not be found in the file.
    return parser.disable("text_join").use(footnote_plugin)
