"""Disjoint sets: things joined pair by pair fall into groups (union-find with path halving, Tarjan 1975). Pure."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

T = TypeVar("T", bound=Any)  # anything hashable that can be ordered


class Groups(Generic[T]):
    """Groups of what was joined or asked for; each is known by its smallest member."""

    def __init__(self) -> None:
        self._parent: dict[T, T] = {}

    def __contains__(self, x: T) -> bool:
        return x in self._parent

    def root(self, x: T) -> T:
        """The smallest member of the group of ``x``, which is ``x`` itself where nothing joined it."""
        parent = self._parent
        parent.setdefault(x, x)
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    def join(self, a: T, b: T) -> None:
        """Makes the groups of two things one."""
        first, second = sorted((self.root(a), self.root(b)))
        self._parent[second] = first

    def roots(self) -> set[T]:
        """One member for each group."""
        return {self.root(x) for x in list(self._parent)}
