"""Normalised words: names, nations, kinds of person and thing, roles. Pure; the lists lie in ``data/``."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

ARTICLES = {"the", "al", "el", "ad", "ash", "as", "a", "an", "of", "de", "la", "and", "s"}
TITLES = {
    "mr", "mrs", "ms", "dr", "sir", "president", "prime", "minister", "secretary", "general", "gen", "colonel", "col",
    "sgt", "sergeant", "lt", "lieutenant", "capt", "captain", "chief", "officer", "detective", "sheriff", "deputy",
    "judge", "senator", "sen", "rep", "mayor", "governor", "gov", "spokesman", "spokeswoman", "spokesperson", "jr",
    "sr", "ii", "iii", "rev", "pastor", "attorney", "cpl", "maj", "major", "commander", "vice", "defense", "defence",
}  # fmt: skip


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    text = files("checker.words").joinpath("data/lexicon.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _index(table: str) -> dict[str, str]:
    return {word: key for key, words in _tables()[table].items() for word in words}


@cache
def _nations() -> dict[str, str]:
    index: dict[str, str] = {}
    text = files("checker.words").joinpath("data/nations.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            country, names, capital = (part.strip() for part in line.split("|"))
            for name in [country, *names.split(","), *capital.split(",")]:
                if name.strip():
                    index[name.strip()] = country
    return index


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without diacritics, typographic quotes and doubled blanks."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", plain.replace("’", "'").replace("‘", "'")).strip().lower()


def flat(text: str) -> str:
    """One line, single blanks."""
    return re.sub(r"\s+", " ", text).strip()


_SHORT = {"united states": "US", "united kingdom": "UK", "united arab emirates": "UAE"}


def country_name(country: str) -> str:
    """A country's name for people: "Iraq", "US"."""
    small = {"of", "the", "and"}
    return _SHORT.get(country) or " ".join(w if w in small else w.capitalize() for w in country.split())


@lru_cache(maxsize=65536)
def nation(name: str) -> str | None:
    """The country that a name, a demonym (singular or plural) or a capital stands for; None for anything else."""
    word = re.sub(r"^the ", "", re.sub(r"'s?$", "", fold(name)))
    index = _nations()
    return index.get(word) or index.get(word.rstrip("s")) or index.get(word.replace(".", ""))


def is_capital(name: str) -> bool:
    """Whether ``name`` stands for a country only as its seat of government, and is a city of its own."""
    word = fold(name)
    found = nation(name)
    return found is not None and word != found and word in _capitals()


@cache
def _capitals() -> frozenset[str]:
    text = files("checker.words").joinpath("data/nations.txt").read_text(encoding="utf-8")
    rows = [line.split("|") for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return frozenset(c.strip() for row in rows for c in row[2].split(",") if c.strip())


def words(text: str) -> list[str]:
    """The words of a folded text, without possessive endings; "De'Shaun" is one word."""
    return re.findall(r"[^\W_]+", re.sub(r"'s\b", "", fold(text)).replace("'", ""))


@lru_cache(maxsize=65536)
def spelling(word: str) -> str:
    """A folded word with doubled letters written once, so that transliterations meet: "assad" -> "asad"."""
    return re.sub(r"(.)\1", r"\1", word)


@lru_cache(maxsize=65536)
def name_tokens(name: str) -> frozenset[str]:
    """The telling words of a name: "Aïn al-Assad air base" -> {ain, asad}."""
    generic = {w for table in _tables()["place_nouns"].values() for w in table} | ARTICLES | TITLES
    return frozenset(spelling(w) for w in words(name) if w not in generic and (len(w) > 1 or w.isdigit()))


def person_class(lemma: str) -> str | None:
    """The kind of person a lemma names ("troop" -> "soldier"), None for things."""
    return _index("persons").get(lemma)


def is_thing(lemma: str) -> bool:
    """Whether a lemma names no person: a thing of the lists or a type of place."""
    return lemma in _index("things") or lemma in _tables()["things"] or is_generic_place_word(lemma)


def noun_class(lemma: str) -> str:
    """The canonical word of a counted noun; the lemma itself when no list holds it."""
    return _index("persons").get(lemma) or _index("things").get(lemma) or lemma


# Roles that say what part a person had in an event; the others are of things or of standing counts.
PERSONAL = {"kill", "injure", "shoot", "arrest", "charge", "convict", "miss", "rescue", "seek"}


def sex(lemma: str) -> str | None:
    """ "male" or "female" for a noun that tells ("girl", "husband"), None for others."""
    return _index("sexes").get(lemma)


@cache
def _first_names() -> dict[str, str]:
    text = files("checker.words").joinpath("data/first_names.txt").read_text(encoding="utf-8")
    index: dict[str, str] = {}
    current = ""
    for line in text.splitlines():
        if line.startswith("["):
            current = line.strip("[]")
        elif not line.startswith("#"):
            index.update(dict.fromkeys(map(spelling, line.split()), current))
    return index


def moment(lemma: str) -> str | None:
    """The kind of moment that a verb or noun names ("happen" -> "occur"), None for words without one."""
    return _index("moments").get(lemma)


def sex_of_name(name: str) -> str:
    """The sex that a person's first name tells, given as telling words ("justine baez"); "" where it doesn't."""
    first = name.split()[0] if name else ""
    return _first_names().get(first, "")


def role(lemma: str, noun: str = "") -> str | None:
    """The canonical predicate that a verb, adjective or noun names; an attack is conducted, a rocket fired."""
    if noun == "attack" and lemma in _tables()["roles"]["conduct"]:
        return "conduct"
    return _index_roles().get(lemma)


@cache
def _index_roles() -> dict[str, str]:
    return {w: key for key, words in _tables()["roles"].items() if key != "conduct" for w in words}


@cache
def weapon_kinds() -> dict[str, str]:
    return _index("weapons")


def weapon_kind(words: str) -> str | None:
    """The kind of weapon a noun phrase names by its last words: "multiple rockets" -> "rocket"."""
    lemmas = fold(words).split()
    for n in (2, 1):
        found = weapon_kinds().get(" ".join(lemmas[-n:]))
        if found:
            return found
    return None


def class_of(table: str, word: str) -> str | None:
    """The class of a word in one of the tables of ``data/lexicon.toml``, None where the table lacks it."""
    return _index(table).get(word)


def members(table: str, key: str) -> frozenset[str]:
    """The words of one class of a table; empty where the table lacks the class."""
    return frozenset(_tables()[table].get(key, ()))


def is_event_noun(lemma: str) -> bool:
    return lemma in _index("event_nouns")


def is_event_verb(lemma: str) -> bool:
    return lemma in _index("event_verbs")


def is_place_noun(lemma: str) -> bool:
    """Whether a lemma is a type of place ("base", "province")."""
    return class_of("place_nouns", lemma) == "types"


def is_generic_place_word(lemma: str) -> bool:
    """Whether a lemma is a type of place or one of the words around it ("air" in "air base")."""
    return class_of("place_nouns", lemma) in ("types", "generic")


_SAME_IN_PLURAL = {"series", "species", "us", "gas", "police", "news", "forces", "arms"}


def singular(word: str) -> str:
    """The singular of a folded English noun by its ending; enough for telling values apart."""
    if word in _SAME_IN_PLURAL or len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


_IRREGULAR = {"foot": "feet", "inch": "inches", "person": "people", "man": "men", "woman": "women", "child": "children"}


def plural(noun: str) -> str:
    """The plural of a unit or of one of the report's own nouns ("mile per hour" -> "miles per hour")."""
    head, sep, rest = noun.partition(" per ") if " per " in noun else noun.partition(" of ")
    last = re.split(r"[ -]", head)[-1]
    if last in _IRREGULAR:
        head = head[: len(head) - len(last)] + _IRREGULAR[last]
    elif head.endswith("y") and head[-2:-1] not in "aeiou":
        head = head[:-1] + "ies"
    elif head.endswith(("s", "x", "ch", "sh")):
        head += "es"
    else:
        head += "s"
    return head + sep + rest
