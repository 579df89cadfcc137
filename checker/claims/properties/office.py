"""What office a named person holds: "Mayor Dana Rusk", "Dana Rusk, Iran's deputy foreign minister". Imports no spaCy.

The value is the text's own words as far as they tell the office: whose, which portfolio, deputy, former or to come.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from checker.claims.properties.arguments import extent
from checker.claims.properties.descriptions import described
from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import CHANGED, DIFFERENT, NARROWER, SAME, UNRELATED
from checker.parse.memo import text_of, words_of
from checker.words import lexicon
from checker.words.lists import mapping, words_in

if TYPE_CHECKING:
    from spacy.tokens import Token

_PORTFOLIOS = mapping("people", "portfolios")
_TIMES = mapping("people", "times_of_office")
_BELOW = words_in("people", "below_an_office")
_ANY = words_in("people", "any_office")
_SEEKERS = words_in("people", "seekers_of_office")
_TWO_WORDS = mapping("people", "offices_of_two_words")
_ELECTED = words_in("people", "one_office_at_a_time")
_OF_TITLES = _PORTFOLIOS.keys() | _TIMES.keys() | _BELOW | _ANY | {w for pair in _TWO_WORDS for w in pair.split()}
_HEADS = ("president", "premier", "chancellor")  # of a state or its government: one person is one of them
OF_A_STATE = (*_HEADS, "minister")
_LONGEST = 6  # words before and behind "minister"
_AND = {"and", "&"}
_JOINING = {"-", "–", "'s", "’s", "the", *_AND}
_LEADING = {"of", "for"}


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """A mention per noun for an office that is said of a person whom the article names."""
    for noun in words_of(told.sentence, "NOUN", "PROPN"):
        if not _names_office(noun) or not _beside_a_name(noun):
            continue
        person = described(noun, told.people)
        before, behind = _run(noun, -1), _run(noun, 1)
        first = before[0] if before else noun
        if person is None or not person.name or _another(first) or _sought(first) or _at_another_time(noun, first):
            continue
        start, end = extent([*before, noun, *behind])
        value = " ".join(text_of(noun.doc)[start:end].split())
        yield AttributeMention(start, end, noun.i, "office", value, person=person, of_event=False)


def _names_office(noun: Token) -> bool:
    behind = [t.lower_ for t in noun.doc[noun.i + 1 : noun.i + 3] if t.text != "-"]
    if behind[:1] == ["general"]:
        return False  # a secretary-general is no secretary
    if lexicon.class_of("offices", noun.lower_.rstrip(".")) is not None:
        return True
    return noun.i > 0 and f"{noun.nbor(-1).lower_} {noun.lower_}" in _TWO_WORDS


def _beside_a_name(noun: Token) -> bool:
    """Whether a noun describes a name right there: whom "the president" stands for elsewhere is only a guess.

    It is not said of who stands for one: "the nominee for mayor, Tom Ellis".
    """
    if noun.dep_ == "pobj" and noun.head.lower_ == "for":
        return False
    return noun.dep_ in ("appos", "compound", "nmod", "attr") or any(c.dep_ == "appos" for c in noun.children)


def _run(noun: Token, step: int) -> list[Token]:
    """The words next to an office that tell more of it, in text order: before it, or from "of" or "-elect" on."""
    doc, i = noun.doc, noun.i + step
    found: list[Token] = []
    joining: list[Token] = []
    if step > 0 and not (i < len(doc) and (doc[i].lower_ in _LEADING or _coming(doc[i]))):
        return []
    while noun.sent.start <= i < noun.sent.end and len(found) + len(joining) < _LONGEST:
        token = doc[i]
        if _telling(token):
            if step < 0 and token.ent_type_ == "GPE" and any(t.lower_ in _AND for t in joining):
                break  # "the president of Norland and Mayor Ruiz"
            found += [*joining, token]
            joining = []
        elif token.lower_ in _JOINING or _cut_off(token) or (step > 0 and token.lower_ in _LEADING):
            joining.append(token)
        else:
            break
        if step < 0 and token.lower_ == "the":
            break
        i += step
    return sorted(found, key=lambda t: t.i)


def _cut_off(token: Token) -> bool:
    """The full stop of "Lt.", which tokenisers cut off."""
    return token.text == "." and token.i > 0 and token.nbor(-1).lower_ in _BELOW


def _coming(token: Token) -> bool:
    """The hyphen of "president-elect"."""
    return token.text in ("-", "–") and token.i + 1 < len(token.doc) and token.nbor().lower_ in _TIMES


def _telling(token: Token) -> bool:
    if token.ent_type_ == "PERSON" or token.pos_ not in ("NOUN", "PROPN", "ADJ", "ADV", "VERB"):
        return False
    word = token.lower_.rstrip(".")
    return (
        (token.i + 1 < len(token.doc) and f"{word} {token.nbor().lower_}" in _TWO_WORDS)
        or word in _PORTFOLIOS
        or word in _TIMES
        or word in _BELOW
        or word in _ANY
        or token.ent_type_ in ("GPE", "NORP")
        or lexicon.nation(token.text) is not None
    )


def _another(first: Token) -> bool:
    """Whether a word in front makes another office of it: "WHO representative", "club president"."""
    if first.i <= first.sent.start:
        return False
    before = first.nbor(-1)
    return before.pos_ in ("NOUN", "PROPN", "ADJ") and before.ent_type_ != "PERSON"


def _sought(first: Token) -> bool:
    """Whether somebody stands for the office: "the candidate for governor Tom Ellis"."""
    if first.i < first.sent.start + 2 or first.nbor(-1).lower_ != "for":
        return False
    return first.nbor(-2).lemma_.lower() in _SEEKERS


def _at_another_time(noun: Token, first: Token) -> bool:
    """Whether a word further away says so: "former South Bend, Indiana, Mayor Tom Ellis", "while she was mayor"."""
    if noun.dep_ == "attr" and noun.head.tag_ in ("VBD", "VBN"):
        return True
    near = (t for end in (noun, noun.head) for t in end.lefts if t.i < first.i)
    return any(t.lower_ in _TIMES for t in near)


@dataclass(frozen=True, slots=True)
class _Office:
    """An office taken apart; ``time`` is "" for who holds it, ``below`` for deputies."""

    kind: str
    time: str
    below: bool
    nations: frozenset[str]
    portfolio: frozenset[str]


@lru_cache(maxsize=4096)
def _office(value: str) -> _Office:
    words = list(lexicon.words(value.replace("-", " ")))
    kinds = [k for w in words if (k := lexicon.class_of("offices", w))]
    pairs = (f"{x} {y}" for x, y in itertools.pairwise(words))
    kind = next((_TWO_WORDS[p] for p in pairs if p in _TWO_WORDS), kinds[0] if kinds else "")
    time = next((_TIMES[w] for w in words if w in _TIMES), "")
    nations = frozenset(n for w in words if (n := lexicon.nation(w))) if kind in OF_A_STATE else frozenset()
    portfolio = frozenset(_PORTFOLIOS[w] for w in words if w in _PORTFOLIOS) if kind == "minister" else frozenset()
    if "secretary of state" in " ".join(words):
        portfolio |= {_PORTFOLIOS["foreign"]}
    return _Office(kind, time, bool(_BELOW & set(words)), nations, portfolio)


def _relation(a: str, b: str) -> str:
    """One office, or two that nobody holds at once; who left one, or is to come into it, holds it at another time.

    A bare title ("Mayor") agrees about nothing that was in doubt, and is given by courtesy to who has left.

    Ministers of two known portfolios differ, as do a deputy and who is none, two nations' ministers, and a mayor and a
    senator; what else somebody is, a president or the minister of a cabinet may be besides.
    """
    one, two = _office(a), _office(b)
    if one.kind != two.kind:
        apart = {one.kind, two.kind} <= _ELECTED or {one.kind, two.kind} <= set(_HEADS)
        return DIFFERENT if apart and not (one.time or two.time or one.below or two.below) else UNRELATED
    told = bool(one.portfolio and two.portfolio)
    differ = (told and not one.portfolio & two.portfolio) or _abroad(one, two)
    if differ or one.below != two.below:
        if one.time or two.time or (not differ and one.kind == "minister" and not told):
            return UNRELATED
        return DIFFERENT
    if not (_tells(one) and _tells(two)):
        return UNRELATED
    if one.time != two.time:
        return CHANGED
    return SAME if one == two else NARROWER


def is_title(value: str) -> bool:
    """Whether a value is an office and nothing else: "the President", "Deputy Prime Minister"."""
    words = [w for w in lexicon.words(value) if w not in _JOINING]
    return bool(_office(value).kind) and all(w in _OF_TITLES or lexicon.class_of("offices", w) for w in words)


def _tells(office: _Office) -> bool:
    """Whether a value says more than a title in front of a name."""
    return bool(office.nations or office.portfolio)


def _abroad(one: _Office, two: _Office) -> bool:
    return bool(one.nations and two.nations) and not one.nations & two.nations


PROPERTY = Property("office", _mentions, _relation, "{who} is {}.", moves_on=True)
