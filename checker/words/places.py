"""Cities under several names, "Kiev" and "Kyiv". Pure; they lie in ``data/places.txt``."""

from __future__ import annotations

from functools import cache

from checker.words.lists import lines
from checker.words.names import name_key


@cache
def _cities() -> dict[str, str]:
    """Key of another name of a city to the city's own key; read at first use."""
    parted = (line.split(" | ") for line in lines("places.txt"))
    return {other: city for city, others in parted for other in others.split(", ")}


def place_key(name: str) -> str:
    """The key under which all names of a city meet; of any other place its telling words, "" without any."""
    key = name_key(name)
    return _cities().get(key, key)
