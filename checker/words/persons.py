"""Pronouns: one list for the whole package, and the parts of it that a reading takes."""

from __future__ import annotations

from checker.words.lists import mapping, words_in

# Pronoun -> "male", "female" or "" where it tells no sex.
PRONOUNS = mapping("people", "pronouns")

SUBJECTS = words_in("people", "subject_pronouns")
OBJECTS = words_in("people", "object_pronouns")
POSSESSIVES = words_in("people", "possessive_pronouns")
FIRST_PERSON = words_in("people", "first_person_pronouns")
_INDEPENDENT = words_in("people", "independent_pronouns")
_REFLEXIVE = words_in("people", "reflexive_pronouns")

_SEXED = {pronoun: sex for pronoun, sex in PRONOUNS.items() if sex}
# "he" to "hers": what says something of the sex of a person of the sentence.
SEX_BUT_OF_REFLEXIVES = {pronoun: sex for pronoun, sex in _SEXED.items() if pronoun not in _REFLEXIVE}
# "he" to "herself": what stands for a person; "hers" stands for a thing.
SEX_BUT_OF_INDEPENDENTS = {pronoun: sex for pronoun, sex in _SEXED.items() if pronoun not in _INDEPENDENT}

PERSONAL = SUBJECTS | OBJECTS
# For one person of known sex: "he", "she", "him", "her", "his".
OF_ONE_PERSON = frozenset(SEX_BUT_OF_REFLEXIVES.keys() & SEX_BUT_OF_INDEPENDENTS.keys())
# For a group or a body: "they", "them", "their", "it", "its".
OF_A_GROUP = words_in("people", "group_pronouns")
# Subjects of which an age may be said: "he, 23", "who was 10".
WITH_AN_AGE = words_in("people", "pronouns_with_an_age")
# Subjects that stand for a noun of the same sentence.
THIRD_SINGULAR = words_in("people", "third_singular_pronouns")
# Subjects that point back to what was told before.
POINTING = words_in("people", "pointing_pronouns")
