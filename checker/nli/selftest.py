"""Three pairs that tell a model's labels apart, whatever their names say."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from checker.errors import ModelError
from checker.records import NLILabel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LABELS = tuple(NLILabel)
ORDERS = tuple(permutations(range(len(LABELS))))  # the right one first
LEAST = 1e-3  # how much better the right order must fit than any other: more than rounding
# One pair for each label, in the order of NLILabel. No numbers: weights differ in how well they read those.
PAIRS = (
    ("A dog is running across the grass.", "An animal is running."),
    ("A man is sitting on a bench.", "The man is waiting for his brother."),
    ("The shop is open today.", "The shop is closed today."),
)


def check(logits: NDArray[np.float64], name: str) -> None:
    """Refuses a model whose labels fit ``PAIRS`` better in another order; ``logits`` are its outputs for them.

    *Shape:* ``(3, 3)``, a row per pair, columns in ``NLILabel`` order. Of the six ways to give each pair one label,
    that with the highest sum of logits must be the right one: what a model adds to a column for all pairs alike does
    not count, so a model that is shy of one label passes. Raises ModelError naming the order that fits.
    """
    import numpy as np

    if not np.isfinite(logits).all():
        raise ModelError(f"{name}: its scores are not numbers: the weights are broken")
    total = {order: float(sum(logits[i, k] for i, k in enumerate(order))) for order in ORDERS}
    best = max(ORDERS, key=total.__getitem__)
    if best != ORDERS[0]:
        meant = ", ".join(f"what it calls {LABELS[k].value} is {LABELS[i].value}" for i, k in enumerate(best) if i != k)
        raise ModelError(
            f"{name}: its labels are swapped: for three plain sentence pairs {meant}; expected an id2label in"
            " config.json that names the outputs rightly"
        )
    if total[best] - max(total[order] for order in ORDERS[1:]) < LEAST:
        raise ModelError(f"{name}: it does not tell entailment, neutral and contradiction apart on three plain pairs")
