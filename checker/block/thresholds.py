"""Where a score is enough: every threshold that was chosen on development data, and nothing else. Pure.

``tests/bench/sweep_thresholds.py`` moves each of them and prints the precision and recall that this buys on labelled
articles; the last table is in ``reports/eval/thresholds.md``.
"""

from __future__ import annotations

from typing import Final

# ---- probability that two articles report one event (see ``block.links``)
LINKED: Final = 0.2  # their claims meet; below, persons are matched by name alone
LIKELY_LINK: Final = 0.8  # they meet too though either article has several likelier partners (see ``block.linking``)
UNDATED: Final = 0.9  # the same for frames where a date is missing, and nothing says that it was one week
NEARLY: Final = 0.2  # enough where two sentences of one day are alike but for their names
SURE: Final = 0.6  # for nameless persons to be one
SCENE_LINK: Final = 0.8  # for two streets to be of one event
FAR_LINK: Final = 0.97  # for ages far apart to be one person's
FIRST_NAME_ONLY: Final = 0.97  # for a first name alone ("Megan", "aka Juan")
TELLING: Final = 3.2  # rarity of a name that tells an event: four articles of a hundred have it
CAST: Final = 3  # names that articles on one event share besides its places

# ---- evidence that two descriptions are of one person (see ``same.people`` and ``same.cast``; a unit is about e)
ENOUGH: Final = 3.0
ENOUGH_APART: Final = 3.25  # where the ages differ
MARGIN: Final = 1.0  # by which a pair that something tells apart must be better than what else either could form

# ---- how well two claims fit, and how like their words are
MIN_ATTRIBUTE_FIT: Final = 0.5  # below, too little says that two attributes are of one event
UNDATED_SHARED: Final = 0.5  # part of their content words by which two sentences without dates are of one event
ERROR_FROM: Final = 0.6  # confidence from which a contradiction between outlets is an error, below a warning
SCENES: Final = 0.7  # times the confidence, where two streets differ: one event has several scenes more often

# ---- probabilities of the NLI model
NEUTRAL_VETO: Final = 0.97  # neutral: two sentences speak of different things
OPEN_NEUTRAL: Final = 0.6  # the same for measures, which have no counted noun that says what they are of
UNDATED_NEUTRAL: Final = 0.6  # the same without dates
ENTAILMENT_VETO: Final = 0.6  # entailment: two perpetrators or places are one
# The same for two kinds of weapon on our lists: both directions must agree, since one may only be taken for the other's
# kind ("rockets" for "ballistic missiles").
WEAPON_VETO: Final = 0.8
# A clause denies another: nearly half the mean of both directions, since of two clauses that deny each other the one
# that tells more is no denial of the other's silence.
DENIAL: Final = 0.45

# ---- numeric claims whose sameness a model has weighed (see ``judge.numeric``)
AGREEING: Final = 0.5  # P(same), given that the values are equal, from which they are said to agree
FITTING: Final = 0.3  # P(same) from which two values are said to fit each other, or not to be of one thing
FRAMED: Final = 0.05  # P(same) from which two claims whose frames fit may contradict each other
FRAMED_DIFFERING: Final = 0.17  # P(one thing, two values) from which they do
FRAMED_AT_PLACE: Final = 0.08  # the same in one article, or where both name one place
SCENE: Final = 0.25  # P(same) of two sentences from which what they tell of an event can contradict
MOVING: Final = 0.3  # P(one thing, two values) from which a later figure is an update
TOLD_APART: Final = 0.1  # the same from which it is worth saying that two values are of two things
CONTRADICTING: Final = 0.7  # the same from which two values contradict each other

# ---- sentences of two articles that may state the same (see ``judge.statements``)
NEIGHBOURING: Final = 0.35  # likeness of their words from which they are looked at
STATED_ALIKE: Final = 0.8  # P(both state the same) from which they agree
OPPOSED: Final = 0.5  # mean contradiction of both ways, by the NLI model, from which they do not
