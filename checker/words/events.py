"""Verbs of dying, and the predicates of those who were harmed and counted: one list each, each room takes its part."""

from __future__ import annotations

from checker.words.lists import words_in

# Verbs, as lemmas: "die", "drown".
DYING = words_in("disasters", "dying")

# Predicates of frames. Whoever is killed or hurt is a person, also where no list knows the noun.
HARM = words_in("disasters", "harm")
# Both at once, of nobody: "without casualties".
ANY_HARM = "harm"
# Told by a noun or a participle alone: "two missing".
FATES = words_in("disasters", "fates")
# Counted over a period.
TOLLS = words_in("disasters", "tolls")
# Counted while the event is reported, so that a later count may be higher.
GROWING_TOLLS = words_in("disasters", "growing_tolls")
# Those of which a doer has a predicate of their own: "kill>".
WITH_DOERS = words_in("disasters", "with_doers")
# Of persons who are victims.
OF_VICTIMS = words_in("disasters", "of_victims")
# Of persons to whom it was done.
SUFFERED = words_in("disasters", "suffered")
