"""align and topics: blocking finds what belongs together and little else; labels that a person would give."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_judge import TOLL, TROOPS, claim, weapon

from checker import same
from checker.block import batch
from checker.claims import discourse
from checker.claims.discourse import key_of
from checker.compare import values
from checker.findings import labels, topics
from checker.judge import alignment
from checker.records import Attribute, Between, QuantityKind, Relation, Severity, Verdict
from checker.same import features
from checker.words.lexicon import name_tokens, nation, noun_class, role, singular


def candidate_pairs(*claims):
    return {(p.a, p.b): p for p in alignment.candidates(claims)}


def test_claims_meet_on_a_shared_place_only() -> None:
    a, b = claim("a", frame=TROOPS), claim("b", frame=TROOPS)
    elsewhere = claim("c", frame=replace(TROOPS, places=("@poland",)))
    assert set(candidate_pairs(a, b, elsewhere)) == {("a", "b")}


def test_order_changes_nothing() -> None:
    claims = [claim(n, frame=f) for n, f in (("a", TROOPS), ("b", TROOPS), ("c", TOLL), ("d", TOLL))]
    assert alignment.candidates(claims) == alignment.candidates(claims[::-1])


def test_one_sentence_makes_no_pair() -> None:
    a, b = claim("a", 5, article="x"), claim("b", 7, article="x", start=10, end=14)
    assert not candidate_pairs(a, b)
    assert candidate_pairs(a, replace(b, sentence_start=50))


def test_negated_and_changing_counts_are_left_out() -> None:
    assert not candidate_pairs(claim("a", frame=TROOPS), claim("b", frame=TROOPS, negated=True))


def test_a_total_does_not_meet_its_parts() -> None:
    part, total = claim("a", 5, frame=TROOPS), claim("b", 7, frame=TROOPS, parts=("a", "z"))
    assert not candidate_pairs(part, total)


def test_common_names_weigh_less() -> None:
    claims = [claim(f"{i:03}", frame=replace(TOLL, places=("mersin", "rare" if i < 2 else "other"))) for i in range(60)]
    rarity = batch.survey(claims).rarity.names
    assert 0 <= rarity["mersin"] < rarity["rare"]


@given(st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=12, unique=True))
def test_candidates_are_ordered_and_unique(names: list[str]) -> None:
    found = alignment.candidates([claim(n, frame=TROOPS) for n in names])
    assert all(p.a < p.b and 0 <= p.score <= 1 for p in found)
    assert len({(p.a, p.b) for p in found}) == len(found) == len(names) * (len(names) - 1) // 2


def made(a: str, b: str, relation: Relation) -> Verdict:
    return Verdict(f"{a}{b}", a, b, "", relation, Severity.NONE, 0.9, Between.OUTLETS, "why")


def test_topics_join_all_but_scope() -> None:
    claims = [replace(claim(n, frame=TROOPS), place=("Iraq",)) for n in "abcd"]
    verdicts = [made("a", "b", Relation.AGREEMENT), made("b", "c", Relation.UPDATE), made("c", "d", Relation.SCOPE)]
    found, filed = topics.group(claims, verdicts)
    assert [t.claims for t in found] == [("a", "b", "c")]
    assert {v.topic for v in filed} == {found[0].id}


@pytest.mark.parametrize(
    ("frame", "place", "unit", "label"),
    [
        (replace(TROOPS, actor=frozenset({"@united states"})), "Iraq", "troop", "US troops stationed in Iraq"),
        (TOLL, "Mersin", "person", "People killed in Mersin"),
        (replace(TROOPS, noun="rocket", predicate="fire"), "Iraq", "rocket", "Rockets fired in Iraq"),
        (replace(TROOPS, noun="attack", predicate="conduct"), "Iraq", "time", "Attacks in Iraq"),
        (
            replace(TROOPS, noun="soldier", actor=frozenset({"@iraq"})),
            "Iraq",
            "soldier",
            "Iraqi soldiers stationed in Iraq",
        ),
        (replace(TOLL, actor=frozenset({"@united states"})), "Derna port", "person", "Americans killed at Derna port"),
        (replace(TOLL, actor=frozenset({"@china"})), "Derna city", "person", "Chinese people killed in Derna city"),
    ],
)
def test_labels(frame, place: str, unit: str, label: str) -> None:
    made = claim("a", frame=frame, place=(place,))
    assert labels.label([replace(made, quantity=replace(made.quantity, unit=unit))]) == label


NOTHING_KNOWN = replace(TOLL, predicate="", places=())


@pytest.mark.parametrize(
    ("sentence", "mention", "quantity", "label"),
    [
        ("The budget office said it would cut interest payments by $700 million over the next decade.", "$700 million",
         {"kind": QuantityKind.MONEY, "unit": "dollar"},
         "Amount: “said it would cut interest payments by … over the next decade”"),
        ("In March, the rate of the tax rose by 18 per cent, it said.", "18 per cent",
         {"kind": QuantityKind.PERCENTAGE, "unit": "percentage", "change": "up"},
         "Change: “the rate of the tax rose by …”"),
        ("They arrived three days after the ferry sank, in fog.", "three days",
         {"kind": QuantityKind.DURATION, "unit": "day"}, "Length of time: “They arrived … after the ferry sank”"),
        ("The list names 20 ships of theirs.", "20", {"unit": "ship"}, "Ships: “The list names … ships of theirs”"),
    ],
)  # fmt: skip
def test_what_has_no_name_is_labelled_by_its_own_words(sentence: str, mention: str, quantity: dict, label: str) -> None:
    start = sentence.index(mention)
    base = claim("a", frame=replace(NOTHING_KNOWN, noun=quantity["unit"]))
    made = replace(
        base, sentence=sentence, mention=mention, sentence_start=0, start=start, end=start + len(mention), place=(),
        quantity=replace(base.quantity, **quantity),
    )  # fmt: skip
    assert labels.label([made]) == label


@pytest.mark.parametrize(
    ("prop", "subject", "label"),
    [
        ("taken_to", "Ada Moreau", "Where Ada Moreau was taken"), ("taken_to", "", "Where a person was taken"),
        ("custody", "Ada Moreau", "Legal status of Ada Moreau"), ("custody", "", "Legal status of a suspect"),
            ("nationality", "", "Nationality of a person"),
        ("charge", "Ada Moreau", "Charge against Ada Moreau"), ("rank", "Ada Moreau", "Rank of Ada Moreau"),
        ("day", "", "Date of the event"), ("claimed_by", "", "Group that claimed responsibility"),
    ],
)  # fmt: skip
def test_label_of_a_property_is_a_phrase(prop: str, subject: str, label: str) -> None:
    made = weapon("a", "x", "")
    made = replace(made, frame=replace(made.frame, places=()))
    assert labels.label([replace(made, attribute=replace(made.attribute, property=prop, subject=subject))]) == label


def test_the_fuller_name_of_one_person_is_the_labels() -> None:
    made = weapon("a", "arrested", "")
    said = [
        replace(made, attribute=replace(made.attribute, property="custody", subject=s))
        for s in ("Moreau", "Moreau", "Ada Moreau", "Tom Lind")
    ]
    assert labels.label(said) == "Legal status of Ada Moreau"


def test_label_names_whose_age_it_is_as_written() -> None:
    frame = replace(TOLL, noun="age", actor=frozenset({key_of("Aaron Diallo-Hoffmann")}))
    one = replace(claim("a", frame=frame), sentence="Aaron Diallo-Hoffmann’s 41 years weighed on him.")
    assert labels.label([one]) == "Age of Aaron Diallo-Hoffmann"


def test_label_of_a_property_says_whose() -> None:
    made = weapon("a", "critical", "")
    assert made.attribute is not None
    one = replace(
        made, attribute=replace(made.attribute, property="condition", subject="Ada Moreau"), place=("Mersin",)
    )
    assert labels.label([one]) == "Condition of Ada Moreau"


def test_label_falls_back_on_the_articles_place_and_on_people() -> None:
    where = replace(claim("a", frame=replace(TOLL, places=("mersin",))), place=("Mersin",))
    bare = replace(claim("b", frame=replace(TOLL, places=())), place=(), article=where.article)
    odd = replace(bare, id="o", quantity=replace(bare.quantity, unit="those"), frame=replace(bare.frame, noun="person"))
    found, _ = topics.group([where, bare, odd], [made("b", "o", Relation.AGREEMENT)])
    assert [t.label for t in found] == ["People killed, Mersin"]


@pytest.mark.parametrize(
    ("sentence", "label"),
    [("Rockets hit the Delta Coast.", "Weapon in the Delta Coast"),
     ("Rockets hit Delta Coast.", "Weapon in Delta Coast"),
     ("Rockets hit the Delta Coast base.", "Weapon in Delta Coast")],
)  # fmt: skip
def test_a_place_has_its_article_where_the_text_gives_it_one(sentence: str, label: str) -> None:
    assert labels.label([replace(weapon("a", "rockets", ""), place=("Delta Coast",), sentence=sentence)]) == label


def test_label_of_an_attribute() -> None:
    assert labels.label([replace(weapon("a", "rockets", ""), place=("Mersin",))]) == "Weapon in Mersin"


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("ballistic missiles", "missiles", values.NARROWER),
        ("rockets", "rocket", values.SAME),
        ("rockets", "missiles", values.DIFFERENT),
        ("ballistic missiles", "cruise missiles", values.UNRELATED),
        ("rockets", "fury", values.UNRELATED),
    ],
)
def test_weapon_values(one: str, two: str, expected: str) -> None:
    a, b = Attribute("weapon", one), Attribute("weapon", two)
    assert values.relation(a, b) == values.relation(b, a) == expected


def test_groups_by_their_own_words() -> None:
    a, b = Attribute("perpetrator", "Iranian-aligned militias"), Attribute("perpetrator", "Iran-aligned militia")
    assert values.relation(a, b) == values.SAME
    assert values.relation(a, Attribute("perpetrator", "a lone gunman")) == values.UNRELATED


@pytest.mark.parametrize(
    ("one", "two"), [("Aïn al-Assad air base", "Ain al-Asad"), ("the Ain al-Asad airbase", "Ain Al-Assad Air Base")]
)
def test_spellings_of_a_name_meet(one: str, two: str) -> None:
    assert name_tokens(one) == name_tokens(two) != frozenset()


def test_lexicon() -> None:
    assert nation("Iraqi") == nation("Iraq") == "iraq" and nation("U.S.") == nation("Americans") == "united states"
    assert nation("Mersin") is None
    assert noun_class("troop") == noun_class("serviceman") == "soldier" and noun_class("marble") == "marble"
    assert (
        role("die") == role("murder") == "kill" and role("launch", "attack") == "conduct" and role("launch") == "fire"
    )
    assert [singular(w) for w in ("rockets", "militias", "boxes", "gas", "bus", "us")] == [
        "rocket",
        "militia",
        "box",
        "gas",
        "bus",
        "us",
    ]
    assert discourse.key_of("Iraq") == "@iraq" and discourse.key_of("the Ain al-Asad base") == "ain asad"


def test_the_table_of_codes_is_that_of_the_evidence() -> None:
    folder = Path(same.__file__).parent
    given = re.compile(r"\.(?:same|differs|unknown|changed|factor)\([^\"()]*\"(\w+)\"|\bfit_of\([^\"()]*\"(\w+)\"")
    found = {one or two for f in folder.glob("*.py") for one, two in given.findall(f.read_text("utf-8"))}
    table = (same.__doc__ or "").split("by its code:")[1]
    weighed = {module.CODE for module in features.EVIDENCE}
    assert found | weighed == set(re.findall(r"^(\w+) {2,}", table, re.MULTILINE))
