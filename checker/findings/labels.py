"""What the claims of one thing are about, under a label that a person would give. Pure.

A count is named by what is counted, what became of it and where. What is no count, and a count of which nothing is
known but its noun, is named by the words around the number: "Amount: “cut interest payments by …”".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from checker.claims.properties.statement import PROPERTY as STATEMENT
from checker.compare import values
from checker.findings.text import highlighted, shorten
from checker.records import Claim, QuantityKind
from checker.same.extremes import is_extreme
from checker.words import lexicon
from checker.words.lists import listed, mapping, words_in
from checker.words.names import without_ending

WORDS_BEFORE, WORDS_AFTER, MIN_WORDS = 7, 5, 4  # of a number, in a quote
WIDTH = 90  # characters of a sentence
_WITHOUT_QUOTES = str.maketrans("", "", '"“”')

_ROLE_WORDS = mapping("disasters", "topic_words")
_OF_THINGS = words_in("disasters", "topic_words_of_things")
_OF_SOLDIERS = words_in("disasters", "topic_words_of_soldiers")
_OF_PERSONS = words_in("disasters", "topic_words_of_persons")
_NO_NOUN = words_in("general", "no_noun_of_topics")
_WITH_ARTICLE = frozenset(listed("places", "with_article"))
_QUOTE_ENDS = words_in("general", "ends_of_no_quote")
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*)*")
_CLAUSE_END = re.compile(r"[,;:()\[\]\"“”«»—–!?]+(?:\s|$)|\.\s|\s[-–—(\"“]|^[\"“(]")
_NO_PLURAL = ("personnel", "police", "aircraft")
_KINDS = {
    QuantityKind.MONEY: "amount",
    QuantityKind.PERCENTAGE: "share",
    QuantityKind.DURATION: "length of time",
    QuantityKind.CLOCK: "time of day",
    QuantityKind.ORDINAL: "place in an order",
    QuantityKind.AGE: "age",
}


def label(claims: Sequence[Claim], usual: Mapping[str, str] = MappingProxyType({})) -> str:
    """ "US troops stationed in Iraq", "Age of Maria Lopez", "Where Maria Lopez was taken", "Weapon at Ain Asad base".

    ``usual`` is the place that each article names most: it helps where the claims themselves name none.
    """
    first = claims[0]
    if first.attribute is not None and first.attribute.property == STATEMENT.name:
        return f"Statement: “{_shortest(claims)}”"
    if first.attribute is not None:
        return _sentence_case(_of_property(claims, usual))
    limits = {c.frame.predicate for c in claims if is_extreme(c)}
    if limits:
        return f"Age of the {' and the '.join(sorted(limits, reverse=True))} who were hurt{_where(claims, usual)}"
    if first.frame.noun == "age":
        return f"Age of {_person(claims) or 'a person' + _where(claims, usual)}"
    if any(c.quantity and c.quantity.kind is not QuantityKind.COUNT for c in claims):
        return _sentence_case(f"{_measure(claims)}: {_quoted(claims)}")
    what, told = _counted(claims)
    return _sentence_case(f"{what}{_where(claims, usual)}" if told else f"{what}: {_quoted(claims)}")


def _shortest(claims: Sequence[Claim]) -> str:
    """The shortest of the sentences, cut after a whole word."""
    said = min((c.attribute.value for c in claims if c.attribute), key=lambda words: (len(words), words))
    return shorten(said.rstrip(".").strip('"“”'), WIDTH)


def _of_property(claims: Sequence[Claim], usual: Mapping[str, str]) -> str:
    subjects = Counter(c.attribute.subject for c in claims if c.attribute and c.attribute.subject[:1].isupper())
    commonest = _commonest(subjects.elements())
    # "Tamimi" in most of them and "Ahed Tamimi" in one are one person, by the fuller name.
    fuller = [s for s in subjects if " " not in commonest and commonest in s.split()]
    whom = max(fuller, key=lambda s: (len(s), s), default=commonest)
    prop = claims[0].attribute.property if claims[0].attribute else ""
    said = {c.attribute.value.lower() for c in claims if c.attribute}
    where = "" if whom else _where(claims, usual)
    return values.label(prop, whom) + ("" if any(v in where.lower() for v in said) else where)


def _person(claims: Sequence[Claim]) -> str:
    """The person whose age it is, as written in one of the quotes; "" where nobody is named."""
    key = _commonest(n for c in claims for n in c.frame.actor)
    tokens, found = frozenset(key.split()), []
    for run in (m[0] for c in claims for m in _NAME.finditer(c.sentence) if tokens):
        words = [w for w in run.split() if lexicon.name_tokens(w) & tokens]
        if lexicon.name_tokens(" ".join(words)) == tokens:
            found.append(without_ending(" ".join(words)))
    return _commonest(found) or key.title()


def _measure(claims: Sequence[Claim]) -> str:
    quantities = [c.quantity for c in claims if c.quantity and c.quantity.kind is not QuantityKind.COUNT]
    kind = _commonest(q.kind.value for q in quantities)
    if all(q.change for q in quantities):
        return "change"
    return _KINDS.get(QuantityKind(kind), "measure")


def _quoted(claims: Sequence[Claim]) -> str:
    """The words around the number in one passage, the one that shares most with the others; the number left out."""
    shared = Counter(w.lower() for c in claims if c.quantity for w in dict.fromkeys(c.quantity.concept))
    best = max((_around(c) for c in claims), key=lambda words: (_worth(words, shared), -len(words), words))
    return f"“{best}”"


def _worth(words: str, shared: Mapping[str, int]) -> int:
    return sum(shared.get(w, 0) for w in set(re.findall(r"\w[\w'’-]*", words.lower())))


def _around(claim: Claim) -> str:
    """The words on both sides of the mention, of its own clause where that has enough of them."""
    before, _, after = highlighted(claim)
    left, right = _CLAUSE_END.split(before)[-1].split(), _CLAUSE_END.split(after.rstrip(".") + " ")[0].split()
    if len(left) + len(right) < MIN_WORDS:
        left, right = before.split(), after.rstrip(".").split()
    left, right = left[-WORDS_BEFORE:], right[:WORDS_AFTER]
    while right and right[-1].lower().strip(",;:") in _QUOTE_ENDS:
        right.pop()
    if left and not any(c.isalnum() for c in left[-1]):
        left.pop()  # a currency's sign
    return " ".join([*left, "…", *right]).rstrip(" ,;:")


def _counted(claims: Sequence[Claim]) -> tuple[str, bool]:
    """What is counted and what became of it; and whether that tells enough to go without a quote."""
    noun = _commonest(_noun(c) for c in claims)
    if len({c.frame.noun for c in claims}) > 1:
        noun = "person"
    elif lexicon.role(noun):
        noun = _commonest(c.frame.noun for c in claims)
    if not noun.isalpha() or noun in _NO_NOUN:
        noun = "person" if any(c.frame.noun == "person" for c in claims) else "number"
    role = _commonest(c.frame.predicate for c in claims)
    became = _ROLE_WORDS.get(role, "") if _can(role.rstrip(">"), noun) else ""
    if became or lexicon.is_event_noun(noun):
        return " ".join(w for w in (_of_nations(claims, noun), became) if w), True
    return "number" if noun == "number" else _many(noun), False


def _can(role: str, noun: str) -> bool:
    """Whether a role fits the noun: people are killed, rockets fired, soldiers stationed."""
    person = lexicon.person_class(noun)
    if role in _OF_SOLDIERS:
        return person == "soldier"
    if role in _OF_THINGS:
        return person is None
    return person is not None if role in _OF_PERSONS else not lexicon.is_thing(noun)


def _of_nations(claims: Sequence[Claim], noun: str) -> str:
    """The noun in the plural, with the nation that all claims give: "Iraqi soldiers", "Americans"."""
    told = [set(c.frame.actor) for c in claims if c.frame.actor]
    nations = sorted(n.lstrip("@") for n in set.intersection(*told) if lexicon.nation(n.lstrip("@"))) if told else []
    if not nations:
        return _many(noun)
    return lexicon.people_of(nations[0]) if noun == "person" else f"{lexicon.adjective(nations[0])} {_many(noun)}"


def _many(noun: str) -> str:
    return noun if noun.endswith(("s", *_NO_PLURAL)) else lexicon.plural(noun)


def _noun(claim: Claim) -> str:
    """The last word of the unit; times are what happened that often."""
    unit = claim.quantity.unit.split()[-1] if claim.quantity and claim.quantity.unit else claim.frame.noun
    return claim.frame.noun if unit in ("time", "occasion") else unit


def _where(claims: Sequence[Claim], usual: Mapping[str, str]) -> str:
    """The places that at least half of the claims name: one spot, else up to two countries, else the articles' own."""
    counts = Counter(key for c in claims for key in dict.fromkeys(c.frame.places))
    spelt = {key: name for c in claims for key, name in zip(c.frame.places, c.place, strict=True)}
    often = sorted((p for p in counts if 2 * counts[p] >= len(claims)), key=lambda p: (-counts[p], p))
    spots = [p for p in often if not p.startswith("@")]
    names = [_with_article(spelt[p], claims) for p in spots[:1] or sorted(often[:2])]
    if names:
        spot = bool(spots) and lexicon.is_place_noun(names[0].split()[-1].lower()) and not is_in(names[0])
        return f" {'at' if spot else 'in'} {' and '.join(names)}"
    own = _commonest(usual.get(article, "") for article in sorted({c.article for c in claims}))
    return f", {_with_article(own, claims)}" if own else ""


def is_in(name: str) -> bool:
    """Whether one is in it and not at it: "the West Bank city", "Anbar province"."""
    return name.split()[-1].lower() in words_in("general", "places_to_be_in")


def _with_article(name: str, claims: Sequence[Claim]) -> str:
    """The place with "the" before it where the passages that name it mostly have that."""
    if name.lower() in _WITH_ARTICLE:
        return f"the {name}"
    pattern = rf"(\b[Tt]he\s+)?(?<!\w){re.escape(name)}(?!\w)(?:\s+(\w+))?"
    found = [m for c in claims if (m := re.search(pattern, c.sentence))]
    own = [m for m in found if m[1] and not lexicon.is_generic_place_word((m[2] or "").lower())]  # not "the Lorn base"
    return f"the {name}" if 2 * len(own) > len(found) else name


def _commonest(found: Iterable[str]) -> str:
    counts = Counter(x for x in found if x)
    return min(counts, key=lambda x: (-counts[x], x), default="")


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
