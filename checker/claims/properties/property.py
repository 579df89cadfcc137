"""What a property is: how it is found, labelled and stated, and how two of its values relate. Imports no spaCy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.claims.properties.relations import kind_by_words
from checker.records import Attribute, AttributionSpan, Person, TimeMention

if TYPE_CHECKING:
    from spacy.tokens import Span

    from checker.claims.properties.people import PersonsOfArticle


@dataclass(frozen=True, slots=True)
class AttributeMention:
    """Property and value at ``start``/``end`` (characters, from trigger to value); ``trigger`` is a token's index."""

    start: int
    end: int
    trigger: int
    property: str
    value: str
    tally: bool = False  # said of many events at once: "attacked 58 times, mostly with missiles"
    person: Person | None = None  # whose property it is, None for the event's
    predicate: str = "attack"  # what happened; with ``words``, its arguments, and ``subjects`` for yes or no alone
    words: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    partial: bool = False  # of one of several events
    supposed: bool = False  # told as a theory: "may have been caused by"
    about: str = ""  # the words that the property is of, where it is of words and not of a person or an event
    of_event: bool = True  # whether the names and places of the sentence are those of what happened
    by_outlet: bool = False  # claimed by the outlet itself, whoever speaks there, and of no place or time


@dataclass(frozen=True, slots=True)
class InSentence:
    """A sentence, the times told in it, the persons of its article, and who says what in its field."""

    sentence: Span
    times: Sequence[TimeMention]
    people: PersonsOfArticle
    spans: Sequence[AttributionSpan]


@dataclass(frozen=True, slots=True)
class Property:
    """A property of persons or events; each file of this folder that is one makes one, named ``PROPERTY``.

    name           what claims, keys and tables call it
    mentions       its mentions in one sentence, in text order
    relation       of two values in words, the same either way: one of the five of ``relations``
    statement      a whole sentence for NLI: a pattern with {} for the value and {who} for the person, or what makes one
    label          in words for people where the name is none; {} for the person, who else comes after "of"
    someone        who stands for {} where nobody is named
    kind           of a value: two of one kind are one answer
    only_in_pairs  a report keeps a claim only where it meets another; a source who denies it is part of the claim
    quoted         whether values are the text's own words, and shown as such
    moves_on       goes on after the event, so that its day is no event's
    """

    name: str
    mentions: Callable[[InSentence], Iterable[AttributeMention]]
    relation: Callable[[str, str], str]
    statement: str | Callable[[Attribute], str] = "It was {}."
    label: str = ""
    someone: str = "a person"
    kind: Callable[[str], str] = kind_by_words
    only_in_pairs: bool = False
    quoted: bool = True
    moves_on: bool = False
