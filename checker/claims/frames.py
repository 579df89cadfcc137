"""Doc + token -> Frame: what a claim is about, in normalised words.

Places, participants, targets, limits and the counted noun; :mod:`predicates` says what happened. Imports no spaCy.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from checker.claims import attackers, persons
from checker.claims.discourse import LOCATIVE, NATION, Discourse, Place, key_of, places, with_country
from checker.claims.predicates import OBJECT, SUBJECT, governor, head_token, hospital, predicate
from checker.parse.memo import entities_of, once, words_of
from checker.records import Frame, QuantityKind, QuantityMention
from checker.words import lexicon
from checker.words.events import ANY_HARM, FATES, HARM, TOLLS
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_HAVING = {"station", "send", "withdraw"}
_TELLING = ("NOUN", "PROPN", "VERB", "ADJ")
_OF_ANY_HARM = words_in("disasters", "harm_of_any_kind")
_HARMED = words_in("disasters", "nouns_of_harm")
_OF_SIDES = words_in("numbers", "of_sides")
_WEAK = words_in("general", "of_any_event")
_REPLACING = words_in("numbers", "figures.correcting") | words_in("numbers", "figures.lowering")


def _starts(mentions: Sequence[QuantityMention]) -> list[int]:
    """Where counted things begin, in order of tokens."""
    return sorted(o.first_token for o in mentions if _splits(o))


def _segment(mention: QuantityMention, starts: Sequence[int], sentence: Span) -> tuple[int, int]:
    """Token range from the mention to the next counted thing: its own stretch of a coordination."""
    later = starts[bisect_right(starts, mention.last_token) :][:1]
    return mention.first_token, min([*later, sentence.end])


def _splits(mention: QuantityMention) -> bool:
    return mention.quantity.kind in (QuantityKind.COUNT, QuantityKind.MONEY, QuantityKind.PERCENTAGE)


def own_places(
    mention: QuantityMention, others: Sequence[QuantityMention], sentence: Span, discourse: Discourse
) -> list[Place]:
    """Places that bear on a mention, the closest first: those of its own stretch, else those nobody else claims.

    A spot without a country lies in the article's country.
    """
    found = once(sentence, places, discourse)
    if not found:
        return with_country([], discourse)
    starts = _starts(others)
    start, end = _segment(mention, starts, sentence)
    chosen = [p for p in found if start <= p.token < end]
    if not chosen:
        local = [p.token for p in found if _locative(sentence.doc[p.token])]
        taken: set[int] = set()
        for other in others:
            if other is not mention and _splits(other):
                s, e = _segment(other, starts, sentence)
                taken |= {t for t in local if s <= t < e}
        free = [p for p in found if p.token not in taken] or found
        chosen = sorted(free, key=lambda p: (abs(p.token - mention.first_token), p.token))
    return with_country(chosen, discourse)


def _locative(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in LOCATIVE


def _nation_of(token: Token) -> str | None:
    if token.ent_type_ in ("GPE", "NORP", "ORG", "LOC") or token.pos_ == "PROPN":
        span = token.doc[token.left_edge.i : token.i + 1] if token.ent_type_ == "GPE" else None
        for text in ([span.text] if span is not None else []) + [token.text]:
            if token.lower_ == "us" and token.text == "us":
                continue
            country = lexicon.nation(text)
            if country:
                return NATION + country
    return None


def participants(token: Token) -> frozenset[str]:
    """Nations of a counted noun: its own modifiers ("US troops"), else who has or sent it ("Washington has ...").

    Who kills or wounds is no participant in this sense: the counted are the others.
    """
    own = {n for t in [token, *token.lefts] for n in _deep_nations(t)}
    if own:
        return frozenset(own)
    verb, dep = governor(token)
    if dep in OBJECT and lexicon.role(verb.lemma_.lower()) in _HAVING:
        for child in verb.children:
            if child.dep_ in ("nsubj", "agent"):
                return frozenset(n for t in child.subtree if (n := _nation_of(t)))
    return frozenset()


def _deep_nations(token: Token) -> list[str]:
    tree = [token] if token.pos_ in ("NUM",) or token.dep_ in ("prep", "relcl", "acl") else [token, *token.lefts]
    return [n for t in tree if (n := _nation_of(t))]


def target(token: Token) -> frozenset[str]:
    """Nations at which counted attacks were aimed: "attacks on US troops", "targeted American soldiers"."""
    found: set[str] = set()
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in ("on", "against", "at", "upon"):
            found |= {n for t in child.subtree if (n := _nation_of(t))}
    verb, dep = governor(token)
    if not found and verb.pos_ == "VERB":
        for child in verb.children:
            aimed = child.dep_ in OBJECT if dep in SUBJECT else child.dep_ == "nsubjpass"
            if aimed and child.i != token.i:
                found |= {n for t in child.subtree if (n := _nation_of(t))}
    return frozenset(found)


_LIMITING = words_in("general", "limiting")


def limits(token: Token) -> frozenset[str]:
    """What narrows a count down to some of those concerned: "pronounced dead at the scene", "found inside"."""
    verb, _ = governor(token)
    near = [*(c for t in (token, verb) for c in t.children), *_following(token)]
    taken = hospital(token)
    if taken is not None or verb.lemma_.lower() in ("hospitalize", "hospitalise"):
        named = [t.lower_ for t in taken.lefts if t.pos_ == "PROPN"] if taken is not None else []
        return frozenset({"hospital", *named})  # one of several hospitals has a part of them
    inner = [g for c in near if c.dep_ in ("prep", "acomp", "oprd", "advcl", "acl") for g in c.children]
    inner += [g for c in inner if c.dep_ == "prep" for g in c.children]
    return frozenset(t.lemma_.lower() for t in (*near, *inner) if t.lemma_.lower() in _LIMITING)


def _following(token: Token) -> list[Token]:
    """The word after a noun phrase and its comma: "four people were dead, including the shooter"."""
    rest = token.doc[token.i + 1 : token.sent.end]
    return [t for t in rest if t.lower_ == "including"][:1]


def sentence_names(sentence: Span) -> frozenset[str]:
    """Keys of every person, group and place that a sentence names."""
    kinds = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT")
    return frozenset(k for e in entities_of(sentence) if e.label_ in kinds and (k := key_of(e.text, e.label_)))


def event_words(sentence: Span) -> frozenset[str]:
    """Content lemmas without reporting words and numbers."""
    return frozenset(
        t.lemma_.lower()
        for t in words_of(sentence, *_TELLING)
        if t.is_alpha and not t.is_stop and t.lemma_.lower() not in _WEAK and not t.like_num
    )


def counted_noun(doc: Doc, mention: QuantityMention) -> tuple[str, frozenset[str]]:
    """Canonical noun of a count and all lemmas of its phrase; verbs counted in "times" become their event."""
    unit = mention.quantity.unit
    if mention.quantity.kind is not QuantityKind.COUNT:
        return unit, frozenset(unit.split())
    token = doc[mention.noun] if mention.noun is not None else doc[mention.last_token]
    lemma = unit.split()[-1] if unit else token.lemma_.lower()
    if lemma in ("time", "occasion"):
        verb, _ = governor(head_token(doc, mention))
        event = lexicon.noun_class(verb.lemma_.lower())
        return event, frozenset({event})
    words = frozenset(w for w in unit.split() if w) | {
        t.lemma_.lower() for t in token.lefts if t.pos_ in ("NOUN", "PROPN", "ADJ") and not (t.is_stop or t.like_num)
    }
    if lemma in _OF_SIDES and not mention.group:
        words |= _side(doc, mention)
    if lexicon.nation(token.text):
        return "person", words
    if lexicon.role(lemma) in FATES or lemma in _HARMED or (not unit and _role_of_unit(mention)):
        return "person", words  # "12 dead", "the death toll rose to 912"
    return lexicon.noun_class(lemma), words


def _side(doc: Doc, mention: QuantityMention) -> frozenset[str]:
    """The words of whose seats or votes are counted: of "800 votes for the CDU", else of the subject's name."""
    behind = mention.last_token + 1
    if mention.noun is not None and not mention.elided:
        behind = mention.noun + 1
    after = [t for t in doc[behind : behind + 4] if t.lower_ not in ("the", "votes", "seats")]
    if len(after) > 1 and after[0].lower_ == "for" and after[1].pos_ == "PROPN":
        return frozenset({lexicon.singular(after[1].lower_)})
    before = doc[mention.first_token - 1] if mention.elided and mention.first_token else None
    if before is not None and before.pos_ == "PROPN":  # "and the Greens 34"
        return frozenset(lexicon.singular(w.lower()) for w in mention.quantity.concept if w[:1].isupper())
    verb, dep = governor(head_token(doc, mention))
    who = [c for c in verb.children if c.dep_ == "nsubj" and _name_like(c)] if dep in OBJECT else []
    named = (t for c in who for t in (c, *c.lefts) if t is c or t.pos_ == "PROPN")
    return frozenset(lexicon.singular(t.lower_) for t in named)


def _name_like(noun: Token) -> bool:
    """ "Labour" too, which taggers take for a common noun; it stands alone as no singular noun does."""
    alone = noun.tag_ == "NN" and noun.text[:1].isupper() and not any(True for _ in noun.children)
    return noun.pos_ == "PROPN" or alone


def numeric_frame(
    doc: Doc, mention: QuantityMention, sentence: Span, where: Sequence[Place], discourse: Discourse
) -> Frame:
    """The frame of one quantity at the places ``where``."""
    if mention.quantity.kind is QuantityKind.AGE:
        names = persons.holder(doc, mention, discourse)
        person = persons.described(doc, mention, names, discourse)
        return Frame(
            noun="age",
            noun_words=person.kinds,
            predicate="age",
            actor=names,
            sex=person.sex,
            roles=person.roles,
            names=once(sentence, sentence_names),
            places=tuple(p.key for p in where),
            event=once(sentence, event_words),
        )
    noun, words = counted_noun(doc, mention)
    head = head_token(doc, mention)
    noun_token = doc[mention.noun] if mention.noun is not None else head
    own = (
        _dimension_of(noun_token)
        or predicate(head, noun, mention.group)
        or (predicate(noun_token, noun) if mention.elided and noun_token.i != head.i else "")
    )
    replacing = own in _REPLACING
    if replacing:  # "the figure was later lowered to nine": of what befell those whom the earlier figure counts
        own = predicate(noun_token, noun) if mention.elided and noun_token.i != head.i else ""
    if not mention.quantity.unit and own in HARM and mention.noun is None and head.dep_ != "pobj":
        noun, words = "person", frozenset()  # "four found shot to death"
    if (
        noun == "person"
        and not own.startswith("of ")
        and (own in ("", "station", "leave", "report") or not mention.quantity.unit)
    ):
        own = _role_of_unit(mention) or own
    if mention.none and mention.quantity.unit.split()[-1] in _OF_ANY_HARM:
        own = ANY_HARM
    fired = mention.quantity.kind is QuantityKind.COUNT and attackers.fired(noun_token)
    if fired:
        noun, words, own = attackers.NOUN, frozenset({attackers.NOUN}), attackers.PREDICATE
    return Frame(
        noun=noun,
        noun_words=words,
        predicate=own,
        places=tuple(p.key for p in where),
        names=once(sentence, sentence_names),
        actor=participants(noun_token),
        target=target(head) if noun == "attack" else frozenset(),
        event=once(sentence, event_words),
        limits=frozenset() if fired or replacing or own.startswith("of ") else limits(head),
    )


def _dimension_of(noun: Token) -> str:
    """What a count belongs to that only describes a thing: "a two-story house", "a six-story building"."""
    hyphen = noun.i > 0 and noun.doc[noun.i - 1].text == "-"
    if hyphen and noun.dep_ in ("compound", "amod", "nmod") and noun.head.pos_ == "NOUN" and noun.head.i > noun.i:
        return f"of {lexicon.noun_class(noun.head.lemma_.lower())}"
    return ""


def _role_of_unit(mention: QuantityMention) -> str:
    """ "two dead", "14 injured": the nominalised adjective is the predicate."""
    words = (*mention.quantity.unit.split(), *mention.quantity.concept)
    roles = [r for w in words if (r := lexicon.role(w.lower())) in TOLLS]
    return roles[0] or "" if roles else ""
