"""Numbers that the parse shows to be names, years or pronouns, or labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.quantities.drafts import Draft
from checker.quantities.nouns import COUNTING, ROLES, sentence_start
from checker.quantities.numbers import Form
from checker.records import QuantityKind
from checker.words.events import DYING
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_YEAR_BEFORE = words_in("time", "before_years")
_BOUNDS = words_in("numbers", "before_counts")
_BEFORE_PRONOUN = words_in("numbers", "before_pronoun_one")
_EXCEPT = words_in("numbers", "exceptions")
_AFTER_PRONOUN = words_in("numbers", "after_pronoun_one")
_OCCASIONS = words_in("numbers", "after_at_one")
_AFTER_COUNT = words_in("numbers", "after_count_one")


def no_quantity(doc: Doc, d: Draft) -> bool:
    """Whether the number is a year, a part of a name, a code or the pronoun "one"."""
    if d.text[d.start : d.end].lower() == "one" and _occasion(doc, d):
        return True
    if d.unit is not None:
        one_day = d.unit.name == "day" and d.start == doc[sentence_start(doc[d.first_token])].idx
        return (
            (one_day and d.value == 1)
            or (d.unit.name == "second" and _decade(d))
            or _lettered(doc, d)
            or _titled(doc, d)
        )
    if d.value is not None and d.value < 0 and _after_name(doc, d):
        return True
    if d.form is Form.ORDINAL:
        return False
    if d.text[d.start : d.end].lower() in {"one", "zero"}:
        return _pronoun(doc, d)
    if not d.digits:
        return _capitalised(doc, d) or (_joined_to_word(d) and not _counts(doc, d))
    return _code(d) or _year(doc, d) or _named(doc, d) or _counter(d)


_COUNTER_BEFORE = re.compile(r"\b(?:[Ss]lideshow|Image|Photo|Slide|Picture|Page|Caption) (?:\d+ of )?$")


def _counter(d: Draft) -> bool:
    """ "Image 2 of 8": the place of a picture in a gallery."""
    return bool(_COUNTER_BEFORE.search(d.text[max(0, d.left - 20) : d.left]))


def _after_name(doc: Doc, d: Draft) -> bool:
    """ "COVID -19": a hyphen that a name has lost, not a minus sign."""
    i = d.first_token
    while i > 0 and doc[i].idx >= d.left:
        i -= 1
    return doc[i].idx < d.left and (doc[i].pos_ == "PROPN" or doc[i].is_upper)


# the first of two numbers: "one in five", "one or two"
_ONE_OF_TWO = re.compile(
    r" (?:(?:in|out of) (?:every )?(?:\d|two|three|four|five|six|seven|eight|nine|ten|hundred)|or two\b)"
)


def _pronoun(doc: Doc, d: Draft) -> bool:
    """ "no one", "the one that", "one of the", "one another": everything but a one that counts a noun."""
    token = doc[d.last_token]
    before = doc[d.first_token - 1].lower_ if d.first_token else ""
    after = doc[d.after_token] if d.after_token < len(doc) else None
    if after is None or before in _BEFORE_PRONOUN:
        return True
    if before in _EXCEPT and after.lower_ == "of":
        return False  # "all but one of the 12"
    if _ONE_OF_TWO.match(d.text, d.right):
        return False
    if after.lower_ in _AFTER_PRONOUN:
        row = token.dep_ == "conj" and any(c.dep_ == "nummod" for c in token.head.children)
        return not (row and after.lower_ == "of")  # "16 counts of fraud and one of conspiracy"
    if (after.lower_ == "day" and d.first_token == sentence_start(token)) or (
        after.lower_ == "hand" and before == "on"
    ):
        return True
    if (token.dep_ == "nsubjpass" and token.head.lower_ in ROLES) or token.head.lemma_.lower() in DYING:
        return False  # "one was killed by a tree"
    return (
        token.dep_ not in {"nummod", "quantmod"}
        and not (after.pos_ in {"NOUN", "ADJ"} and token.head.i > token.i)
        and after.lower_ not in _AFTER_COUNT
    )


def _occasion(doc: Doc, d: Draft) -> bool:
    """ "at one point"."""
    i = d.first_token
    return 0 < i < len(doc) - 1 and doc[i - 1].lower_ == "at" and doc[i + 1].lower_ in _OCCASIONS


def _code(d: Draft) -> bool:
    """Letters glued on: "24703L202", "5G", "747s"."""
    text = d.text
    nxt = text[d.right : d.right + 1]
    before = text[d.left - 1 : d.left] if d.left else ""
    return nxt.isalnum() or before.isalpha() or bool(_CLOCK.fullmatch(d.digits)) or _joined_to_word(d)


_CLOCK = re.compile(r"0\d+")  # "at 0700"
_MAY_JOIN = re.compile(r"(?:sub|under|minus|plus|\d[\w%]*|to|by|or|in|magnitude|nearly|about)-$", re.IGNORECASE)


def _joined_to_word(d: Draft) -> bool:
    """A hyphen joins the number to a word before it: "MQ-9", "trail-seven"."""
    text = d.text
    if text[d.left - 1 : d.left] != "-" or not text[max(0, d.left - 2) : d.left - 1].isalnum():
        return False
    return not _MAY_JOIN.search(text, max(0, d.left - 10), d.left)


def _lettered(doc: Doc, d: Draft) -> bool:
    """Number and letter behind a name are a part of it: "Selm Tower 12C"."""
    letter = d.right - d.end == 1 and d.text[d.end].isalpha() and d.text[d.end].isupper()
    before = doc[d.first_token - 1] if d.first_token else None
    return letter and before is not None and before.tag_ in {"NNP", "NNPS"} and before.text[:1].isupper()


_DATED = re.compile(r"\b(?:since|until|till|before|through) (?:at (?:least|most)|about|around|roughly|some) $", re.I)


def _year(doc: Doc, d: Draft) -> bool:
    if not re.fullmatch(r"(?:1[5-9]|20)\d\d", d.digits) or d.value is None or d.value > 2100 or d.right != d.end:
        return False
    if d.value != float(d.digits):
        return False
    token = doc[d.first_token]
    before = doc[d.first_token - 1].lower_ if d.first_token else ""
    if (before in _BOUNDS and not _DATED.search(d.text, max(0, d.left - 24), d.left)) or re.search(
        r"(?i)\b(?:average|total|sum|maximum|minimum|record) of $", d.text[max(0, d.left - 12) : d.left]
    ):
        return False
    after = doc[d.after_token] if d.after_token < len(doc) else None
    plural = (
        after is not None
        and (after.tag_ == "NNS" or (after.pos_ == "ADJ" and token.head.tag_ == "NNS"))
        and after.is_lower
    )
    return not plural or before in _YEAR_BEFORE or before.isdigit()


def _decade(d: Draft) -> bool:
    """ "2018s" (a possessive without its mark), "1990s", "80s"."""
    return d.text[d.end : d.end + 1] == "s" and (len(d.digits) == 4 or d.digits.endswith("0"))


def compound(doc: Doc, d: Draft) -> bool:
    """A number that only names a sort: "three-bed apartment", "two-state solution", "787 Dreamliner"."""
    if d.unit is not None or d.value is None or d.last_token + 1 >= len(doc):
        return False
    token, text = doc[d.last_token], d.text
    if text[d.right : d.right + 1] == "-" and text[d.right + 1 : d.right + 2].isalpha() and d.last_token + 2 < len(doc):
        noun = doc[d.last_token + 2]
        if noun.lower_ in {"year", "month", "week", "day", "yr"} or noun.lower_ in COUNTING or noun.tag_ == "NNS":
            return False
        return not (noun.lower_.startswith("fold"))
    after = doc[d.last_token + 1]
    if not d.digits or "," in d.digits:
        return False
    return _of_one(doc, d) or (
        after.tag_ == "NNP"
        and after.lower_ not in ROLES  # "2 Dead, 3 Injured In ...", as titles have it
        and token.head.i == after.i
        and (after.head.i == after.i or after.dep_ != "compound")
        and d.value < 10_000
        and d.value == int(d.value)
    )


_ONE_OF_A_KIND = words_in("numbers", "before_one_of_a_kind")


def _of_one(doc: Doc, d: Draft) -> bool:
    """A model's number before a singular noun: "a 787 jet", "the newest 737 model"."""
    token, before = doc[d.first_token], doc[d.first_token - 1] if d.first_token else None
    noun = token.head
    if before is None or d.value in {None, 1} or d.scale > 1 or noun.tag_ != "NN" or noun.i != token.i + 1:
        return False
    if token.dep_ != "nummod" or noun.dep_ == "compound" or "." in d.digits or noun.lower_ in COUNTING:
        return False
    return before.head.i == noun.i and (before.lower_ in _ONE_OF_A_KIND or before.tag_ == "JJS")


def _named(doc: Doc, d: Draft) -> bool:
    """A bare integer right behind a capitalised word, with no noun to count: "Stoxx 600", "Nasdaq 100"."""
    if d.first_token == 0 or d.value is None or d.value != int(d.value) or "," in d.digits or d.value > 9999:
        return False
    before = doc[d.first_token - 1]
    token = doc[d.first_token]
    if d.text[d.left - 1 : d.left] != " " or before.pos_ != "PROPN" or not before.text[:1].isupper():
        return False
    after = doc[d.after_token] if d.after_token < len(doc) else None
    if _in_row(doc, before, token, after):
        return False
    if after is not None and (
        after.tag_ in {"NNS", "NNPS"}
        or (token.dep_ == "nummod" and token.head.tag_ == "NNS" and token.head.i > token.i)
    ):
        if token.dep_ == "nummod" and token.head.i == before.i and before.ent_type_ != "DATE":
            return True  # "737 Max 8 jets"
        return token.ent_type_ in {"ORG", "PRODUCT", "FAC", "LAW", "EVENT"} and before.ent_type_ == token.ent_type_
    return not (before.ent_type_ == "PERSON" and 15 < d.value < 105 and token.ent_type_ != "PERSON")


def _in_row(doc: Doc, name: Token, number: Token, after: Token | None) -> bool:
    """ "Labour won 40 seats and the Greens 34": what the name has is counted as what the one before it has."""
    if after is not None and after.pos_ not in {"PUNCT", "CCONJ", "SPACE", "ADP"}:
        return False
    if name.ent_type_ == number.ent_type_ and name.ent_type_ in {"ORG", "PRODUCT", "FAC", "LAW", "EVENT"}:
        return False
    link = name.nbor(-1) if name.i > 0 else name
    link = link.nbor(-1) if link.lower_ == "the" and link.i > 0 else link
    if link.lower_ not in {"and", ",", "while", "but", ";"}:
        return False
    start = max(sentence_start(number), number.i - _LONGEST_ROW)
    counted = next(
        (t for t in doc[start : link.i] if t.like_num and t.i + 1 < link.i and t.nbor(1).tag_ == "NNS"), None
    )
    owners = doc[start : counted.i] if counted is not None else ()
    return any(t.pos_ == "PROPN" and t.dep_ in {"nsubj", "nsubjpass"} for t in owners)


_LONGEST_ROW = 24  # tokens between the count that has its noun and one that leaves it out


def _counts(doc: Doc, d: Draft) -> bool:
    """A plural noun follows: "recharges-three times as many"."""
    return d.form is not Form.WORDS or (d.after_token < len(doc) and doc[d.after_token].tag_ == "NNS")


def _capitalised(doc: Doc, d: Draft) -> bool:
    """A number word with a capital inside a sentence is part of a name: "the Gang of Seven", "the Big Four"; titles,
    whose words all have one, go by other rules."""
    start, i = sentence_start(doc[d.first_token]), d.first_token
    if d.form is not Form.WORDS or not d.text[d.start].isupper() or i == start or doc[i - 1].is_punct:
        return False
    of_name = doc[i - 1].lower_ == "of" and i - 2 > start and doc[i - 2].text[:1].isupper()
    named = doc[i].tag_ in {"NNP", "NNPS"} or doc[i].dep_ == "compound" or doc[i - 1].tag_ in {"NNP", "DT"}
    if not (named or of_name):
        return False
    return "\n" not in d.text[doc[i - 1].idx : d.start] and not _in_title(doc, start, i)


_REACH = 20  # tokens behind the number that tell whether it stands in a title


def _in_title(doc: Doc, start: int, i: int) -> bool:
    """Whether all words have a capital."""
    return not any(t.is_lower for t in doc[start : i + _REACH] if t.is_alpha and not t.is_stop)


def _titled(doc: Doc, d: Draft) -> bool:
    """ "60 Minutes": a span of time with a capital inside a sentence is the name of a work."""
    word = d.text[d.end : d.right].strip(" -")
    if d.unit is None or d.unit.kind is not QuantityKind.DURATION or not word.istitle() or d.left < d.start:
        return False
    return not _in_title(doc, sentence_start(doc[d.first_token]), d.first_token)


_ALONE = re.compile(r"\n[^\n]+\n")  # a counter on a line of its own


def stray(d: Draft) -> bool:
    """A lone number with nothing that it could count, between names or as a label."""
    alone = not d.name and d.form is not Form.VAGUE and _ALONE.fullmatch(d.text, max(0, d.left - 1), d.right + 1)
    return bool(alone) or (d.form is Form.ORDINAL and d.kind is None)
