"""Who did what to whom around a counted noun: head, governor, predicate, negation. Imports no spaCy.

The predicate follows the syntax: patients of transitive verbs get the role's bare name ("kill"), agents the name with
">" ("kill>": three gunmen killed ...).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.claims.unasserted import unasserted
from checker.records import QuantityMention
from checker.words import lexicon
from checker.words.events import DYING, FATES, WITH_DOERS
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECT = {"nsubj", "nsubjpass", "csubj"}
OBJECT = {"dobj", "obj", "dative", "attr", "oprd", "acomp"}
_UP = {
    "conj",
    "appos",
    "nmod",
    "compound",
    "nummod",
    "quantmod",
    "poss",
    "amod",
    "npadvmod",
    "advmod",
    "det",
    "dep",
    "case",
}
_INTRANSITIVE = DYING | words_in("disasters", "without_object")
_LIGHT = words_in("general", "before_a_complement")


def head_token(doc: Doc, mention: QuantityMention) -> Token:
    """The token whose syntax places the mention: its noun, or the number itself where the noun stands elsewhere."""
    number = doc[mention.last_token]
    if mention.elided and number.i + 1 < len(doc) and number.nbor(1).lower_ == "others":
        return number.nbor(1)
    if mention.noun is None or (mention.elided and not 0 < mention.noun - mention.last_token <= 2):
        return number
    noun = doc[mention.noun]
    return noun if noun.sent.start == number.sent.start else number


def governor(token: Token) -> tuple[Token, str]:
    """The verb or role noun that governs a noun phrase, and the dependency through which it does."""
    if token.dep_ == "nummod" and token.head.i < token.i and token.nbor(-1).pos_ == "VERB":
        return token.nbor(-1), "dobj"  # "a shooting that injured 8", as titles have it
    current = token
    for _ in range(12):
        head, dep = current.head, current.dep_
        if head is current:
            return current, "ROOT"
        if dep in SUBJECT or dep in OBJECT:
            return head, dep
        if dep == "pobj":
            owner = head.head
            if owner.pos_ in ("VERB", "AUX") or lexicon.role(owner.lemma_.lower()):
                return owner, f"prep:{head.lower_}" if head.dep_ != "agent" else "agent"
            current = owner
        elif dep in _UP or head.pos_ in ("NOUN", "PROPN", "NUM", "ADP"):
            current = head
        else:
            return (head, dep) if head.pos_ in ("VERB", "AUX") else (current, dep)
    return current, current.dep_


_HOW = {"advmod", "oprd", "acomp", "xcomp"}
_DEADLY = words_in("disasters", "deadly")


OF_GROUP = "of group"  # the predicate of a number that only tells how many a group has


def predicate(token: Token, noun: str, group: bool = False) -> str:
    """The canonical predicate of a counted noun: a role name, the lemma of another verb, or "".

    Whoever is shot to death or fatally stabbed is killed; an attempted murder killed nobody. A ``group`` of which the
    clause tells a part has what describes it, and nothing of the clause: "12 of the 40 were killed".
    """
    if (parent := _children_of(token)) is not None:
        return parent
    if group:
        return _described(token, noun) or OF_GROUP
    if hospital(token) is not None:
        return "injure"
    found = _predicate(token, noun)
    if found in ("shoot", "hit", "stab", "beat") and _deadly(token):
        return "kill"
    return "attempt" if found == "kill" and _only_tried(token) else found


def _clause(token: Token) -> list[Token]:
    """The verb over a noun phrase and the participles that describe it ("four people found shot to death")."""
    verb, _ = governor(token)
    described = [c for t in (token, verb) for c in t.children if c.dep_ in ("acl", "relcl", "oprd", "xcomp", "amod")]
    return [verb, *described]


def _deadly(token: Token) -> bool:
    for verb in _clause(token):
        for c in verb.children:
            if (c.lower_ in _DEADLY and c.dep_ in _HOW) or (
                c.lower_ == "to" and any(g.lower_ == "death" for g in c.children)
            ):
                return True
    return False


def _children_of(token: Token) -> str | None:
    """ "A father of two": children, whatever has befallen the father; the words tell, since parsers go astray here."""
    if token.i < 2 or token.nbor(-1).lower_ != "of":
        return None
    owner = token.nbor(-2).lemma_.lower()
    return f"of {owner}" if lexicon.class_of("kin", owner) else None


def _only_tried(token: Token) -> bool:
    verb, _ = governor(token)
    return any(
        c.lower_ in ("attempted", "attempt", "alleged") and c.dep_ in ("amod", "compound") for c in verb.children
    )


def hospital(token: Token) -> Token | None:
    """The hospital to which people are taken, or which receives or treats them, as a way to say that they are hurt."""
    verb, dep = governor(token)
    kind = lexicon.class_of("taking", verb.lemma_.lower())
    if dep not in (*OBJECT, "nsubjpass") or kind not in ("other", "treat"):
        return None
    where = [g for c in verb.children if c.dep_ == "prep" and c.lower_ in ("to", "at", "in") for g in c.children]
    by = [c for c in verb.children if c.dep_ == "nsubj" and kind == "treat"]
    return next((t for t in (*where, *by) if lexicon.class_of("facilities", t.lemma_.lower()) == "hospital"), None)


def _predicate(token: Token, noun: str) -> str:
    if described := _described(token, noun):
        return described
    verb, dep = governor(token)
    if verb.i == token.i:
        return ""
    return _of_verb(verb, dep, noun)


def _described(token: Token, noun: str) -> str:
    """What a noun, its adjectives and its participles say by themselves: "the dead", "five people killed", or ""."""
    own = lexicon.role(token.lemma_.lower(), noun) or lexicon.role(token.lower_, noun)
    if own in FATES or token.lemma_.lower() in ("arrest",):
        return own or ""
    for child in token.children:
        if child.dep_ in ("acl", "amod", "relcl", "oprd", "acomp", "advcl", "xcomp") and child.i != token.i:
            found = lexicon.role(child.lemma_.lower(), noun) or lexicon.role(child.lower_, noun)
            if found and found not in ("station",):
                active = child.tag_ in ("VBG", "VBD", "VBZ", "VBP") and any(c.dep_ in OBJECT for c in child.children)
                return found + (">" if active else "")
    return ""


def _of_verb(verb: Token, dep: str, noun: str) -> str:
    lemma = verb.lemma_.lower()
    if lemma in _LIGHT:
        for child in verb.children:
            if child.dep_ in ("acomp", "oprd", "attr", "xcomp", "dobj", "ccomp"):
                found = lexicon.role(child.lemma_.lower(), noun) or lexicon.role(child.lower_, noun)
                if found and found not in ("station", "fire"):
                    return found
    found = lexicon.role(lemma, noun) or (lexicon.role(verb.lower_, noun) if verb.pos_ != "AUX" else None)
    agentive = dep in ("nsubj", "agent") and lemma not in _INTRANSITIVE and verb.pos_ == "VERB"
    agentive = agentive and (dep == "agent" or any(c.dep_ in OBJECT for c in verb.children))
    if found in WITH_DOERS and agentive:
        return found + ">"
    return found or (lemma if verb.pos_ in ("VERB", "AUX") else "")


def negated(token: Token) -> bool:
    """Whether the clause that governs a noun phrase denies it, or is none that anybody asserts."""
    verb, _ = governor(token)
    return (
        unsaid(token)
        or any(c.dep_ == "neg" for c in verb.children)
        or any(c.lower_ == "no" and c.dep_ == "det" for c in token.children)
    )


def unsaid(token: Token) -> bool:
    """Whether the clause that governs a noun phrase is a question, or one that somebody doesn't say or calls untrue."""
    verb, _ = governor(token)
    return unasserted(token) or any(c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in verb.children)
