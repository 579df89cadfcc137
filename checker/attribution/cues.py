"""Cue lexicon: which words report what somebody said, thinks or wants, and what complement each takes.

Classes follow the verb classes of Levin (1993) that PARC 3.0 and PolNeAR call attribution cues; a lemma may stand in
several. The words lie in ``words/data/speech.toml`` and ``people.toml``. Frames: a clause ("said that"), an infinitive
("vowed to"), an object ("denied the charge"), a preposition ("called for").
"""

from __future__ import annotations

from checker.words.lists import listed, mapping, words_in

SPEECH = words_in("speech", "speech")
COGNITION = words_in("speech", "cognition")
EVIDENCE = words_in("speech", "evidence")  # documents, polls and data as sources
CLAUSE = SPEECH | COGNITION | EVIDENCE | {"make"}
# Verbs that can stand beside a quotation without any complement of their own.
QUOTING = SPEECH | words_in("speech", "beside_quotation")
# Verbs that do nothing but report: the only ones whose content may be read off word order.
SAYING = words_in("speech", "saying")

INFINITIVE = words_in("speech", "with_infinitive")
OBJECT_INFINITIVE = words_in("speech", "with_object_and_infinitive")
GERUND = words_in("speech", "with_gerund")
OBJECT = words_in("speech", "with_object")
PREPOSITION = {verb: frozenset(led.split()) for verb, led in mapping("speech", "prepositions").items()}
NAMING = words_in("speech", "naming")
RECEIVER = words_in("speech", "with_receiver")
# Passive verbs that attribute without naming anyone: "is believed to", "was reported missing".
PASSIVE = words_in("speech", "in_passive")
# Those that attribute to nobody without a clause as well: "the attack was confirmed".
PASSIVE_ALONE = words_in("speech", "in_passive_alone")
RAISING = words_in("speech", "raising")  # "appears to have been shot"

DATA = words_in("speech", "data")
DATA_VERBS = words_in("speech", "of_data")
# Texts that quote themselves ("the statement read"), and the verbs of that.
ISSUED_TEXTS = words_in("speech", "issued_texts")
TEXTS = ISSUED_TEXTS | DATA
OF_TEXTS = words_in("speech", "of_texts")
# Verbs by which somebody gives an amount: "put the toll at 14".
AMOUNT = words_in("speech", "of_amounts")
# Other things that suggest without anyone in particular speaking.
DOCUMENTS = words_in("speech", "documents")

HEDGE = words_in("speech", "hedges")
HEDGE_SOURCE = words_in("speech", "hedged_sources")
HEDGE_ADVERB = words_in("speech", "hedge_adverbs")
DENIAL = words_in("speech", "denials")

NOUN = words_in("speech", "nouns")
ADJECTIVE = words_in("speech", "adjectives")
IMPERSONAL = words_in("speech", "impersonal_adjectives")
COPULAS = words_in("speech", "before_adjective")

PEOPLE = words_in("people", "who_speak")
PERSON_ENDINGS = listed("people", "endings")
# Nouns that speak as a body or as a text: "they" and "it", never "he".
COLLECTIVE = words_in("people", "collectives")
VOICES = words_in("people", "voices")
NOBODY = words_in("people", "pronouns_for_nobody")
