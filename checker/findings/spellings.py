"""Names that outlets spell in two ways, as remarks: whoever is meant is clear, so that nothing contradicts. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from checker.findings.text import listing
from checker.records import Between, Claim, Verdict


def remarks(verdicts: Iterable[Verdict], claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """A sentence for each two spellings of one name, with the outlets that print them, in order."""
    printed: dict[tuple[str, str], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for verdict in verdicts:
        pair = sorted((claims[verdict.a], claims[verdict.b]), key=_spelling)
        if verdict.between is not Between.OUTLETS or any(c.attribute is None for c in pair):
            continue
        if pair[0].attribute is not None and pair[0].attribute.property == "name":
            for outlets, claim in zip(printed[_spelling(pair[0]), _spelling(pair[1])], pair, strict=True):
                outlets.add(claim.outlet)
    return tuple(
        f"one name in two spellings: “{one}” ({listing(sorted(here))}) and “{two}” ({listing(sorted(there))})"
        for (one, two), (here, there) in sorted(printed.items())
    )


def _spelling(claim: Claim) -> str:
    return claim.attribute.value if claim.attribute else ""
