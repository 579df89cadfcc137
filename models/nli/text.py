"""What a model reads of a training pair."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from checker_models.nli import data
from checker_models.nli.marking import Texts


def written(pairs: Sequence[data.Pair], marked: Mapping[data.Pair, Texts], settings: data.Settings) -> list[Texts]:
    """What the model reads of each pair: with its marks at the share that the settings name, else as it is.

    The model sees numeric pairs both ways, so that it stays usable without the marks. Some contradictions are read
    the other way round, which they survive: it keeps the model from guessing them by the hypothesis alone.
    """
    rng = random.Random(settings.seed)
    texts = []
    for pair in pairs:
        chance, text = rng.random(), (pair.premise, pair.hypothesis)
        if pair in marked:
            text = marked[pair] if chance < settings.marks else text
        elif data.TARGETS[pair.label] == "contradiction" and chance < settings.turned:
            text = text[::-1]
        texts.append(text)
    return texts
