"""Attribution by verbs: clause, infinitive, object and prepositional complements, active and passive."""

from __future__ import annotations

from checker.attribution import cues
from checker.attribution.drafts import Draft, has_word, source_of, trim, verb_group, without
from checker.attribution.subjects import BREAK, nearby_subject, subject_of
from checker.attribution.syntax import TokenRange, Tree

_VOICES = cues.VOICES | cues.COLLECTIVE | cues.PEOPLE
_MAIN = frozenset({"ROOT", "ccomp", "parataxis", "conj", "dep", "advcl"})


def drafts(t: Tree, i: int) -> Draft | None:
    """The attribution whose cue is the verb ``i``, None when it reports nothing."""
    lemma = t.lemma[i]
    if t.dep[i] == "acl" and t.tag[i] in {"VBN", "VBD"} and t.child(i, "nsubj") is None:
        return _reduced(t, i)
    if t.dep[i] == "advcl" and t.tag[i] == "VBN" and not t.children(i, "aux", "auxpass", "nsubj"):
        return None  # "Asked about X, she said": its subject is who was asked
    passive = t.child(i, "auxpass") is not None or (t.child(i, "agent") is not None and t.tag[i] == "VBN")
    if lemma in cues.RAISING:
        return _raising(t, i)
    if passive and t.child(i, "nsubj") is None:
        return _passive(t, i)
    subject = subject_of(t, i)
    if subject is not None and t.lower[subject] == "it" and t.tag[i] == "VBN":
        subject = None  # "it's known that": a contracted passive
    if subject is None and t.lemma[i] in cues.SPEECH and t.dep[i] in _MAIN and t.is_finite(i) and not passive:
        subject = nearby_subject(t, i)
    content = _clause(t, i) or _interpolated(t, i) or _amount(t, i)
    if not content and (_is_voice(t, subject) or _is_data(t, i)):
        content = _infinitive(t, i) or _prepositional(t, i) or _object(t, i)
    if not content:
        return None
    if subject is not None and t.lower[subject] in {"it", "there"} and t.dep[subject] == "expl":
        subject = None
    preposition = content[0][0] - 1
    return _draft(t, i, content, subject, preposition if preposition >= 0 and t.dep[preposition] == "prep" else None)


def _is_voice(t: Tree, subject: int | None) -> bool:
    """Whether someone can speak through this noun; without a clause only its subject tells a cue from an action."""
    if subject is None or t.pos[subject] in {"PROPN", "PRON"} or t.ent[subject] in {"PERSON", "ORG", "NORP", "GPE"}:
        return True
    lemma = t.lemma[subject]
    return lemma in _VOICES or lemma.endswith(cues.PERSON_ENDINGS)


def _draft(t: Tree, i: int, content: list[TokenRange], subject: int | None, cue_to: int | None = None) -> Draft:
    group = verb_group(t, i)
    if cue_to is not None and group[1] <= cue_to <= group[1] + 1:
        group = (group[0], cue_to + 1)
    source = source_of(t, subject, i) if subject is not None else []
    holes = [group, *source]
    pieces = [trim(t, p) for span in content for p in without(t.same_paragraph(span, i), holes)]
    if len(pieces) > 1 and pieces[0][1] <= i and t.pos[pieces[0][0]] == "ADP" and not _has_verb(t, pieces[0]):
        pieces = pieces[1:]  # "In a tweet, he said": where it was said, not what
    first_words = t.lower[source[0][0] : source[0][1]] if source else []
    hedged = t.lemma[i] in cues.HEDGE or bool(set(first_words) & cues.HEDGE_SOURCE)
    return Draft(i, [group], [p for p in pieces if has_word(t, p)], source, subject, hedged)


def _has_verb(t: Tree, span: TokenRange) -> bool:
    return any(t.pos[k] in {"VERB", "AUX"} for k in range(*span))


def _clause(t: Tree, i: int) -> list[TokenRange]:
    """Finite clause: "said (that) X", "X, he said", "asked whether X"."""
    if t.lemma[i] not in cues.CLAUSE:
        return []
    for k in t.children(i, "ccomp"):
        if k < i and _behind_semicolon(t, i):
            continue
        if k > i and t.lemma[i] in cues.NAMING:
            return [_with_conjuncts(t, i, k)]
        if t.lemma[i] == "make" and t.child(k, "mark") is None:
            continue  # "made people flee" against "made clear that"
        if t.is_finite(k) or t.child(k, "nsubj", "nsubjpass", "expl") is not None or t.child(k, "mark") is not None:
            return [_with_conjuncts(t, i, k)]
    return []


def _with_conjuncts(t: Tree, verb: int, clause: int) -> TokenRange:
    start, end = t.subtree(clause)
    if clause > verb:
        end = _next_report(t, clause, end)
    else:  # "A fell, but B stood, she said": parsers give the verb one clause or both
        end = max(end, *(t.right[k] + 1 for k in t.children(verb, "ccomp") if k < verb))
    return trim(t, (start, end) if not start <= verb < end else (clause, end))


def _behind_semicolon(t: Tree, verb: int) -> bool:
    """ "A says X; B says Y": a verb does not report what a semicolon parts from its subject."""
    subject = t.child(verb, "nsubj")
    before = t.left[subject] - 1 if subject is not None and subject < verb else -1
    if before > 0 and t.dep[before] == "cc":
        before -= 1
    return before >= 0 and t.words[before] == ";"


def _next_report(t: Tree, start: int, end: int) -> int:
    """Where the next speaker's own report begins behind a semicolon; ``end`` if there is none."""
    if ";" not in t.words[start:end]:
        return end
    for k in range(start, end):
        if t.lemma[k] in cues.CLAUSE | cues.AMOUNT and t.pos[k] == "VERB" and _behind_semicolon(t, k):
            return min(end, t.left[t.children(k, "nsubj")[0]])
    return end


def _infinitive(t: Tree, i: int) -> list[TokenRange]:
    k = t.child(i, "xcomp", "ccomp")
    if k is None or k < i:
        return []
    receiver = t.child(i, "dobj", "dative")
    if t.tag[k] == "VBG" and receiver is None and t.lemma[i] in cues.GERUND:
        return [trim(t, t.subtree(k))]
    if t.lemma[i] in cues.INFINITIVE and receiver is None and t.child(k, "aux") is not None:
        return [trim(t, t.subtree(k))]
    if t.lemma[i] in cues.OBJECT_INFINITIVE:
        start = t.left[receiver] if receiver is not None else t.left[k]
        return [trim(t, (min(start, t.left[k]), t.right[k] + 1))]
    return []


def _interpolated(t: Tree, i: int) -> list[TokenRange]:
    """ "The attack, police said, killed two": the cue hangs off the clause that it reports."""
    if t.lemma[i] not in cues.CLAUSE or t.child(i, "nsubj") is None or t.child(i, "mark") is not None:
        return []
    head = t.head[i]
    if t.dep[i] not in {"parataxis", "ccomp", "dep", "advcl"} or head == i:
        return []
    start, end = t.subtree(i)
    if t.words[start] not in BREAK and (start == 0 or t.words[start - 1] not in BREAK):
        return []
    a, b = t.subtree(head)
    return without((a, b), [(start, end)])


def _prepositional(t: Tree, i: int) -> list[TokenRange]:
    """ "called for X", "accused Y of X", "blamed X on Y": object and preposition phrase together."""
    accepted = cues.PREPOSITION.get(t.lemma[i])
    if not accepted:
        return []
    for k in t.children(i, "advcl", "ccomp", "xcomp"):
        mark = t.child(k, "mark")
        if mark is not None and mark > i and t.lower[mark] == "for" and "for" in accepted:
            return [trim(t, (mark + 1, t.right[k] + 1))]
    preps = [k for k in t.children(i, "prep") if k > i and t.lower[k] in accepted]
    if not preps:
        return []
    dobj = t.child(i, "dobj")
    if dobj is not None and dobj > i:
        return [trim(t, (t.left[dobj], t.right[preps[-1]] + 1))]
    last = preps[0]
    start = last + 1
    return [trim(t, (start, t.right[last] + 1))] if start <= t.right[last] else []


def _amount(t: Tree, i: int) -> list[TokenRange]:
    """ "put the toll at 14": the object with the number behind "at"; "put the box at the door" has none."""
    dobj = t.child(i, "dobj")
    if t.lemma[i] not in cues.AMOUNT or dobj is None or dobj < i:
        return []
    for k in range(dobj + 1, t.right[i] + 1):
        at = t.lower[k] == "at" and t.pos[k] == "ADP" and t.right[k] > k
        if at and any(t.pos[n] == "NUM" for n in range(k + 1, t.right[k] + 1)):
            return [trim(t, (t.left[dobj], t.right[k] + 1))]
    return []


def _object(t: Tree, i: int) -> list[TokenRange]:
    dobj = t.child(i, "dobj", "oprd")
    if dobj is None or dobj < i or not (t.lemma[i] in cues.OBJECT or _is_data(t, i)):
        return []
    if t.lemma[i] in cues.RECEIVER:
        return []
    end = t.right[dobj] + 1
    for k in t.children(i, "oprd", "xcomp"):
        end = max(end, t.right[k] + 1)
    return [trim(t, (t.left[dobj], end))]


def _is_data(t: Tree, i: int) -> bool:
    subject = t.child(i, "nsubj")
    return t.lemma[i] in cues.DATA_VERBS and subject is not None and t.lemma[subject] in cues.DATA


def _passive(t: Tree, i: int) -> Draft | None:
    """ "is believed to be X", "it was reported that X", "was told by Y that X", "X was reported by Y"."""
    lemma = t.lemma[i]
    agent = t.child(i, "agent")
    by = t.child(agent, "pobj") if agent is not None else None
    told = t.child(i, "nsubjpass")
    if any(t.lemma[k] in cues.CLAUSE for p in t.children(i, "prep") for k in t.children(p, "pcomp")):
        return None  # "was quoted as saying that X": the verb behind it reports, and what is quoted is the speaker
    if told is None or (lemma not in cues.PASSIVE and by is None) or lemma not in (cues.CLAUSE | cues.OBJECT):
        return None
    clause = t.child(i, "xcomp", "ccomp")
    impersonal = t.lower[told] in {"it", "there"}
    if t.tag[told] in {"WDT", "WP"} and by is None:
        return None  # "which could be announced": nobody's words, and none of them here
    content: list[TokenRange] = []
    if not impersonal and lemma not in cues.RECEIVER:
        content.append(trim(t, t.subtree(told)))
    clause = clause if clause is not None else t.child(i, "oprd")
    if clause is not None:
        content.append(trim(t, t.subtree(clause)))
    if by is None and clause is None and lemma not in cues.PASSIVE_ALONE:
        return None
    return _draft(t, i, content, by) if content else None


def _reduced(t: Tree, i: int) -> Draft | None:
    """ "the bombing claimed by the militia": a passive that modifies its own content; silent without an agent."""
    agent = t.child(i, "agent")
    by = t.child(agent, "pobj") if agent is not None else None
    noun = t.head[i]
    if by is None or t.lemma[i] not in cues.PASSIVE & (cues.CLAUSE | cues.OBJECT) or t.left[noun] >= i:
        return None
    return _draft(t, i, [trim(t, (t.left[noun], i))], by)


def _raising(t: Tree, i: int) -> Draft | None:
    """ "appears to have been X", "it seems that X": nobody's words, and hedged."""
    clause = t.child(i, "xcomp", "ccomp")
    subject = t.child(i, "nsubj")
    if clause is None or clause < i or subject is None:
        return None
    content = [trim(t, t.subtree(clause))]
    if t.lower[subject] not in {"it", "there"}:
        content.insert(0, trim(t, t.subtree(subject)))
    return _draft(t, i, content, None)
