"""The words that a quantity is about ("referred concepts" of CQE, Almasian et al., EMNLP 2023)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import nouns
from checker.ranges import Draft
from checker.records import QuantityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def concept(doc: Doc, d: Draft, drafts: list[Draft]) -> tuple[str, ...]:
    """Surface words without stop words, in text order: what a measure modifies or is a part of, and the subject of
    its clause; for a count, whose own noun is its unit, the subject unless that is the counted noun itself."""
    skip = {i for o in drafts for i in range(o.first_token, max(o.last_token + 1, o.after_token))}
    found: list[Token] = []
    noun = doc[d.noun] if d.noun is not None else None
    count = d.kind in {QuantityKind.COUNT, QuantityKind.ORDINAL}
    if noun is not None and not count:
        found += nouns.phrase(noun, skip)
    anchor = noun if noun is not None and not d.elided else doc[d.last_token]
    if not found or count:
        subject = nouns.subject(anchor)
        if subject is not None and (noun is None or not _inside(subject, noun, d)):
            found += nouns.phrase(subject, skip)
    if d.elided and d.name == "person":
        found += [t for t in doc[max(0, d.first_token - 1) : d.after_token + 1] if t.lower_ in nouns.ROLES]
    if d.name == "time" and noun is not None:
        found += [t for t in noun.ancestors if t.pos_ == "VERB"][:1]
    return tuple(dict.fromkeys(t.text for t in sorted(found, key=lambda t: t.i)))


def _inside(subject: Token, noun: Token, d: Draft) -> bool:
    return subject.i == noun.i or subject.is_ancestor(noun) or subject.i in range(d.first_token, d.after_token)
