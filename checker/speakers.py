# ruff: noqa: RUF001
"""Speakers as strings: when two sources are the same voice. Pure.

Names compare by surname, sources known only by role ("a US official", "the Pentagon") by their head words.
"""

from __future__ import annotations

import re
from functools import lru_cache

_TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "dame", "prof", "professor", "rev", "reverend", "sen", "senator", "rep", "representative", "gov", "governor", "president", "vice", "premier", "prime", "minister", "secretary", "chief", "sheriff", "deputy", "officer", "sgt", "sergeant", "lt", "lieutenant", "col", "colonel", "capt", "captain", "maj", "major", "gen", "general", "brigadier", "admiral", "adm", "cpl", "corporal", "pvt", "private", "detective", "det", "inspector", "superintendent", "commissioner", "mayor", "councilman", "councilwoman", "congressman", "congresswoman", "judge", "justice", "attorney", "king", "queen", "prince", "princess", "pope", "bishop", "father", "sister", "brother", "coach", "trooper", "spokesman", "spokeswoman", "spokesperson", "former", "ex", "then", "late", "acting", "interim", "us", "u.s", "uk", "british", "american"]
)
_PARTICLES = frozenset(["al", "el", "de", "da", "di", "du", "la", "le", "van", "von", "der", "den", "ten", "bin", "ibn", "abu", "st", "mac", "mc", "del", "dos"])
_SUFFIX = frozenset(["jr", "sr", "ii", "iii", "iv", "md", "phd", "esq"])
_ROLE = frozenset(
    ["official", "source", "spokesman", "spokeswoman", "spokesperson", "officer", "police", "authority", "report", "statement", "witness", "expert", "analyst", "agency", "ministry", "department", "army", "military", "government", "court", "prosecutor", "doctor", "coalition", "command", "minister", "people", "person", "man", "woman", "resident", "neighbor", "neighbour", "family", "friend", "lawyer", "attorney", "investigator", "deputy", "sheriff", "president", "leader", "member", "adviser", "advisor", "aide", "student", "teacher", "commander", "soldier", "troop", "group", "force", "media", "outlet", "newspaper", "channel", "company", "office", "bureau", "council", "committee", "campaign", "administration", "embassy", "company", "school", "mother", "father", "son", "daughter", "wife", "husband", "brother", "sister", "driver", "suspect", "victim", "survivor", "researcher", "study", "poll", "survey", "document", "affidavit", "complaint", "lawsuit", "tweet", "post", "they", "he", "she", "it", "we", "i", "who", "chief", "coroner", "mayor", "governor", "service", "hospital", "firefighter", "paramedic", "trooper", "detective", "many", "some", "others", "critics", "several", "residents"]
)
_STOP = frozenset(["a", "an", "the", "this", "that", "these", "those", "two", "three", "several", "some", "many", "one", "another", "other", "its", "his", "her", "their", "our", "my"])
_CUT = re.compile(r"\s+(?:who|which|that|whose|speaking|familiar|with|from|in|on|at|of|for|to)\s+|\s*[(\[;–—]")
_SAME_ROLE = {
    "spokesman": "spokesperson", "spokeswoman": "spokesperson", "authority": "official", "authorities": "official",
    "officials": "official", "sources": "source", "cops": "police", "officer": "police", "officers": "police",
    "u.s": "us", "america": "us", "american": "us", "united": "us", "states": "us", "defence": "defense",
}  # fmt: skip


@lru_cache(maxsize=65536)
def speaker_key(speaker: str) -> frozenset[str]:
    """Words that identify a speaker: ``{"=marotto"}`` for a name, role words without a mark otherwise.

    Empty for pronouns and for "". Two keys name the same voice when :func:`same_speaker` says so.
    """
    phrase = re.sub(r"[’']s?\b(?=\s|$|,)", "", speaker.strip())
    names = {f"={n}" for n in _surnames(phrase)}
    roles = _role_words(phrase)
    if names:
        return frozenset(names)
    return frozenset(roles - {"they", "he", "she", "it", "we", "i", "who", "you"})


def same_speaker(a: str, b: str) -> bool:
    """True when both strings name one voice; unknown ("") is never the same as anyone."""
    ka, kb = speaker_key(a), speaker_key(b)
    if not ka or not kb:
        return False
    named_a, named_b = any(w[0] == "=" for w in ka), any(w[0] == "=" for w in kb)
    if named_a and named_b:
        return bool(ka & kb) and not _given_names_differ(a, b)
    if named_a != named_b:
        return False
    return ka == kb or (len(ka & kb) >= 1 and (ka <= kb or kb <= ka) and bool(ka & kb & _HEADS))


def _surnames(phrase: str) -> set[str]:
    """Last word of every run of capitalised words that reads as a person's name."""
    found = set()
    for part in re.split(r",|\band\b|;", phrase):
        words = [w for w in re.findall(r"[^\W\d_](?:[\w’'\-]|\.(?=\w))*", part)]
        run: list[str] = []
        for w in [*words, ""]:
            low = w.lower().rstrip(".")
            if w and (w[0].isupper() or (run and low in _PARTICLES)):
                run.append(low)
                continue
            name = [x for x in run if x not in _TITLES and x not in _SUFFIX and x not in _STOP]
            if name and _is_person(name, run, part):
                found.add(_joined(name))
            run = []
    return found


def _joined(name: list[str]) -> str:
    last = name[-1].replace("’", "'")
    return re.sub(r"^(?:al|el)-", "", last)


def _is_person(name: list[str], run: list[str], part: str) -> bool:
    if any(x in _ROLE or x in _ORGANISATION or x.rstrip("s") in _ROLE for x in name):
        return False
    if part.strip().lower().startswith("the ") and len(name) == len(run):
        return False
    return not (len(name) == 1 and name[0] in _SAME_ROLE)


_ORGANISATION = frozenset(
    ["pentagon", "kremlin", "white", "house", "reuters", "ap", "afp", "bbc", "cnn", "fox", "nbc", "abc", "cbs", "times", "post", "journal", "news", "daily", "tribune", "herald", "university", "college", "institute", "center", "centre", "association", "union", "party", "congress", "senate", "parliament", "state", "states", "united", "nations", "iraqi", "iranian", "israeli", "russian", "ukrainian", "chinese", "american", "british", "french", "german", "hamas", "hezbollah", "taliban", "isis", "centcom", "nato", "eu", "un", "fbi", "cia", "nypd", "lapd", "iraq", "iran", "israel", "russia", "ukraine", "china", "america", "britain", "france", "germany", "us", "guard", "revolutionary", "islamic", "republic", "resistance", "front", "movement", "club", "corps", "inc", "corp", "ltd", "llc", "co", "board", "commission", "security", "defense", "defence", "interior", "foreign", "health", "justice", "city", "county", "national", "federal", "local"]
)
_HEADS = _ROLE | _ORGANISATION | frozenset({"spokesperson", "official", "source", "police", "us"})


def _role_words(phrase: str) -> set[str]:
    core = _CUT.split(phrase, maxsplit=1)[0].split(",")[0]
    words = [w.lower().rstrip(".") for w in re.findall(r"[^\W_](?:[\w’'\-]|\.(?=\w))*", core)]
    out = set()
    for w in words:
        if w in _STOP:
            continue
        w = _SAME_ROLE.get(w, w)
        out.add(w[:-1] if w.endswith("s") and w[:-1] in _ROLE else w)
    return out


def _given_names_differ(a: str, b: str) -> bool:
    """"John Smith" and "Mary Smith" share a surname and are two people."""
    given = [_given(x) for x in (a, b)]
    return all(given) and given[0] != given[1] and given[0][0] != given[1][0]


def _given(phrase: str) -> str:
    for part in phrase.split(","):
        words = [w for w in re.findall(r"[A-Z][\w’'\-]*", part) if w.lower() not in _TITLES | _STOP | _ORGANISATION | _ROLE]
        if len(words) >= 2:
            return words[0].lower()
    return ""
