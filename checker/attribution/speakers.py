"""Speakers as strings: when two sources are the same voice. Pure.

Names compare by surname ("Colonel Wayne Marotto" and "Marotto"), sources known only by role or body ("a US
official", "the Pentagon") by their head words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from checker.words import persons
from checker.words.lists import mapping, words_in

_TITLES = words_in("people", "titles_of_speakers")
_SUFFIXES = words_in("people", "name_suffixes")
_PARTICLES = words_in("people", "name_particles")
_DETERMINERS = words_in("general", "determiners")
_DISTINCT = words_in("general", "distinct")
_BODIES = words_in("people", "bodies")
_ROLES = words_in("people", "roles_of_speakers")
_SPEAKING_FOR = words_in("people", "speaking_for")
_TEXTS = words_in("speech", "issued_texts")
_SAME_ROLE = mapping("people", "same_role")
_WORD = re.compile(r"[^\W\d_](?:[\w’'\-]|\.(?=\w))*")
_LINKS = words_in("speech", "role_links")
_TAIL = re.compile(rf"\s+(?:{'|'.join(sorted(_LINKS))})\s.*|\s*[(\[;–—].*", re.DOTALL)
_ISSUED = re.compile(rf"\b(?:{'|'.join(sorted(_TEXTS))})s?\s+(?:issued\s+)?(?:by|from|of)\s+(?P<who>.+)", re.DOTALL)


@lru_cache(maxsize=65536)
def speaker_key(speaker: str) -> frozenset[str]:
    """Words that identify a speaker: ``{"=marotto"}`` for a person's name, else role words ``{"us", "official"}``.

    Empty for pronouns and for "". A statement by somebody is that somebody. Compare with :func:`same_speaker`.
    """
    phrase = " ".join(speaker.split())
    if issued := _ISSUED.search(phrase):
        phrase = issued.group("who")
    phrase = re.sub(r"[’']s?(?=\s|$|,)", "", phrase)
    names = frozenset(f"={n[-1]}" for n in _names(phrase))
    return names or _role_words(phrase)


def same_speaker(a: str, b: str) -> bool:
    """True when both strings name one voice; unknown ("" or a bare pronoun) is never the same as anyone."""
    ka, kb = speaker_key(a), speaker_key(b)
    if not ka or not kb:
        return False
    named_a, named_b = (any(w[0] == "=" for w in k) for k in (ka, kb))
    if named_a and named_b:
        return bool(ka & kb) and not _given_names_differ(a, b)
    if named_a != named_b:  # "Pentagon" reads like a surname, "the Pentagon" doesn't
        return {w.lstrip("=") for w in ka} == {w.lstrip("=") for w in kb}
    if (ka ^ kb) & _DISTINCT:
        return False
    if ka - _SPEAKING_FOR == kb - _SPEAKING_FOR != frozenset():
        return True  # "Roe's spokesman" and "Roe's office" speak for one
    return ka == kb or ((ka <= kb or kb <= ka) and bool(ka & kb & (_ROLES | _BODIES)))


def role_words(phrase: str) -> frozenset[str]:
    """All words of a role with whom it is held for: "spokesman for the US-led coalition" -> spokesperson, us, led,
    coalition."""
    words_of = (part for w in _WORD.findall(phrase) for part in w.lower().split("-"))
    found = {_singular(re.sub(r"[’']s?$", "", w)) for w in words_of}
    return frozenset(found - _DETERMINERS - _LINKS - {"and", "s", ""})


def same_voice(a: str, b: str, role_a: str = "", role_b: str = "") -> bool:
    """As :func:`same_speaker`, where a name also meets the role that its own article gives it.

    The bare role must be told fully, with whom it is held for: "a spokesman" may be anybody's.
    """
    if same_speaker(a, b):
        return True
    for name, role, other in ((a, role_a, b), (b, role_b, a)):
        mine, theirs = role_words(role), role_words(other)
        named = any(w.startswith("=") for w in speaker_key(name))
        bare = theirs and not any(w.startswith("=") for w in speaker_key(other))
        theirs_for, mine_for = theirs & _SPEAKING_FOR, mine & _SPEAKING_FOR
        if theirs_for and mine_for:  # whose spokesman or office it is tells, not which of the two words
            mine |= theirs_for
        if named and bare and len(theirs) > 1 and theirs <= mine and theirs & _ROLES and not theirs & _DISTINCT:
            return True
    return False


def _names(phrase: str) -> list[tuple[str, ...]]:
    """Personal names in lower case, without titles and suffixes, as tuples of words."""
    found = []
    for part in re.split(r",|;|\band\b|&", phrase):
        tokens = _WORD.findall(part)
        run: list[str] = []
        for n, word in enumerate([*tokens, ""]):
            low = word.lower()
            if word and (word[0].isupper() or (low.split("-")[0] in _PARTICLES and (run or "-" in low))):
                run.append(low)
                continue
            before = [w for w in tokens[1 : n - len(run)] if w.islower() and w not in _LINKS]
            if run and (name := _person(run, low, tokens[0].lower() == "the" and not before)):
                found.append(name)
            run = []
    return found


def _person(run: list[str], following: str, definite: bool) -> tuple[str, ...] | None:
    """The name in a run of capitalised words; None for places, bodies and "Chicago police"."""
    name = list(run)
    while name and name[0] in _TITLES | _DETERMINERS | persons.PERSONAL:
        name.pop(0)
    while name and name[-1] in _SUFFIXES:
        name.pop()
    titled = len(name) < len(run) and run[0] not in _DETERMINERS
    if not name or (definite and not titled) or _singular(following) in _ROLES:
        return None
    if any(w in _BODIES or _singular(w) in _ROLES for w in name):
        return None
    name[-1] = re.sub(r"^(?:al|el)-", "", name[-1].replace("’", "'"))
    return tuple(name)


def _role_words(phrase: str) -> frozenset[str]:
    core = _TAIL.sub("", phrase.split(",")[0])
    found = {_singular(w.lower()) for w in _WORD.findall(core)} - _DETERMINERS
    if found - _TEXTS:
        found -= _TEXTS  # "the army statement" is the army's voice
    return frozenset() if found <= persons.PERSONAL - {"us"} else frozenset(found)


def _singular(word: str) -> str:
    word = _SAME_ROLE.get(word, word)
    short = word[:-1] if word.endswith("s") else word
    return _SAME_ROLE.get(short, short) if short in _ROLES or short in _SAME_ROLE else word


_SAINT = re.compile(r"\bS(?:ain)?te?\.? (?=[A-Z])")  # a part of the surname: "St. Clair"


def _given_names_differ(a: str, b: str) -> bool:
    """ "John Smith" and "Mary Smith" share a surname and are two people; "J. Smith" may be either."""
    given = [{n[-1]: n[0] for n in _names(_SAINT.sub("", x)) if len(n) > 1} for x in (a, b)]
    return any(given[0][last][0] != given[1][last][0] for last in given[0].keys() & given[1].keys())
