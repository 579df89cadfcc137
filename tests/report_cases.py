"""Hand-built reports for the report tests: invented articles, and the same with hostile text."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from checker.records import (  # fmt: skip
    Anchor,
    Article,
    Attribute,
    Attribution,
    Between,
    Claim,
    ClaimKind,
    Comparator,
    ModelInfo,
    NLIScores,
    Quantity,
    QuantityKind,
    Relation,
    Report,
    Severity,
    Skipped,
    TimeSpan,
    Topic,
    Verdict,
)

HARBOUR = """Ferry runs aground off Port Lenning

The ferry Marwen struck rocks on Tuesday with 214 passengers aboard, the coast guard said.
Eleven people were injured. The operator said only six were hurt.
"""
COURIER = """Rescue at sea

Rescuers took 214 passengers off the ferry Marwen. Nine people were injured, hospital director Ana Brandt said.
Officials put the damage at $3.5 million.
"""
GAZETTE = """Ferry toll rises

More than 200 passengers were rescued from the Marwen. By Thursday 17 people had been treated.
A second boat carried 40 passengers in March.
"""

ARTICLES = (
    Article("harbour.txt", "Harbour Post", HARBOUR, "Ferry runs aground off Port Lenning", dt.date(2031, 5, 6), None,
            True, "news/harbour.txt", (Anchor(0, 0, 1, 1),)),
    Article("courier-7", "The Courier", COURIER, "Rescue at sea", dt.date(2031, 5, 6), "https://courier.example/7",
            False, "feed.jsonl:7"),
    Article("gazette.txt", "Gazette", GAZETTE, "Ferry toll rises", dt.date(2031, 5, 8), None, True,
            "news/gazette.txt", (Anchor(0, 0, 1, 1),)),
)  # fmt: skip


def claim(article: Article, sentence: str, mention: str, quantity: Quantity | None, **more: object) -> Claim:
    """A claim whose offsets are looked up in the article, so that they can't be wrong."""
    at = article.text.index(sentence)
    start = at + sentence.index(mention)
    made = Claim(
        f"{article.id.split('.')[0]}-{start}", article.id, article.outlet, article.published, "text", start,
        start + len(mention), mention, sentence, at, ClaimKind.NUMERIC if quantity else ClaimKind.ATTRIBUTIVE, quantity,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def count(value: float, unit: str = "person", comparator: Comparator = Comparator.EXACT) -> Quantity:
    return Quantity(value, comparator=comparator, unit=unit, concept=(unit, "ferry"))


def claims() -> dict[str, Claim]:
    harbour, courier, gazette = ARTICLES
    aground = "The ferry Marwen struck rocks on Tuesday with 214 passengers aboard, the coast guard said."
    nine = "Nine people were injured, hospital director Ana Brandt said."
    tuesday = TimeSpan(dt.date(2031, 5, 6), dt.date(2031, 5, 6), "on Tuesday")
    thursday = TimeSpan(dt.date(2031, 5, 8), dt.date(2031, 5, 8), "By Thursday")
    rocks = claim(harbour, aground, "rocks", None, attribute=Attribute("cause", "rocks"))
    return {
        "aboard": claim(harbour, aground, "214", count(214, "passenger"), time=tuesday,
                        attribution=Attribution("the coast guard", "said")),
        "rocks": rocks,
        "eleven": claim(harbour, "Eleven people were injured.", "Eleven", count(11), cumulative=True, time=tuesday),
        "six": claim(harbour, "The operator said only six were hurt.", "six", count(6),
                     attribution=Attribution("the operator", "said")),
        "taken": claim(courier, "Rescuers took 214 passengers off the ferry Marwen.", "214", count(214, "passenger")),
        "nine": claim(courier, nine, "Nine", count(9), attribution=Attribution("hospital director Ana Brandt", "said"),
                      cumulative=True),
        "damage": claim(courier, "Officials put the damage at $3.5 million.", "$3.5 million",
                        Quantity(3_500_000.0, unit="dollar", kind=QuantityKind.MONEY)),
        "rescued": claim(gazette, "More than 200 passengers were rescued from the Marwen.", "200",
                         count(200, "passenger", Comparator.MORE_THAN)),
        "treated": claim(gazette, "By Thursday 17 people had been treated.", "17", count(17), cumulative=True,
                         time=thursday),
        "second": claim(gazette, "A second boat carried 40 passengers in March.", "40", count(40, "passenger")),
    }  # fmt: skip


def report() -> Report:
    """Every relation once or more, one skipped input."""
    c = claims()
    aboard, injured = "t-aboard", "t-injured"

    def verdict(name: str, a: str, b: str, topic: str, relation: Relation, severity: Severity, confidence: float,
                between: Between, reason: str, nli: NLIScores | None = None) -> Verdict:  # fmt: skip
        return Verdict(name, c[a].id, c[b].id, topic, relation, severity, confidence, between, reason, nli, 0.81234567)

    outlets, speakers = Between.OUTLETS, Between.SPEAKERS
    return Report(
        ModelInfo("checker-nli-test", "ab" * 32),
        ARTICLES,
        tuple(c.values()),
        (
            Topic(aboard, "passengers aboard the ferry Marwen", tuple(c[k].id for k in ("aboard", "taken", "rescued"))),
            Topic(injured, "people injured on the ferry Marwen",
                  tuple(c[k].id for k in ("eleven", "six", "nine", "treated"))),
        ),
        (
            verdict("p1", "aboard", "taken", aboard, Relation.AGREEMENT, Severity.NONE, 0.99, outlets,
                    "Both say 214 passengers."),
            verdict("p2", "eleven", "six", injured, Relation.CONTRADICTION, Severity.NOTE, 0.9, speakers,
                    "11 against 6 injured: two sources in one article."),
            verdict("p3", "eleven", "nine", injured, Relation.CONTRADICTION, Severity.ERROR, 0.87654321, outlets,
                    "11 against 9 injured on the same day.", NLIScores(0.01, 0.04, 0.95)),
            verdict("p4", "aboard", "rescued", aboard, Relation.COMPATIBLE, Severity.NONE, 0.8, outlets,
                    "More than 200 includes 214."),
            verdict("p5", "nine", "treated", injured, Relation.UPDATE, Severity.NONE, 0.7, outlets,
                    "The count grew from 9 to 17 in two days."),
            verdict("p6", "taken", "second", aboard, Relation.SCOPE, Severity.NONE, 0.6, outlets,
                    "Another voyage, in March."),
        ),
        (Skipped("news/broken.html", "no main text found"),),
    )  # fmt: skip


def apart() -> Report:
    """The same pairs, but each of its own topic and so a fact of its own; a label ends in its pair's id."""
    made = report()
    label = {t.id: t.label for t in made.topics}
    topics = tuple(Topic(f"t-{v.id}", f"{label[v.topic]}, {v.id}", (v.a, v.b)) for v in made.verdicts)
    return replace(made, topics=topics, verdicts=tuple(replace(v, topic=f"t-{v.id}") for v in made.verdicts))


HOSTILE = (
    "<script>alert(1)</script> | `x` ](http://evil.example/) ![i](http://evil.example/i.png)\n"
    "::error file=a::b\r\n# heading\n- item\n1. one\n--- @everyone #12 $x$ & &lt; \x00\x07\x1b[31m\x85\u2028"
    "\u202egpj\u200f {{ 7*7 }} ]]> --> </style></textarea> \ud800 %0A::warning:: https://evil.example www.evil.example"
    " ~~s~~ <!-- c *b* _i_ \\| \"quoted\" 'single' \U0001f6a2"
)


def hostile_report() -> Report:
    """The same shape with hostile text in every field that comes from the input."""
    text = f"{HOSTILE} 14 rockets {HOSTILE}\n\nThen {HOSTILE} 30 rockets."
    article = Article(f"id {HOSTILE}", HOSTILE, text, HOSTILE, None, f"javascript:{HOSTILE}", False, f"dir/{HOSTILE}")
    one = claim(article, text[: text.index("\n\nThen")], "14", replace(count(14), unit=HOSTILE),
                attribution=Attribution(HOSTILE, "said"))  # fmt: skip
    two = claim(article, text[text.index("Then") :], "30", None, attribute=Attribute(HOSTILE, HOSTILE))
    growing = [
        claim(article, text[text.index("Then") :], "30 rockets", count(30 + i), cumulative=True, id=f"g{i}{HOSTILE}")
        for i in range(2)
    ]
    pairs = tuple(
        Verdict(f"{HOSTILE}{relation}", one.id, two.id, HOSTILE, relation, severity, 0.5, between, HOSTILE)
        for relation, severity, between in (
            (Relation.CONTRADICTION, Severity.ERROR, Between.OUTLETS),
            (Relation.CONTRADICTION, Severity.WARNING, Between.SELF),
            (Relation.UPDATE, Severity.NOTE, Between.SPEAKERS),
            (Relation.AGREEMENT, Severity.NONE, Between.OUTLETS),
            (Relation.COMPATIBLE, Severity.NONE, Between.OUTLETS),
            (Relation.SCOPE, Severity.NONE, Between.OUTLETS),
        )
    )
    pairs = tuple(replace(v, id=f"{i}{v.id}") for i, v in enumerate(pairs))
    topic = Topic(HOSTILE, HOSTILE, (one.id, two.id, *(g.id for g in growing)))
    skipped = (Skipped(HOSTILE, HOSTILE), Skipped(f"rel/{HOSTILE}", HOSTILE))
    return Report(ModelInfo(HOSTILE, HOSTILE), (article,), (one, two, *growing), (topic,), pairs, skipped)


def empty_report() -> Report:
    return Report(ModelInfo("m", "0" * 64), (), (), (), (), ())


def many_report(n: int) -> Report:
    """``n`` contradictions between outlets, each a fact of its own, the surest first."""
    base = report()
    worst = base.verdicts[2]
    one = next(c for c in base.claims if c.id == worst.b)
    first = next(c for c in base.claims if c.id == worst.a)
    ours = tuple(replace(first, id=f"{first.id}-{i:05d}") for i in range(n))
    others = tuple(replace(one, id=f"{one.id}-{i:05d}", quantity=count(1000)) for i in range(n))
    pairs = tuple(
        replace(worst, id=f"m{i:05d}", a=a.id, b=b.id, topic=f"t{i:05d}", confidence=1 - i / (2 * n))
        for i, (a, b) in enumerate(zip(ours, others, strict=True))
    )
    topics = tuple(Topic(v.topic, f"people injured {i}", (v.a, v.b)) for i, v in enumerate(pairs))
    return replace(base, claims=(*base.claims, *ours, *others), topics=topics, verdicts=pairs)
