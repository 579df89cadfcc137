"""Tables in ``golden`` of what rules come to, one line a case; ``CHECKER_UPDATE_GOLDEN`` writes them anew."""

from __future__ import annotations

import os
from collections.abc import Iterable

from conftest import ROOT

GOLDEN = ROOT / "tests/golden"


def held(name: str, lines: Iterable[str]) -> None:
    path, text = GOLDEN / name, "\n".join(lines) + "\n"
    if os.environ.get("CHECKER_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="\n")
    old = path.read_text(encoding="utf-8").splitlines()
    assert text.splitlines() == old
