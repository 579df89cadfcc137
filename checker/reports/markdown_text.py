"""Text of others made safe inside GitHub-flavoured Markdown (spec 0.29), in paragraphs, quotes and table cells."""

from __future__ import annotations

import re
from urllib.parse import quote

from checker.findings.text import flatten

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# GitHub reads $...$ as mathematics and documents <span>$</span> as the way to write a plain dollar sign.
_DOLLAR = "<span>$</span>"
_SPECIAL = re.compile(
    r"[\\`*_\[\]{}|~&<>$]"
    r"|@(?=\w)"  # a mention: GitHub links it after Markdown is rendered, so only a character between stops it
    r"|#(?=\d)"  # an issue
    r"|#"
    r"|:(?=//)"  # the URLs that GitHub links without being asked
    r"|(?i:(?<=\bwww)\.)"
    r"|!(?=\[)"
)
_LINE_START = re.compile(r"^(\s*)([-+=]|\d{1,9}[.)](?=\s|$))")


def escape(text: str) -> str:
    """``text`` on one line, shown as it is: no markup, link, mention, table cell, heading or list comes of it."""
    return escape_inline(flatten(text).strip(), at_start=True)


def escape_inline(text: str, *, at_start: bool = False) -> str:
    """As ``escape``, for a piece that goes on in the middle of a line unless ``at_start``; outer spaces stay."""
    text = _SPECIAL.sub(_replace, flatten(text))
    return _LINE_START.sub(_replace_start, text) if at_start else text


def bold(text: str) -> str:
    """``text`` escaped and in bold, also inside a word, where ``**`` next to punctuation would not count."""
    plain = flatten(text)
    if plain[:1].isalnum() and plain[-1:].isalnum():
        return f"**{escape_inline(plain)}**"
    return f"<b>{escape_inline(plain)}</b>"


def code(text: str, *, cell: bool = False) -> str:
    """``text`` as inline code, its backticks turned into apostrophes; a table ``cell`` needs its pipes escaped."""
    plain = flatten(text).strip().replace("`", "'")
    if cell:
        plain = plain.replace("|", "\\|")
    return f"`{plain}`" if plain else ""


def link(url: str | None) -> str:
    """An address as a link's target: http and https alone, with what would end the link percent-encoded; else ""."""
    plain = flatten(url or "").strip()
    if not re.match(r"https?://", plain, re.IGNORECASE):
        return ""
    return quote(plain, safe="%/:?#@!$&'*+,;=~")


def fenced(text: str) -> str:
    """``text`` as a block of code; the fence is longer than any run of backticks in it (GFM, section 4.5)."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"


def _replace(match: re.Match[str]) -> str:
    char = match[0]
    if char in _ENTITIES:
        return _ENTITIES[char]
    if char == "$":
        return _DOLLAR
    if char == "@":
        return "@&#8203;"
    if char == "#" and match.string[match.end() : match.end() + 1].isdigit():
        return "\\#&#8203;"
    return "\\" + char


def _replace_start(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2][:-1]}\\{match[2][-1]}"
