"""No regular expression of the checker can be made to backtrack without end: steps are counted, not seconds."""

from __future__ import annotations

import ast
import importlib
import math
import pkgutil
import re
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from conftest import ROOT
from regex_steps import Steps, TooManySteps, attacks

import checker

OPTIONAL = {"checker.engine.cluster", "checker.nli.int8"}  # need an extra
EXPONENT = 2.5  # of the steps in the length of the text, searching from its every position: two is a plain run
FEW = 3_000  # steps below which the exponent is noise
FUNCTIONS = {"search", "match", "fullmatch", "sub", "split", "findall", "finditer"}


def compiled(value: Any, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict) and depth < 3:
        for item in value.values():
            yield from compiled(item, depth + 1)
    elif isinstance(value, list | tuple | set | frozenset) and depth < 3:
        for item in value:
            yield from compiled(item, depth + 1)


def inline(module: ModuleType) -> Iterator[re.Pattern[str]]:
    """Patterns given to ``re.search`` and the like as plain strings."""
    with open(module.__file__ or "", encoding="utf-8") as source:
        for node in ast.walk(ast.parse(source.read())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FUNCTIONS:
                called, first = node.func.value, node.args[:1]
                if isinstance(called, ast.Name) and called.id == "re" and first and isinstance(first[0], ast.Constant):
                    yield re.compile(first[0].value)


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    found: dict[tuple[str, int], str] = {}
    for info in pkgutil.walk_packages(checker.__path__, "checker."):
        if info.name not in OPTIONAL:
            module = importlib.import_module(info.name)
            for pattern in (*(p for v in vars(module).values() for p in compiled(v)), *inline(module)):
                if isinstance(pattern.pattern, str):
                    found.setdefault((pattern.pattern, pattern.flags), info.name)
    return [(name, re.compile(*key)) for key, name in sorted(found.items())]


def growth(pattern: re.Pattern[str]) -> tuple[float, str]:
    """The worst exponent over the attacks on a pattern, and the text; infinite where steps run away.

    Measured anew on longer texts where short ones look bad: a bounded repeat grows fast until it is full.
    """
    worst = _growth(pattern, 10, 30)
    return _growth(pattern, 30, 90) if EXPONENT < worst[0] < math.inf else worst


def _growth(pattern: re.Pattern[str], less: int, more: int) -> tuple[float, str]:
    worst = 0.0, ""
    for short, long in zip(attacks(pattern, less), attacks(pattern, more), strict=True):
        if len(long) <= len(short) + 10:
            continue
        try:
            few, many = (Steps(pattern).search(text) for text in (short, long))
        except TooManySteps:
            return math.inf, long
        if many > FEW:
            worst = max(worst, (math.log(many / few) / math.log(len(long) / len(short)), long))
    return worst


@pytest.fixture(autouse=True)
def deep() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(50_000)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.slow
def test_no_pattern_backtracks_without_end() -> None:
    found = patterns()
    assert len(found) > 100
    bad = {f"{name}: {pattern.pattern}": told for name, pattern in found if (told := growth(pattern))[0] > EXPONENT}
    assert bad == {}


@pytest.mark.parametrize(
    ("pattern", "runs_away"),
    [
        (r"(a+)+$", True),
        (r"(?:a|a)*b", True),
        (r"(\w+\s?)*:", True),
        (r"(?i:(?:the |a )*)\w+\.", False),
        (r"\d+(?:,\d{3})*(?:\.\d+)?", False),
        (r"a*b", False),
        (r"\d*\d*\d*x", True),
    ],
)
def test_the_measure_tells_the_two_apart(pattern: str, runs_away: bool) -> None:
    assert (growth(re.compile(pattern))[0] > EXPONENT) is runs_away


@pytest.mark.parametrize(
    "pattern", [r"^(?P<a>x+)(?:y|(?<=x)z)*?\b(?P=a)$", r"(?i)[^a-f\s]{2,}(?!q)", r"a|b*", r"(?m)^\w+$", r"(?>a+)b"]
)
@pytest.mark.parametrize("text", ["xxyzxx", "ab ZQ\nzz", "aaab", "", "one\ntwo", "xzx", "Xyy xx"])
def test_the_interpreter_finds_what_python_finds(pattern: str, text: str) -> None:
    steps, found = Steps(re.compile(pattern)), re.search(pattern, text)
    steps.steps, steps.text, steps.groups = 0, text, {}
    mine = [(i, end) for i in range(len(text) + 1) for end in [next(steps._match(list(steps.tree), 0, i), None)]]
    first = next(((i, end) for i, end in mine if end is not None), None)
    assert first == (found.span() if found else None)


def test_patterns_are_found_wherever_they_stand() -> None:
    assert (ROOT / "checker").is_dir()
    names = {name.split(".")[1] for name, _ in patterns()}
    assert {"parse", "quantities", "times", "reports", "claims", "attribution"} <= names
