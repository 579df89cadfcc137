"""Factors between units, from pint's definitions. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.words.lists import mapping

_OF_AGE = " of age"
_PINT = mapping("numbers", "units_in_pint")
_RENAMED = re.compile(rf"\b(?:{'|'.join(map(re.escape, _PINT))})\b")


@lru_cache(maxsize=1)
def _registry():  # type: ignore[no-untyped-def]
    import pint

    return pint.UnitRegistry(cache_folder=None)


def _for_pint(unit: str) -> str:
    """A unit, or an expression of units, in pint's names; an age is a duration."""
    return _RENAMED.sub(lambda m: _PINT[m[0]], unit.removesuffix(_OF_AGE))


@lru_cache(maxsize=4096)
def conversion(unit: str, to: str) -> tuple[float, float] | None:
    """Factor and offset from ``unit`` to ``to`` (degrees need both), None when they measure different things."""
    if unit == to:
        return 1.0, 0.0
    if not unit or not to:
        return None
    unit, to = _for_pint(unit), _for_pint(to)
    import pint

    try:
        make = _registry().Quantity
        zero, one = (float(make(x, unit).to(to).magnitude) for x in (0, 1))
        return one - zero, zero
    except (pint.PintError, AssertionError, AttributeError, ValueError, TypeError):
        return None
