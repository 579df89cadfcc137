"""Evidence from words: how alike the two numbers are surrounded. Pure."""

from __future__ import annotations

from checker.records import QuantityKind
from checker.same.measures import Articles, cosine, same, shared_rarity
from checker.same.view import ClaimView
from checker.words.frequencies import rarity

CODE = "words"
_BY_KIND = (QuantityKind.COUNT, QuantityKind.MONEY, QuantityKind.PERCENTAGE, QuantityKind.DURATION)
NAMES = (
    "next_words", "near_words", "sentence", "next_words_here", "near_words_here", "sentence_here", "surroundings",
    "near_shared", "sentence_shared", "seldom_words", "seldom_near", "seldom_sentence", "word_behind", "two_behind",
    "two_before", "own_right", "own_left", "own_right_four", "own_left_four",
    *(f"near_words_{kind}" for kind in _BY_KIND), "near_words_people",
)  # fmt: skip
_SHOWN = 4  # shared words that the report names


def measures(a: ClaimView, b: ClaimView, both: Articles) -> tuple[float, ...]:
    """Cosines in [0, 1] and sums of rarities, in the order of ``NAMES``."""
    near = cosine(a.near6, b.near6)
    seldom_near = [w for w in sorted(a.context & b.context) if both.seldom(w)]
    seldom_sentence = [w for w in sorted(a.sentence & b.sentence) if both.seldom(w)]
    return (
        cosine(a.near3, b.near3),
        near,
        cosine(a.sentence, b.sentence),
        both.cosine(a.near3, b.near3),
        both.cosine(a.near6, b.near6),
        both.cosine(a.sentence, b.sentence),
        cosine(a.context, b.context),
        shared_rarity(a.near6, b.near6, 30),
        shared_rarity(a.sentence, b.sentence, 60),
        float(min(4, len(seldom_near))),
        min(30.0, sum(map(rarity, seldom_near))) / 10,
        min(40.0, sum(map(rarity, seldom_sentence))) / 10,
        float(bool(a.right) and a.right[:1] == b.right[:1]),
        float(same(a.right[:2], b.right[:2])),
        float(same(a.left[-2:], b.left[-2:])),
        cosine(a.own_right, b.own_right),
        cosine(a.own_left, b.own_left),
        cosine(a.own_right[:4], b.own_right[:4]),
        cosine(a.own_left[-4:], b.own_left[-4:]),
        *(near if a.kind is kind else 0.0 for kind in _BY_KIND),
        near if a.is_person and b.is_person else 0.0,
    )


def detail(a: ClaimView, b: ClaimView, agreeing: bool) -> str:
    """The rarest shared words, or that there are hardly any."""
    shared = sorted(a.context & b.context, key=lambda w: (-rarity(w), w))[:_SHOWN]
    if agreeing and shared:
        return f"much the same words around both numbers ({', '.join(sorted(shared))})"
    return "the words around both numbers are alike" if agreeing else "other words around each number"
