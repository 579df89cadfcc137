"""The attribute ruler of a spaCy pipeline, asked once for each kind of token.

Nearly all of its rules look at one token's word, tag and dependency, and spaCy tries all of them at every token, which
is a tenth of the parse. What they say of a kind of token is kept; the few others are tried as before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    Pattern = list[dict[int | str, Any]]

_READ = frozenset(("LOWER", "TAG", "DEP"))  # what a rule of one token may read, for its answer to be kept
Match = tuple[int, int, int, int]  # number of the rule, its name's hash, first token, end


def remember_kinds(nlp: Language) -> None:
    """Each attribute ruler of the pipeline finds the same matches as before, in less time."""
    for _, component in nlp.pipeline:
        if isinstance(component, AttributeRuler):
            component.match = _Remembering(component)  # type: ignore[method-assign]


class _Remembering:
    """``AttributeRuler.match``: rules that match, in the order in which they are applied."""

    def __init__(self, ruler: AttributeRuler) -> None:
        strings, self._known = ruler.vocab.strings, dict[tuple[int, int, int], tuple[tuple[int, int], ...]]()
        self._single, self._other = Matcher(ruler.vocab, validate=False), Matcher(ruler.vocab, validate=False)
        self._number: dict[int, int] = {}
        named: set[str] = set()
        for number, rule in enumerate(ruler.patterns):
            self._number[strings.add(str(number))] = number
            patterns: Any = rule["patterns"]  # declared as any value of a rule
            for pattern in patterns:
                words = _words(pattern)
                named.update(words or ())
                (self._other if words is None else self._single).add(str(number), [pattern])
        self._named = frozenset(map(strings.add, named))

    def __call__(self, doc: Doc) -> list[Match]:
        known, named, number = self._known, self._named, self._number
        other = self._other(doc, allow_missing=True) if len(self._other) else []
        found = [(number[name], name, start, end) for name, start, end in other]
        for token in doc:
            key = (token.lower if token.lower in named else 0, token.tag, token.dep)
            told = known.get(key)
            if told is None:
                i = token.i
                own = self._single(doc[i : i + 1], allow_missing=True, as_spans=False) if len(self._single) else []
                told = known[key] = tuple((number[name], name) for name, _, _ in own)
            if told:
                i = token.i
                found += [(rule, name, i, i + 1) for rule, name in told]
        return sorted(found)


def _words(pattern: Pattern) -> set[str] | None:
    """The words that a rule of one token asks for; None where it reads more than ``_READ``, or no list of words."""
    if len(pattern) != 1 or not pattern[0].keys() <= _READ:
        return None
    asked = pattern[0].get("LOWER", {"IN": []})
    asked = {"IN": [asked]} if isinstance(asked, str) else asked
    return set(asked["IN"]) if isinstance(asked, dict) and asked.keys() == {"IN"} else None
