"""Claims -> candidate pairs: blocking, then sameness, with the arithmetic that its older tests still ask for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.block import candidates as block
from checker.block.batch import Batch, Corpus, survey
from checker.block.candidates import Articles, Ids
from checker.compare import quantities
from checker.records import CandidatePair, Claim, Quantity
from checker.same import weigh


class _Arithmetic:
    """See :class:`checker.same.fit.Arithmetic`."""

    def exclude(self, a: Quantity, b: Quantity) -> bool:
        return quantities.compare(a, b).relation == quantities.DISJOINT

    def exceeds(self, part: Quantity, whole: Quantity) -> bool:
        return quantities.parts_fit(whole, (part,)).relation == quantities.DISJOINT


def candidates(claims: Sequence[Claim], corpus: Corpus | None = None) -> list[CandidatePair]:
    """All pairs worth comparing, ordered by claim ids.

    With a ``corpus``, only those that involve one of its fresh articles, and those inside one article.
    """
    batch = survey(claims, corpus)
    return scored(claims, block.candidates(claims, batch), batch)


def scored(claims: Sequence[Claim], pairs: Iterable[tuple[Articles, set[Ids]]], batch: Batch) -> list[CandidatePair]:
    """As :func:`checker.same.weigh.scored`."""
    return weigh.scored(claims, pairs, batch, _Arithmetic())
