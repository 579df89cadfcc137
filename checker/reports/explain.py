"""Explain: how one verdict came about, read back from a JSON report."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from checker.errors import ReportError
from checker.findings.rules import RULES, named, page, rule_for
from checker.findings.text import one_line
from checker.records import SCHEMA, Between, Relation, Severity, Verdict

_WIDTH = 12
_STANDING = {"known": "known from the baseline", "suppressed": "suppressed, see the gate's part of the report"}


def rules() -> str:
    """One line for each rule: code, name, default severity and description."""
    width = max(len(r.name) for r in RULES)
    return "".join(f"{r.code}  {r.name:<{width}}  {r.severity:<7}  {r.description}\n" for r in RULES)


def rule(name: str) -> str:
    """The page of the rule with this code or name, Markdown. Raises ReportError with the nearest ones."""
    if (found := named(name)) is not None:
        return page(found)
    known = [word for r in RULES for word in (r.code, r.name)]
    near = difflib.get_close_matches(name.upper(), known, n=1) or difflib.get_close_matches(name.lower(), known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(r.code for r in RULES)}"
    raise ReportError(f'"{name}" is no rule; {hint} To explain a pair: checker explain REPORT.json PAIR_ID')


def explain(report_json: Mapping[str, Any], pair_id: str) -> str:
    """The verdict, both claims with what was read off them, and each stage's say; plain text.

    ``pair_id`` may be shortened to any beginning that names one pair.

    Raises:
        ReportError: not a report of this schema, a record is malformed, or ``pair_id`` names no pair or several.
    """
    if report_json.get("schema") != SCHEMA:
        raise ReportError(f'"schema" is {report_json.get("schema")!r}, expected "{SCHEMA}": not a JSON report of check')
    pair = _find(report_json.get("pairs") or [], pair_id)
    try:
        return _explain(report_json, pair)
    except (AttributeError, KeyError, TypeError, ValueError) as e:
        raise ReportError(f'pair "{pair_id}": the report is malformed ({type(e).__name__}: {e})') from e


def _find(pairs: Sequence[Mapping[str, Any]], pair_id: str) -> Mapping[str, Any]:
    ids = [str(p.get("id")) for p in pairs]
    if pair_id in ids:
        return pairs[ids.index(pair_id)]
    begins = [i for i in ids if pair_id and i.startswith(pair_id)]
    if len(begins) == 1:
        return pairs[ids.index(begins[0])]
    if begins:
        raise ReportError(f'pair is "{pair_id}", which begins {len(begins)} ids: {", ".join(begins[:5])}')
    near = difflib.get_close_matches(pair_id, ids, n=3, cutoff=0.5)
    if not ids:
        hint = "the report has no pairs"
    else:
        hint = f"did you mean {', '.join(near)}?" if near else f"expected one of {len(ids)} ids such as {ids[0]}"
    raise ReportError(f'pair is "{pair_id}", which is not in the report; {hint}')


def _explain(report: Mapping[str, Any], pair: Mapping[str, Any]) -> str:
    claims = {c["id"]: c for c in report["claims"]}
    titles = {a["id"]: a.get("title") or "" for a in report["articles"]}
    labels = {t["id"]: t["label"] for t in report["topics"]}
    rule = rule_for(_verdict(pair))
    lines = [
        f"{rule.code} {rule.title}: {one_line(labels.get(pair['topic'], pair['topic']))}",
        f"{one_line(pair['reason'])}",
        "",
        *_fields(
            ("pair", pair["id"]),
            ("relation", f"{pair['relation']} (between {pair['between']})"),
            ("severity", pair["severity"]),
            ("confidence", pair["confidence"]),
            ("fingerprint", pair.get("fingerprint", "")),
            ("standing", _STANDING.get(str(pair.get("state", "open")), "")),
        ),
    ]
    for name in ("a", "b"):
        claim = claims[pair[name]]
        lines += ["", f"Claim {name.upper()}", *_claim(claim, titles.get(claim["article"], ""))]
    lines += ["", "How it was decided", *_decision(pair)]
    return "\n".join(lines) + "\n"


def _verdict(pair: Mapping[str, Any]) -> Verdict:
    return Verdict(
        pair["id"], pair["a"], pair["b"], pair["topic"], Relation(pair["relation"]), Severity(pair["severity"]),
        float(pair["confidence"]), Between(pair["between"]), pair["reason"],
    )  # fmt: skip


def _claim(claim: Mapping[str, Any], title: str) -> list[str]:
    said, time = claim.get("attribution"), claim.get("time")
    marks = [k.replace("_", " ") for k in ("cumulative", "hedged", "negated", "part_of", "additional") if claim.get(k)]
    return _fields(
        ("outlet", f"{claim['outlet']}, {claim.get('published') or 'undated'}"),
        ("article", f"{claim['article']} ({title})" if title else claim["article"]),
        ("passage", claim["sentence"]),
        ("mention", f'"{claim["mention"]}", characters {claim["start"]}-{claim["end"]} of the {claim["field"]}'),
        ("value", _value(claim)),
        ("speaker", f"{said['source']} ({said['cue']})" if said and said.get("source") else ""),
        ("time", _time(time) if time else ""),
        ("place", ", ".join(claim.get("place") or [])),
        ("marked", ", ".join(marks)),
        ("sum of", ", ".join(claim.get("parts") or [])),
    )


def _value(claim: Mapping[str, Any]) -> str:
    if attribute := claim.get("attribute"):
        return f"{attribute['property']} = {attribute['value']}"
    q = claim["quantity"]
    number = f"{q['low']} to {q['high']}" if q["value"] is None else q["value"]
    words = [q["comparator"], number, q["unit"], f"({q['change']})" if q["change"] else ""]
    about = f"; about: {' '.join(q['concept'])}" if q.get("concept") else ""
    return " ".join(str(w) for w in words if w != "") + about


def _time(time: Mapping[str, Any]) -> str:
    span = time["from"] if time["from"] == time["to"] else f"{time['from']} to {time['to']}"
    return f'{span} ("{time["surface"]}")' if time.get("surface") else f"{span} (from the article)"


def _decision(pair: Mapping[str, Any]) -> list[str]:
    nli = pair.get("nli")
    scores = (
        ", ".join(f"{k} {nli[k]:.2f}" for k in ("entailment", "neutral", "contradiction"))
        if nli
        else "not asked: decided without the model"
    )
    return _fields(
        ("frames", f"{pair['score']} that both speak of the same thing" if "score" in pair else ""),
        ("model", f"{pair['p_same']} that both are about one thing" if pair.get("p_same") is not None else ""),
        *(("evidence" if not n else "", line) for n, line in enumerate(_weights(pair))),
        ("in common", "; ".join(pair.get("reasons") or []) or "nothing telling"),
        ("obstacles", "; ".join(pair.get("obstacles") or []) or "none"),
        ("NLI", scores),
    )


def _weights(pair: Mapping[str, Any]) -> list[str]:
    """What each piece of evidence adds to the logit of sameness, with its sign, the strongest first."""
    return [
        f"{e['weight']:+.2f}  {e['code']}: {e['detail']}"
        for e in pair.get("evidence") or []
        if e.get("weight") is not None
    ]


def _fields(*fields: tuple[str, object]) -> list[str]:
    shown = ((name, one_line(str(value))) for name, value in fields)
    return [f"  {name:<{_WIDTH}}{value}" for name, value in shown if value]
