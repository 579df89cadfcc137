# ruff: noqa: E501
"""copies: one text in several outlets is one witness; other texts on the same event are not."""

from __future__ import annotations

from checker.findings import copies
from checker.records import Article

STORY = (
    "The river rose above its banks on Tuesday night and flooded the lower town, where the fire brigade carried forty "
    "people from their homes in boats. The mayor said that the dam upstream had held, that the bridge would stay shut "
    "until engineers had looked at its piers, and that the school gymnasium was open to whoever needed a bed. Forecasters "
    "expect another wave on Thursday, smaller than the first, and ask everybody to stay away from the water."
)
OTHER = (
    "Forty residents of the lower town spent Wednesday morning on camp beds after a flood that came faster than anybody "
    "had foreseen. Volunteers cooked soup; the brigade's boats went out again at dawn. Nobody was reported hurt, though "
    "two cars and a kiosk were washed away, and the old bridge has been closed while its foundations are inspected."
)


def article(name: str, text: str, outlet: str = "") -> Article:
    return Article(name, outlet or f"outlet {name}", text)


def test_a_reprint_with_its_own_ends_is_the_same_text() -> None:
    reprint = f"LOWER TOWN (Agency) — {STORY} Read more of our reports on the weather."
    found = copies.groups([article("a", STORY), article("b", reprint), article("c", OTHER)])
    assert found == {"a": "a", "b": "a", "c": "c"}


def test_order_changes_nothing_and_short_texts_tell_nothing() -> None:
    batch = [
        article("a", OTHER),
        article("b", STORY),
        article("c", STORY),
        article("d", "Flood."),
        article("e", "Flood."),
    ]
    assert copies.groups(batch) == copies.groups(batch[::-1])
    assert copies.groups(batch)["e"] == "e"


def test_witnesses_are_neither_reprints_nor_two_stories_of_one_outlet() -> None:
    outlets = {"a": "One", "b": "Two", "c": "One", "d": "Three"}
    text = {"a": "a", "b": "a", "c": "c", "d": "d"}
    assert copies.witnesses("abcd", outlets, text) == 2
    assert copies.witnesses("bd", outlets, text) == 2
    assert copies.witnesses("a", outlets, text) == 1
    assert copies.witnesses("", outlets, text) == 0
