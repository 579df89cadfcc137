"""Ages: "a 23-year-old", "aged 23", "Jane Roe, 23,", "two girls, 7 and 5,", "one 17 and the other 21"."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from checker.quantities.concepts import subject_of
from checker.quantities.drafts import Draft
from checker.quantities.nouns import lemma, sentence_start
from checker.quantities.numbers import Form
from checker.records import Comparator, QuantityKind
from checker.words import persons
from checker.words.events import DYING
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OLD = re.compile(
    r"(?: - |[ -])(?:(?P<unit>year|yr|month|week|day)s?(?: - |[ -])?(?:old|of age)s?\b|y/?o\b|yrs? old)(?:s\b)?",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"\b(?:(?:between the |between )?age[ds]?(?: of| between| from)?|at (?:the age of|age)|turn(?:s|ed|ing)?|of age)"
    r"(?: just| only| about| around)? $",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"\b(under|below|younger than|over|above|older than) (?:the )?age(?: of)? $", re.IGNORECASE)
_BELOW = {"under", "below", "younger than"}
_OF_AGE = re.compile(r"[ -](?P<unit>year|month|week|day)s?[ -]of[ -]age\b", re.IGNORECASE)
_PEOPLE_NOUNS = words_in("people", "with_an_age")
_BEFORE_ONE = words_in("general", "before_one")
_BETWEEN_AGES = words_in("numbers", "between_ages")
_OLDEST = 115


def age(doc: Doc, d: Draft) -> bool:
    """Sets kind, unit and the noun or name that an age belongs to; False where the number is no age."""
    if d.form in {Form.ORDINAL, Form.FRACTION, Form.RATIO} or (d.value is None and d.low is None):
        return False
    text = d.text
    if d.kind is QuantityKind.AGE:  # "in her 60s"
        return _set_age(doc, d, "year", _owner(doc, d))
    if text[d.left - 1 : d.left] == "-" and text[max(0, d.left - 2) : d.left - 1].isalpha():
        return False  # "twetny-one-year-old": the rest of a word that is misspelt
    top = d.value if d.value is not None else d.high or 0
    m = _OLD.match(text, d.end) or _OF_AGE.match(text, d.end)
    if m:
        unit = m.groupdict().get("unit") or "year"
        d.right = m.end()
        return _set_age(doc, d, unit.lower(), _modified(doc, d))
    if d.unit is not None or not 0 < top <= _OLDEST or top != int(top) or text[d.left - 1 : d.left] in {"$", "-"}:
        return False
    if _AGED.search(text, max(0, d.left - 24), d.left):
        return _set_age(doc, d, "year", _owner(doc, d))
    if owner := _apposed(doc, d) or _of_each(doc, d) or _contrasted(doc, d) or _of_life(doc, d) or _of_death(doc, d):
        return _set_age(doc, d, "year", owner)
    return False


def bound(d: Draft) -> Comparator:
    """The bound that stands before "the age of": "children under the age of ten"."""
    limit = _LIMIT.search(d.text, max(0, d.left - 28), d.left)
    if limit is None:
        return Comparator.EXACT
    return Comparator.LESS_THAN if limit[1].lower() in _BELOW else Comparator.MORE_THAN


def _set_age(doc: Doc, d: Draft, unit: str, owner: Token | None) -> bool:
    d.kind, d.name = QuantityKind.AGE, f"{unit} of age"
    while d.after_token < len(doc) and doc[d.after_token].idx < d.right:
        d.after_token += 1
    d.noun = owner.i if owner is not None else None
    return True


def _modified(doc: Doc, d: Draft) -> Token | None:
    """The noun of "a 23-year-old man", else the subject of "is 23 years old"."""
    end = d.right
    for t in doc[d.last_token + 1 : d.last_token + 9]:
        if t.idx < end:
            continue
        if t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "compound":
            return t
        if t.pos_ not in {"ADJ", "NOUN", "PROPN"}:
            break
    owner = _owner(doc, d)
    before = doc[d.first_token - 1].lower_ if d.first_token else ""
    of_another = d.first_token > 0 and doc[d.first_token - 1].pos_ == "ADP"  # "charged after death of 3-year-old"
    if owner is None or not (of_another or before in _BEFORE_ONE):
        return owner
    if (group := _group_before(doc, d)) is not None:
        return group
    # "Roe knew the 16-year-old": a noun phrase of its own, unlike "two men, a 46-year-old and a 24-year-old".
    return None if any(t.pos_ == "VERB" for t in doc[owner.i : d.first_token]) else owner


def _group_before(doc: Doc, d: Draft) -> Token | None:
    """The plural noun of "two men, a 46-year-old and a 24-year-old"."""
    for t in reversed(doc[max(sentence_start(doc[d.first_token]), d.first_token - 12) : d.first_token]):
        if t.tag_ == "NNS" and lemma(t) in _GROUPS:
            return t
        if not (t.is_punct or t.like_num or t.lower_ in _BETWEEN_AGES):
            return None
    return None


def _owner(doc: Doc, d: Draft) -> Token | None:
    """The nearest name or noun of a person before the number, else the clause's subject."""
    start = sentence_start(doc[d.first_token])
    for t in reversed(doc[max(start, d.first_token - 6) : d.first_token]):
        if t.lower_ in {"a", "an"}:
            break  # "Photo by Jane Roe A 3-year-old": the age begins a noun phrase of its own
        if t.ent_type_ == "PERSON" or lemma(t) in _GROUPS or (t.pos_ == "PROPN" and not t.ent_type_):
            return t
    return subject_of(doc[d.first_token])


_CLOSES = re.compile(
    r"(?:,|\)|;|\n|$| \(| [-–—]|\.(?:\s|$)| (?:has|had|was|is|were|are|who|of|from|said|told|by|and)\b)"
)


_OF_ONE = re.compile(r" (?:is|was|has|had)\b")


def _apposed(doc: Doc, d: Draft) -> Token | None:
    """The name in "Jane Roe, 23," and "Nick Roe 44 has", the subject of "who was 10"."""
    text, i = d.text, d.first_token
    if i == 0 or not d.digits or d.digits != text[d.start : d.end] or not _CLOSES.match(text, d.right):
        return None
    before, closing = text[max(0, d.left - 2) : d.left], text[d.right : d.right + 1]
    joined = text.startswith(" and ", d.right) and _joins_name(doc, d)  # "Jane Roe, 24 and John Doe, 31"
    name = doc[i - 2] if before in {", ", " ("} and i >= 2 else doc[i - 1]
    if before == ", " and name.pos_ == "PROPN" and name.ent_type_ in {"", "PERSON"} and _OF_ONE.match(text, d.right):
        return name  # "Jane Roe, 23 was shot": the comma behind is left out
    if name.text in {"Jr.", "Sr.", "II", "III"} and name.i > 0:
        name = doc[name.i - 1]
    if before == ", " or before == " (":
        if before == " (" and _in_row_of_places(d):
            return None
        if (
            (name.pos_ == "PROPN" or name.ent_type_ == "PERSON")
            and (closing in {*",;.)\n", ""} or joined or _in_row_of_names(d) or text[d.right + 1] in "(–—-")
            and name.ent_type_ != "DATE"
            and d.value
            and (d.value > 9 or name.ent_type_ == "PERSON")
        ):
            person = name.ent_type_ in {"", "PERSON"} or _goes_on(doc, d) or _in_row_of_names(d) or _of_kin(name)
            return name if person else None
        if name.lower_ in _PEOPLE_NOUNS and closing in {*",)", ""}:
            return name
        return None
    bare = closing != "" and not text.startswith(" and ", d.right)
    if bare and name.ent_type_ == "PERSON" and name.pos_ == "PROPN" and d.value is not None and d.value > 9:
        return name
    if (
        name.lower_ in {"is", "was", "be", "'s", "’s", "turned"}
        and i >= 2
        and (closing in {*",.;"} or " by " in text[d.right : d.right + 4])
    ):
        who = [c for c in name.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
        if who and (who[0].lower_ in persons.WITH_AN_AGE or who[0].ent_type_ == "PERSON" or lemma(who[0]) in _GROUPS):
            return who[0]
    return None


_NAME = r"(?:[A-Z][\w.’'-]*[ \n]){1,3}[A-Z][\w.’'-]+"
_NAME_AFTER = re.compile(rf"[,;] (?:and )?{_NAME}, \d{{1,2}}(?![\d%])")
_NAME_BEFORE = re.compile(rf"{_NAME}, \d{{1,2}}(?:[,;](?: and)?| and) {_NAME}, $")


def _in_row_of_names(d: Draft) -> bool:
    """ "Ada Roe, 31, Ben Doe, 29, and Cy Poe, 18": one row, whatever the recogniser takes the names for."""
    before = d.text[max(0, d.left - 90) : d.left]
    return bool(_NAME_AFTER.match(d.text, d.right) or _NAME_BEFORE.search(before))


_ITEM = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]+){0,2} \(\d{1,9}\)"
_ROW_IN_BRACKETS = re.compile(rf"(?:\b(?P<link>in|at|across|from|of) )?{_ITEM}(?P<more>(?:(?:,? and|,) {_ITEM})*)")


def _in_row_of_places(d: Draft) -> bool:
    """ "in Berg (14), Goma (7) and Uvira (3)": counts of places, not ages; so is a row with a number that is no age."""
    start = max(0, d.left - 100)
    for row in _ROW_IN_BRACKETS.finditer(d.text, start, min(len(d.text), d.right + 100)):
        if row.start() < d.start < row.end():
            among = row["link"] is not None and (row["link"] not in {"from", "of"} or row["more"] != "")
            return among or any(int(n) > _OLDEST for n in re.findall(r"\d+", row[0]))
    return False


def _of_kin(name: Token) -> bool:
    """ "her mother, Viola Warren, 62": a name in apposition to a noun of persons."""
    return name.dep_ == "appos" and lemma(name.head) in _GROUPS


def _goes_on(doc: Doc, d: Draft) -> bool:
    """ "Roe, 45, was", "Roe, 45, of Chicago": what follows an age in apposition and no item of a list."""
    nxt = doc[d.after_token + 1] if d.after_token + 1 < len(doc) else None
    return nxt is not None and (nxt.pos_ in {"VERB", "AUX", "DET", "ADP"} or nxt.lower_ in {"who", "whose"})


def _joins_name(doc: Doc, d: Draft) -> bool:
    """Whether "and" and another name follow the number."""
    return d.after_token + 1 < len(doc) and doc[d.after_token + 1].pos_ == "PROPN"


_GROUPS = _PEOPLE_NOUNS | words_in("people", "with_ages")
_EACH = re.compile(r"\d{1,3}(?:(?:, | and |, and )\d{1,3})*(?= ?(?:,(?! (?:or|\d))|\.(?!\d)|\)|;|\n|$| [-–—] ))")


def _of_each(doc: Doc, d: Draft) -> Token | None:
    """The plural noun of "Two men, 25 and 30, were", "two girls, both 17,": ages of all whom it names."""
    text, i = d.text, d.first_token
    both = i > 1 and doc[i - 1].lower_ == "both"
    comma = i - 1 - both
    if comma < 1 or doc[comma].text not in {",", "("} or not d.digits:
        return None
    noun, row = doc[comma - 1], _EACH.match(text, d.start, d.start + 60)
    if row is None or lemma(noun) not in _GROUPS or (not both and "," not in row[0] and "and" not in row[0]):
        return None
    ages = [int(n) for n in re.findall(r"\d+", row[0])]
    counted = [c for c in noun.children if c.dep_ == "nummod" or c.tag_ == "PRP$"]
    return noun if max(ages) < 116 and (counted or noun.tag_ == "NN" or len(ages) > 1) else None


_CONTRAST = re.compile(
    r"\b(?:one|the (?:first|younger|older|elder)),? (?:is |was |aged )?(\d{1,2})(?:,| and|, and|;) "
    r"(?:another|the (?:other|second|younger|older|elder)),? (?:is |was |aged )?(\d{1,2})(?= ?(?:[,.;)\n]|$| and ))"
)


def _contrasted(doc: Doc, d: Draft) -> Token | None:
    """The plural noun of "two men, one 17 and the other 21"."""
    start = max(0, d.start - 48)
    for m in _CONTRAST.finditer(d.text, start, d.end + 48):
        if d.start in (m.start(1), m.start(2)):
            break
    else:
        return None
    first = sentence_start(doc[d.first_token])
    for t in reversed(doc[max(first, d.first_token - 16) : d.first_token]):
        if t.tag_ == "NNS" and lemma(t) in _GROUPS:
            return t
    return None


def _of_life(doc: Doc, d: Draft) -> Token | None:
    """The subject of "life expectancy is 73", "their average age was 41"."""
    for t in reversed(doc[max(sentence_start(doc[d.first_token]), d.first_token - 4) : d.first_token]):
        if t.lemma_ == "be":
            who = [c for c in t.lefts if c.dep_ == "nsubj"]
            return who[0] if who and who[0].lemma_.lower() in {"expectancy", "age"} else None
    return None


def _of_death(doc: Doc, d: Draft) -> Token | None:
    """The subject of "died at 83"."""
    i = d.first_token - 2
    if i < 0 or doc[i + 1].lower_ != "at" or doc[i].lemma_.lower() not in DYING or not _CLOSES.match(d.text, d.right):
        return None
    return next((c for c in doc[i].lefts if c.dep_ == "nsubj"), None)


_ROW = re.compile(r"-?,(?: and| or)? |-? and |-? or ")


def in_a_row(drafts: list[Draft]) -> None:
    """ "ages 14, 16 and 17", "are 14, 16 and 17 years old": one age makes its neighbours ages."""
    pairs = list(itertools.pairwise(drafts))
    for known, bare in [*pairs, *((b, a) for a, b in reversed(pairs))]:
        first, second = (known, bare) if known.start < bare.start else (bare, known)
        counts = bare.noun is not None and bare.name != known.name.partition(" ")[0]
        plain = bare.unit is None and bare.kind in {None, QuantityKind.COUNT} and bare.digits and not bare.part_of
        row = _ROW.fullmatch(known.text, first.right, second.left)
        if known.kind is QuantityKind.AGE and plain and not counts and row:
            bare.kind, bare.name, bare.noun = known.kind, known.name, known.noun
