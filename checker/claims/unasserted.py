"""Whether a clause is only what somebody doesn't say, or says is not so: nobody claims then what it tells.

"The ministry did not confirm that nine were killed", "reports of nine dead are false", "there is no evidence that".
What a source denies by its verb ("denied that") is told by :mod:`checker.claims.properties.denials`. Imports no spaCy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.parse.memo import answered
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASSERTING = words_in("speech", "asserting")
_WITHHOLDING = words_in("speech", "withholding")
_REPORTS = words_in("speech", "nouns") | words_in("speech", "grounds")
_DENYING = words_in("speech", "denying")
_SHORT_OF = words_in("general", "short_of")
_TRUE, _FALSE = words_in("speech", "true"), words_in("speech", "false")
_NOBODY = words_in("general", "nobody")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CLAUSES = frozenset({"ccomp", "acl", "relcl"})
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "csubj", "acl", "pcomp"})
_LEADING = frozenset({"of", "without", "from", "about"})
_KNOWN = words_in("general", "definite")
_DEEPEST = 12  # steps up the tree: no news sentence nests deeper, and text without sentence ends stays linear


def unasserted(token: Token) -> bool:
    """Whether the clauses around a token are told as unsaid or untrue.

    Reasons and relative clauses stand outside what is denied: "did not come because nine had died".
    """
    found: bool = answered(token, _unasserted)
    return found


def _short_of(token: Token) -> bool:
    """ "The fire nearly killed three men": nobody was killed."""
    verb = next((t for t in (token, *token.ancestors) if t.pos_ == "VERB"), token)
    return any(c.i == verb.i - 1 and c.dep_ == "advmod" and c.lower_ in _SHORT_OF for c in verb.children)


def _unasserted(token: Token) -> bool:
    if _short_of(token):
        return True
    current, clause, links = token, False, 0
    for _ in range(_DEEPEST):
        head = current.head
        if head.i == current.i or _outside(current):
            return False
        clause = clause or current.dep_ in _CLAUSES
        links += current.dep_ == "prep"
        of_report = clause or (current is not token and links <= 1 and _of_report(current))
        if (of_report and _no_such_report(current)) or _disowned(current, head):
            return True
        current = head
    return False


def _of_report(noun: Token) -> bool:
    """ "Reports of nine dead"; not "no word of the nine missing", who are told of as known."""
    ofs = [c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"]
    told = [g for c in ofs for g in c.children if g.dep_ == "pobj"]
    return bool(told) and not any(g.lower_ in _KNOWN for t in told for g in t.children)


def _outside(clause: Token) -> bool:
    """What the word above denies is not said of this one."""
    if clause.dep_ == "relcl":
        return not _content_of_report(clause)
    if clause.dep_ == "pcomp" and clause.head.lower_ not in _LEADING:
        return True  # "would not confirm it after ordering 1,500 more"
    if clause.dep_ == "ccomp" and clause.left_edge.tag_[:1] == "W":
        return True  # "did not say how nine people had died"
    return clause.dep_ in {"advcl", "parataxis"} or (clause.dep_ == "conj" and _after_but(clause))


def _content_of_report(clause: Token) -> bool:
    """ "A rumour that 60 had drowned", which a parser may take for a relative clause: it has a subject besides."""
    subjects = [c for c in clause.children if c.dep_ in _SUBJECTS]
    return clause.head.lemma_.lower() in _REPORTS and len(subjects) > 1 and subjects[0].lower_ == "that"


def _after_but(clause: Token) -> bool:
    return any(c.dep_ == "cc" and c.lower_ == "but" for c in clause.head.children)


def _disowned(current: Token, head: Token) -> bool:
    if current.dep_ not in _COMPLEMENTS:
        return False
    if head.lemma_.lower() in _REPORTS and head.pos_ == "NOUN":
        return False  # the next step asks about the report itself
    if head.lemma_ == "be":
        return untrue(head)
    if _ruled_out(head):
        return True
    return current.i > head.i and head.lemma_.lower() in _ASSERTING and withheld(head)


def _no_such_report(noun: Token) -> bool:
    """ "No reports of", "false reports that", "reports that ... are wrong", "did not confirm reports of"."""
    if noun.lemma_.lower() not in _REPORTS:
        return False
    if any(c.dep_ in {"det", "neg"} and c.lower_ == "no" for c in noun.children):
        return True
    if any(c.dep_ == "amod" and c.lower_ in _FALSE for c in noun.children):
        return True
    verb = noun.head
    if noun.dep_ in _SUBJECTS:
        return untrue(verb) or (noun.dep_ == "nsubjpass" and verb.lemma_.lower() in _DENYING and not negative(verb))
    if noun.dep_ == "dobj":
        return verb.lemma_.lower() in _ASSERTING and withheld(verb)
    link = noun.head
    if noun.dep_ != "pobj" or link.dep_ != "prep":
        return False
    doubted = any(c.dep_ == "dobj" and c.lemma_.lower() == "doubt" for c in link.head.children)
    return link.head.lower_ in {"contrary", "doubt"} or (link.lower_ == "on" and doubted)


def untrue(verb: Token) -> bool:
    """ "Is false", "is not true", "turned out to be a hoax"."""
    said = [c for c in verb.children if c.dep_ in {"acomp", "attr", "oprd", "xcomp"}]
    said += [g for c in said if c.lemma_ == "be" for g in c.children if g.dep_ in {"acomp", "attr"}]
    words = {c.lemma_.lower() for c in said} | {c.lower_ for c in said}
    return bool(words & _TRUE) if negative(verb) else bool(words & _FALSE)


def _ruled_out(verb: Token) -> bool:
    """ "Ruled out that", "did not rule out that": nobody says that it is so."""
    return verb.lemma_.lower() == "rule" and any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.children)


def withheld(verb: Token) -> bool:
    """Whether somebody doesn't say what follows on a verb: "did not say", "declined to", "stopped short of saying"."""
    current = verb
    for _ in range(4):
        if negative(current) or (current is not verb and current.lemma_.lower() in _WITHHOLDING):
            return True
        if current.dep_ == "pcomp":
            return current.head.lower_ == "without" or _short(current.head)
        joined = current.dep_ == "conj" and not _subjects(current) and not _after_but(current)
        if current.dep_ not in {"xcomp", "acomp"} and not joined:
            return False
        current = current.head
    return False


def _short(link: Token) -> bool:
    above = link.head
    return above.lower_ == "short" or any(c.lower_ == "short" for c in above.children)


def _subjects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in _SUBJECTS]


def negative(verb: Token) -> bool:
    """Whether a verb is negated by "not" or "never", or by a subject that is nobody."""
    if any(c.dep_ == "neg" and not _only(c) for c in verb.children):
        return True
    return any(map(is_nobody, _subjects(verb)))


def is_nobody(subject: Token) -> bool:
    """ "None of the pilots", "no officer"; not "the man with nothing"."""
    return any(t.lower_ in _NOBODY for t in (subject, *subject.children) if t.dep_ != "prep")


def _only(neg: Token) -> bool:
    """ "Not only said that"."""
    return neg.i + 1 < len(neg.doc) and neg.nbor(1).lower_ in {"only", "just", "merely"}
