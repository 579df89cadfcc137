"""What learned models have in common: the logistic function, and other weights in use for a while. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

Model = TypeVar("Model")


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


class InUse(Generic[Model]):
    """The weights in use in this process: the shipped ones, or those of :meth:`using`."""

    def __init__(self, shipped: Callable[[], Model]) -> None:
        self._shipped = shipped
        self._others: list[Model] = []

    def load(self) -> Model:
        return self._others[-1] if self._others else self._shipped()

    @contextmanager
    def using(self, other: Model) -> Iterator[None]:
        """Other weights than the shipped ones, to measure on news that they were not trained on."""
        self._others.append(other)
        try:
            yield
        finally:
            self._others.pop()
