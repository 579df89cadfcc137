"""Dates that an article's text gives for itself, and what is told where they don't fit ``published``."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given as each
from hypothesis import strategies as st
from test_cli import batch, run  # noqa: F401  (a fixture)

import checker
from checker.cli import batch as batches
from checker.cli.config import Settings, load_settings
from checker.read.datelines import doubts, settled
from checker.read.stamps import Kind, stamps
from checker.records import Article, ModelInfo, Report

PROSE = (
    "The harbour of Aske was shut on Monday after two boats sank, the coast guard said in a long statement, and forty "
    "divers searched the bay through the night while relatives waited at the office for any news of the crews.\n"
)
PUBLISHED, DATED, UPDATED = Kind
MAY = dt.date(2024, 5, 3)


def article(text: str, published: dt.date | None = None, name: str = "a.txt") -> Article:
    return Article(name, "Gazette", text, published=published, source=name)


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("ORNE, Valdia, Oct. 26 (Wire) — ", DATED, "ORNE, Valdia, Oct. 26"),
        ("ORNE, Oct 26: ", DATED, "ORNE, Oct 26"),
        ("ORNE, Thursday, May 3 (Wire) -", DATED, "ORNE, Thursday, May 3"),
        ("ORNE, V.A. (December 2, 2015): ", DATED, "ORNE, V.A. (December 2, 2015)"),
        ("Orne City [VA], August 23 (WNA): ", DATED, "Orne City [VA], August 23"),
        ("ORNE, May 3, 2019 /PRWire/ -- ", DATED, "ORNE, May 3, 2019"),
        ("Orne, 26 October 2016 (Wire) – ", DATED, "Orne, 26 October 2016"),
        ("(Wire) October 26, 2016 — ", DATED, "(Wire) October 26, 2016"),
        ("(05/29/16) - ", DATED, "(05/29/16)"),
        ("May 3 (Wire) -- ", DATED, "May 3"),
        ("(Wire) October 26, 2016\n", DATED, "(Wire) October 26, 2016"),
        ("By Jane Doe, May 3, 2019\n", DATED, "By Jane Doe, May 3, 2019"),
        ("By JANE DOE MAY 3, 2019\n", DATED, "By JANE DOE MAY 3, 2019"),
        ("Jane Doe | May 3, 2019\n", DATED, "Jane Doe | May 3, 2019"),
        ("ORNE, Valdia -- May 3, 2019 -- ", DATED, "ORNE, Valdia -- May 3, 2019"),
        ("May 3, 2019 / 10:00 AM EDT / Channel Nine\n", DATED, "May 3, 2019"),
        ("Boats sink off Aske\nMay 3, 2019 | Orne Gazette\n", DATED, "May 3, 2019"),
        ("Gazette, 3 May 2019\n", DATED, "Gazette, 3 May 2019"),
        ("Boats sink off Aske\n9:53 AM, MON 22 JUL 2013\n", DATED, "9:53 AM, MON 22 JUL 2013"),
        ("3/27/2012 @ 10: 05AM\n", DATED, "3/27/2012"),
        ("2016-10-26T10:30:00Z\n", DATED, "2016-10-26"),
        ("23 July 2013 Last updated at 13:42 GMT\n", UPDATED, "23 July 2013"),
        ("Published October 26 2016\n", PUBLISHED, "Published October 26 2016"),
        ("Published - August 21, 2025 03:28 pm IST\n", PUBLISHED, "Published - August 21, 2025"),
        ("Posted on: 3 May 2019 | By Jane Doe\n", PUBLISHED, "Posted on: 3 May 2019"),
        ("Posted by Jane Doe on May 3, 2019 at 5:30 pm\n", PUBLISHED, "Posted by Jane Doe on May 3, 2019"),
        ("Two boats sink Posted: Friday, May 3, 2019 10:21 AM EST " + PROSE, PUBLISHED, "Posted: Friday, May 3, 2019"),
        ("Date: May 3, 2019\n", PUBLISHED, "Date: May 3, 2019"),
        ("Jane Doe • Updated 3rd May, 2019 • 4 min read\n", UPDATED, "Updated 3rd May, 2019"),
        ("Last updated 13:26 14/09/2013\n", UPDATED, "Last updated 13:26 14/09/2013"),
        (PROSE + "Originally published on May 3, 2019\n", PUBLISHED, "Originally published on May 3, 2019"),
        (PROSE * 9 + "This story was first published May 3, 2019 at 5 PM.", PUBLISHED, "first published May 3, 2019"),
    ],
)
def test_a_text_tells_its_date(line: str, kind: Kind, words: str) -> None:
    found = stamps(line if PROSE in line else line + PROSE)
    assert [s.kind for s in found] == [kind]
    assert found[0].words.endswith(words)
    assert found[0].date in words


@pytest.mark.parametrize(
    "text",
    [
        "On May 3, 2011, the harbour of Aske burned.\n",
        "By May 3, 2011, the harbour had burned.\n",
        "By Monday, May 3, 2011\n",
        "Ida Blom (May 3, 1931 - June 6, 2019) was a painter of harbours.\n",
        "Ida Blom, May 3, 1931 – June 6, 2019\n",
        "Born in Orne, May 3, 1931\n",
        "Boats burned at the pier, May 3, 2011\n",
        "The study, published May 3, 2019, found 40 wrecks.\n",
        "Published May 3, 2019, the report counts 40 wrecks.\n",
        "The minister posted on May 3, 2019 that she was well.\n",
        "Updated May 3, 2019 figures show 40 wrecks.\n",
        "Update: On June 26, the court ruled that the harbour stays shut.\n",
        "Date: Friday, March 31, 2017, 10:24 PM -Saturday, April 1\n",
        "Aske Fire Trial Set For May 3 - Officials\n",
        "Jane Doe, August 10, 2016 (Orne County Sheriff's Office)\n",
        "ORNE, VALDIA - MAY 3: Smoke rises over the harbour.\n",
        "FILE - In this Jan. 4, 2020, file photo, the harbour burns.\n",
        "October 27, 1931 - November 13, 2016\n",
        "May 3-5, 2019\n",
        "HARBOUR FIRES 2016 Jan. 5 - A boat burns.\n",
        "May 3, 2019 - A boat burns.\nMay 9, 2019 - Another boat burns.\n",
        "Call 555-01-2019 or 0117-12-34\n",
        PROSE + "October 26, 2016\n",
        PROSE + "ORNE, May 3 (Wire) - A boat burned.\n",
        PROSE + "Posted: May 3, 2019\n" + "A boat burned.\n" * 5,
        "",
        "\n \n",
    ],
)
def test_other_dates_are_none_of_it(text: str) -> None:
    assert stamps(text if PROSE in text else text + PROSE) == []


@pytest.mark.parametrize(
    ("line", "published", "told"),
    [
        (
            "Published October 26 2016\n",
            "2024-08-06",
            '"published" is 2024-08-06, but its text says "Published October',
        ),
        ("ORNE, Oct. 26 (Wire) - ", "2016-10-27", ""),
        ("ORNE, Oct. 26 (Wire) - ", "2016-10-28", ""),
        ("ORNE, Oct. 26 (Wire) - ", "2016-10-29", 'but its text says "ORNE, Oct. 26"'),
        ("ORNE, Dec. 31 (Wire) - ", "2024-01-01", ""),
        ("ORNE, Jan. 1 (Wire) - ", "2023-12-31", ""),
        ("ORNE, Feb. 29 (Wire) - ", "2025-03-01", 'but its text says "ORNE, Feb. 29"'),
        ("By Jane Doe, May 3, 2019\n", "2020-05-03", 'but its text says "By Jane Doe, May 3, 2019"'),
        ("Posted: 05/03/2024\n", "2024-05-03", ""),
        ("Posted: 05/03/2024\n", "2024-03-05", ""),
        ("Posted: 05/03/2024\n", "2024-06-01", 'says "Posted: 05/03/2024", which is 2024-05-03 or 2024-03-05'),
        ("Updated May 9, 2024\n", "2024-05-03", 'but its text says "Updated May 9, 2024"'),
        ("Posted: May 3, 2024 Updated: May 19, 2024\n", "2024-05-03", ""),
        ("Posted: May 3, 2024 Updated: May 19, 2024\n", "2024-05-19", 'but its text says "Posted: May 3, 2024"'),
        ("By Jane Doe, May 3, 2024\nUpdated May 9, 2024\n", "2024-05-03", ""),
        ("May 3, 2019\n", None, 'has no date; its text says "May 3, 2019"'),
        ("ORNE, May 3 (Wire) - ", None, 'has no date; its text says "ORNE, May 3"'),
        ("Posted: 31/31/2024\n", "2024-05-03", ""),
    ],
)
def test_only_a_true_mismatch_is_told(line: str, published: str | None, told: str) -> None:
    day = dt.date.fromisoformat(published) if published else None
    found = [str(doubt) for doubt in doubts([article(line + PROSE, day, "news/a.txt")])]
    assert len(found) == bool(told)
    assert all(f"news/a.txt: {told}" in one if "published" in told[:12] else told in one for one in found)


@pytest.mark.parametrize(
    ("line", "published", "taken", "told"),
    [
        ("Published May 3 2024\n", dt.date(2031, 1, 1), MAY, "; 2024-05-03 is taken"),
        ("ORNE, May 3 (Wire) - ", dt.date(2024, 6, 1), MAY, "; 2024-05-03 is taken"),
        ("By Jane Doe, 3 May 2024\n", None, MAY, "; 2024-05-03 is taken"),
        ("ORNE, May 3 (Wire) - ", None, None, "; not taken, since"),
        ("Posted: 05/03/2024\n", None, None, "; not taken, since"),
        ("Updated May 3, 2024\n", dt.date(2024, 4, 3), dt.date(2024, 4, 3), "; not taken, since an update"),
        ("Updated May 3, 2024\n", dt.date(2031, 1, 1), MAY, "; 2024-05-03 is taken"),
        ("Updated May 3, 2024\n", None, MAY, "; 2024-05-03 is taken"),
        ("Posted: 05/03/2024\n", dt.date(2031, 1, 1), dt.date(2031, 1, 1), "; not taken, since"),
    ],
)
def test_a_trusted_date_is_taken(line: str, published: dt.date | None, taken: dt.date | None, told: str) -> None:
    given = [article(line + PROSE, published)]
    (dated,), remarks = settled(given, trust=True)
    assert dated.published == taken and dated.text == given[0].text
    assert told in remarks[-1]
    assert settled(given)[0] == given and "taken" not in settled(given)[1][-1]


def test_what_fits_is_left_alone() -> None:
    given = [article("ORNE, May 2 (Wire) - " + PROSE, MAY), article(PROSE, None), article(PROSE, MAY)]
    assert settled([given[0], given[2], given[2], given[2], given[1]], trust=True)[1] == ()
    assert settled([given[0]], trust=True) == ([given[0]], ())


@pytest.mark.parametrize(
    ("missing", "doubtful", "sure", "told"),
    [
        (12, 3, 25, "12 of 40 articles have no date, 3 a doubtful one: events can hardly be told apart"),
        (1, 0, 3, "1 of 4 articles has no date: "),
        (1, 0, 4, ""),
        (0, 1, 3, "1 of 4 articles has a doubtful date: "),
        (0, 2, 0, "2 of 2 articles have a doubtful date: "),
        (1, 1, 6, "1 of 8 articles has no date, 1 a doubtful one: "),
        (1, 0, 0, ""),
        (0, 0, 0, ""),
    ],
)
def test_a_quarter_without_a_sure_date_is_told_first(missing: int, doubtful: int, sure: int, told: str) -> None:
    given = [article(PROSE, None, f"m{i}") for i in range(missing)]
    given += [article("Posted: May 3, 2014\n" + PROSE, MAY, f"d{i}") for i in range(doubtful)]
    given += [article(PROSE, MAY, f"s{i}") for i in range(sure)]
    remarks = settled(given)[1]
    assert len(remarks) == doubtful + bool(told)
    assert not told or remarks[0].startswith(told)
    assert bool(told and doubtful) == ("--trust-text-dates" in " ".join(remarks))


def test_a_later_update_makes_no_date_doubtful() -> None:
    given = [article(f"Updated: May {day}, 2024\n" + PROSE, MAY, f"{day}.txt") for day in (7, 9, 20)]
    remarks = settled(given)[1]
    assert len(remarks) == 3 and all("its text says" in remark for remark in remarks)


def test_taken_dates_are_sure_and_the_order_of_files_changes_nothing() -> None:
    given = [article("Posted: May 3, 2014\n" + PROSE, None if i % 2 else MAY, f"{i}.txt") for i in range(8)]
    dated, remarks = settled(given, trust=True)
    assert {a.published for a in dated} == {dt.date(2014, 5, 3)}
    assert len(remarks) == 8 and all("is taken" in remark for remark in remarks)
    assert settled(given[::-1])[1] == settled(given)[1]


_PIECES = (
    "Posted Updated: by ORNE May Feb 29 30 31 3, 0 00 1600 2199 2024 05/03/24 31.02.2024 T10:30Z ( ) [ - — | . \n at"
)


@each(st.lists(st.sampled_from(_PIECES.split(" ")) | st.text(max_size=3)), st.none() | st.dates(dt.date(1600, 1, 1)))
def test_no_text_fails(pieces: list[str], published: dt.date | None) -> None:
    """Whatever stands there: it is told on one line, or left alone."""
    for text in (" ".join(pieces), "".join(pieces)):
        dated, remarks = settled([article(text, published)], trust=True)
        assert len(dated) == 1 and len(remarks) <= 1
        assert not any("\n" in remark for remark in remarks)


# ------------------------------------------------------------------ the option


def test_the_key_is_a_setting(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "pyproject.toml").write_text("[tool.checker]\ntrust-text-dates = true\n")
    assert load_settings(folder=tmp_path).trust_text_dates
    assert not load_settings({"trust_text_dates": False}, folder=tmp_path).trust_text_dates
    assert not Settings().trust_text_dates


@pytest.mark.parametrize(("flag", "published"), [((), "2024-08-06"), (("--trust-text-dates",), "2016-10-26")])
def test_check_takes_it_only_when_told_to(batch, tmp_path, flag, published) -> None:  # type: ignore[no-untyped-def] # noqa: F811
    text = "---\npublished: 2024-08-06\n---\nPublished October 26 2016\n\n" + PROSE
    (tmp_path / "in" / "a.txt").write_text(text)
    report = json.loads(run("check", "in", "--output-format", "json", *flag).stdout)
    assert [a["published"] for a in report["articles"]] == [published]
    (remark,) = report["remarks"]
    assert '"published" is 2024-08-06, but its text says "Published October 26 2016"' in remark
    assert remark.endswith("; 2016-10-26 is taken") is bool(flag)


def test_remarks_of_the_check_itself_stay(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    def check(articles, settings, skipped=(), against=()):  # type: ignore[no-untyped-def]
        return Report(ModelInfo("m", ""), tuple(articles), (), (), (), (), remarks=("pairs were cut",))

    monkeypatch.setattr(checker, "check", check)
    (tmp_path / "a.md").write_text("---\npublished: 2024-08-06\n---\nPosted: May 3, 2014\n\n" + PROSE)
    remarks = batches.checked([str(tmp_path)], Settings(quiet=True))[0].remarks
    assert len(remarks) == 2 and "May 3, 2014" in remarks[0] and remarks[1] == "pairs were cut"


@pytest.mark.parametrize("flag", [(), ("--trust-text-dates",)])
def test_extract_and_attribute_take_it_too(batch, tmp_path, monkeypatch, flag) -> None:  # type: ignore[no-untyped-def] # noqa: F811
    seen = []
    monkeypatch.setattr(checker, "extract", lambda articles, *_: seen.extend(articles) or [])
    monkeypatch.setattr(checker, "attribute", lambda articles, *_: seen.extend(articles) or [])
    (tmp_path / "in" / "a.txt").write_text("Boats sink\n\nPosted: May 3, 2024\n\n" + PROSE)
    for command in ("extract", "attribute"):
        result = run(command, "in", *flag)
        assert result.exit_code == 0
        assert ("2024-05-03 is taken" in result.stderr) is bool(flag)
    assert [a.published for a in seen] == [MAY if flag else None] * 2
