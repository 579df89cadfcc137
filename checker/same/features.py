"""The evidence of sameness in order, and the fingerprint of this list that a model was trained with. Pure.

A further piece of evidence is a file with ``CODE``, ``NAMES``, ``measures`` and ``detail`` beside the others, a place
in ``EVIDENCE``, and a new training: a model refuses any other list than its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from types import ModuleType
from typing import Final

from checker.same import counted, likeness, moments, owners, parts, position, setting, speakers
from checker.same.measures import Articles
from checker.same.view import ClaimView

EVIDENCE: Final[tuple[ModuleType, ...]] = (
    likeness, counted, owners, setting, parts, moments, speakers, position,
)  # fmt: skip
NAMES: Final = tuple(f"{module.CODE}.{name}" for module in EVIDENCE for name in module.NAMES)
FINGERPRINT: Final = hashlib.sha256("\n".join(NAMES).encode()).hexdigest()


def features(a: ClaimView, b: ClaimView, both: Articles) -> list[float]:
    """All measures of two claims in the order of ``NAMES``; no measure reads a value."""
    return [value for module in EVIDENCE for value in module.measures(a, b, both)]


def slices() -> Sequence[tuple[ModuleType, slice]]:
    """Which part of the features each module gave."""
    found, start = [], 0
    for module in EVIDENCE:
        found.append((module, slice(start, start + len(module.NAMES))))
        start += len(module.NAMES)
    return found
