"""The command line with the stand-in model of the tests in place of the NLI model: ``python stand_in.py check ...``."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1])]

if __name__ == "__main__":
    from conftest import StandInModel

    import checker.nli
    from checker.cli.main import main

    checker.nli.load = lambda *_: StandInModel()  # type: ignore[assignment]
    main()
