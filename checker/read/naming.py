"""Names in markup: the words of a class, an id or a role; ``data/markup.toml`` says what they mean."""

from __future__ import annotations

import re
from functools import cache

from lxml.html import HtmlElement

from checker.words.lists import words_in

MOST = 400  # characters of an attribute that are looked at


def words_of(table: str, key: str) -> frozenset[str]:
    """A list of ``data/markup.toml``."""
    return words_in("markup", f"{table}.{key}")


def named(node: HtmlElement, words: frozenset[str], *attributes: str) -> bool:
    """Whether one of the words is among the hyphened words of a name in the attributes."""
    values = " ".join([(node.get(name) or "")[:MOST] for name in attributes])
    return bool(values.strip()) and any(pattern(words).search(hyphened(token)) for token in values.split())


@cache
def pattern(words: frozenset[str]) -> re.Pattern[str]:
    """Finds one of the words, as a whole, in a hyphened name."""
    return re.compile(rf"(?:^|-)(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})(?:-|$)")


def hyphened(token: str) -> str:
    """ "storyRelated_box" -> "story-related-box"."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", token).lower()
    return re.sub(r"[^a-z0-9]+", "-", parted).strip("-")


BLOCKS = words_of("tags", "blocks")
