"""reports.html in Chromium, driven by Playwright: filters, sorting, keys, accessibility, policy, print, 5,000 pairs."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from report_cases import HOSTILE, hostile_report, many_report, report
from test_reports import rendered
from test_reports_schemas import baselined

from checker.records import Relation, Report, Severity, Skipped

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"), pytest.mark.slow]

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        # A container's root has no sandbox to run in, and the pages here are the project's own.
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page with the network off; what it logs and asks for is in ``page.said`` and ``page.asked``."""
    contexts = []

    def opened(html: str, **options: object) -> Page:
        path = tmp_path / "report.html"
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(offline=True, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.said, page.asked = [], []  # type: ignore[attr-defined]

        def note(message: ConsoleMessage) -> None:
            page.said.append(message.text)  # type: ignore[attr-defined]

        page.on("console", note)
        page.on("pageerror", lambda error: page.said.append(str(error)))  # type: ignore[attr-defined]
        page.on("dialog", lambda dialog: (page.said.append(f"dialog {dialog.message}"), dialog.dismiss()))  # type: ignore[attr-defined]
        page.on("request", lambda request: page.asked.append(request.url))  # type: ignore[attr-defined]
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


def seen(page: Page) -> list[str]:
    """Ids of the pairs that are shown, in order."""
    return page.eval_on_selector_all(".pair:not([hidden])", "cards => cards.map(c => c.dataset.id)")


# ------------------------------------------------------------------ filters and sorting


@pytest.mark.parametrize(
    ("field", "label", "shown"),
    [
        ("Relation", "contradiction (2)", ["p3", "p2"]),
        ("Relation", "update (1)", ["p5"]),
        ("Severity", "note", ["p2"]),
        ("Severity", "error", ["p3"]),
        ("Outlet", "Gazette", ["p5", "p4", "p6"]),
        ("Outlet", "Harbour Post", ["p3", "p2", "p1", "p4"]),
        ("Topic", "people injured on the ferry Marwen", ["p3", "p2", "p5"]),
    ],
)
def test_each_filter_by_its_label(open_page: Open, field: str, label: str, shown: list[str]) -> None:
    page = open_page(rendered("html", report()))
    assert seen(page) == ["p3", "p2", "p5", "p1", "p4", "p6"]
    page.get_by_label(field, exact=True).select_option(label=label)
    assert seen(page) == shown
    assert page.locator("#shown").inner_text() == f"{len(shown)} of 6 pairs of values"
    page.get_by_role("button", name="Reset").click()
    expect(page.locator("#shown")).to_have_text("6 of 6 pairs of values")


def test_filters_combine_with_words_of_the_text(open_page: Open) -> None:
    page = open_page(rendered("html", report()))
    page.get_by_label("Text", exact=True).fill("voyage ANOTHER")
    expect(page.locator("#shown")).to_have_text("1 of 6 pairs of values")
    assert seen(page) == ["p6"]
    page.get_by_label("Relation", exact=True).select_option("contradiction")
    assert seen(page) == []
    assert page.locator("#shown").inner_text() == "0 of 6 pairs of values"


@pytest.mark.parametrize(
    ("order", "shown"),
    [
        ("confidence", ["p1", "p2", "p3", "p4", "p5", "p6"]),
        ("topic", ["p1", "p4", "p6", "p3", "p2", "p5"]),
        ("latest first", ["p5", "p4", "p6", "p3", "p2", "p1"]),
        ("worst first", ["p3", "p2", "p5", "p1", "p4", "p6"]),
    ],
)
def test_sorting(open_page: Open, order: str, shown: list[str]) -> None:
    page = open_page(rendered("html", report()))
    page.get_by_label("Sort", exact=True).select_option(label="topic")
    page.get_by_label("Sort", exact=True).select_option(label=order)
    assert seen(page) == shown


def test_known_and_suppressed_findings_can_be_set_aside(open_page: Open) -> None:
    made = replace(report(), skipped=())
    page = open_page(rendered("html", made, **{**baselined(made), "baseline": []}))
    page.get_by_label("Standing", exact=True).select_option("suppressed")
    assert seen(page) == ["p3"]
    page.get_by_label("Standing", exact=True).select_option("new")
    assert "p3" not in seen(page)


# ------------------------------------------------------------------ keys, screen readers


def test_everything_works_by_keyboard(open_page: Open) -> None:
    page = open_page(rendered("html", report()))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the pairs"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "f-text"
    page.keyboard.type("jk/")
    assert page.get_by_label("Text", exact=True).input_value() == "jk/"
    page.get_by_label("Text", exact=True).fill("")
    expect(page.locator("#shown")).to_have_text("6 of 6 pairs of values")
    page.get_by_role("button", name="Reset").focus()
    visited = []
    for key in ("j", "j", "k", "j", "j"):
        page.keyboard.press(key)
        visited.append(page.evaluate("document.activeElement.dataset.id"))
    assert visited == ["p3", "p2", "p3", "p2", "p5"]
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "the focus can be seen"


def test_names_and_announcements_for_screen_readers(open_page: Open) -> None:
    page = open_page(rendered("html", report()))
    assert page.get_by_role("article", name="people injured on the ferry Marwen").count() == 3
    assert page.get_by_role("search").count() == 1
    assert page.locator("#shown").get_attribute("aria-live") == "polite"
    assert page.get_by_role("img").first.get_attribute("aria-label")
    assert page.locator("table th:not([scope])").count() == 0
    order = page.eval_on_selector_all("h1, h2, h3", "all => all.map(h => Number(h.tagName[1]))")
    assert order[0] == 1 and all(b <= a + 1 for a, b in pairwise(order))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["ferry", "hostile", "baselined", "many"])
def test_axe_finds_nothing(open_page: Open, name: str, scheme: str) -> None:
    """axe-core: contrast, labels, landmarks, roles; https://github.com/dequelabs/axe-core."""
    made: Report = {"ferry": report(), "hostile": hostile_report(), "baselined": report(), "many": many_report(60)}[
        name
    ]
    page = open_page(rendered("html", made, **(baselined(made) if name == "baselined" else {})), color_scheme=scheme)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


# ------------------------------------------------------------------ policy, hostile text


@pytest.mark.parametrize("made", [report(), hostile_report()], ids=["ferry", "hostile"])
def test_the_page_asks_for_nothing_and_says_nothing(open_page: Open, made: Report) -> None:
    page = open_page(rendered("html", made))
    page.get_by_label("Text", exact=True).fill("a")
    assert page.said == [] and len(page.asked) == 1  # type: ignore[attr-defined]
    assert page.locator("script").count() == page.locator("style").count() == 1
    assert page.locator("#shown").inner_text() == "6 of 6 pairs of values"


def test_hostile_text_is_shown_as_text(open_page: Open) -> None:
    page = open_page(rendered("html", hostile_report()))
    assert "<script>alert(1)</script>" in (page.locator(".pair blockquote").first.text_content() or "")
    assert page.locator("main a[href], main img, main textarea").count() == 0
    assert page.locator("h1 *").count() == 0
    assert "{{ 7*7 }}" in HOSTILE and "{{ 7*7 }}" in (page.locator(".pair").first.text_content() or "")


@pytest.mark.parametrize(
    "foreign",
    [
        "<script>document.body.dataset.foreign = 'ran'</script>",
        "<img src=x onerror=\"document.body.dataset.foreign = 'ran'\">",
        "<style>body { --foreign: ran }</style><p style='color: red' id=foreign>x</p>",
        "<iframe srcdoc=\"<script>parent.document.body.dataset.foreign = 'ran'</script>\"></iframe>",
        "<form action='https://evil.example'><button id=foreign>x</button></form>",
        "<base href='https://evil.example'>",
    ],
    ids=["script", "handler", "style", "frame", "form", "base"],
)
def test_the_policy_stops_what_would_slip_through(open_page: Open, foreign: str) -> None:
    page = open_page(rendered("html", report()).replace("</main>", foreign + "</main>"))
    if "button" in foreign:
        page.evaluate("document.getElementById('foreign').click()")
        page.wait_for_timeout(300)
    assert page.evaluate("document.body.dataset.foreign") is None
    assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--foreign')") == ""
    assert any("Content Security Policy" in text for text in page.said)  # type: ignore[attr-defined]
    assert not [url for url in page.asked if "evil" in url]  # type: ignore[attr-defined]


# ------------------------------------------------------------------ dark, print, narrow, without scripts


def test_dark_and_light(open_page: Open) -> None:
    grounds = [
        open_page(rendered("html", report()), color_scheme=scheme).evaluate(
            "getComputedStyle(document.body).backgroundColor"
        )
        for scheme in ("light", "dark")
    ]
    assert grounds == ["rgb(250, 250, 248)", "rgb(22, 24, 27)"]


def test_print_has_every_pair_and_no_controls(open_page: Open) -> None:
    page = open_page(rendered("html", report()), color_scheme="dark")
    page.emulate_media(media="print")
    assert not page.locator("#filters").is_visible() and not page.locator("nav").is_visible()
    assert page.locator(".pair").count() == 6 and page.locator(".pair").last.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.pair')).breakInside") == "avoid"
    assert page.pdf()[:5] == b"%PDF-"


def test_a_narrow_window_needs_no_scrolling_sideways(open_page: Open) -> None:
    for made in (report(), hostile_report()):
        page = open_page(rendered("html", made), viewport={"width": 360, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_everything_is_there(open_page: Open) -> None:
    page = open_page(rendered("html", report()), java_script_enabled=False)
    assert page.locator(".pair").count() == 6
    assert not page.locator("#filters").is_visible()


# ------------------------------------------------------------------ chart, skipped input, many pairs


def test_the_chart_draws_every_value_and_its_table_says_the_same(open_page: Open) -> None:
    page = open_page(rendered("html", report()))
    figure = page.locator("figure.timeline")
    assert figure.locator("svg .point").count() == figure.locator("tbody tr").count() == 3
    box, frame = figure.locator("svg .point circle").last.bounding_box(), figure.locator("svg").bounding_box()
    assert box and frame and frame["x"] <= box["x"] <= frame["x"] + frame["width"]


def test_what_was_skipped_comes_before_the_pairs(open_page: Open) -> None:
    made = replace(report(), skipped=(Skipped("a.txt", "is empty"), Skipped("b.html", "no main text found")))
    page = open_page(rendered("html", made))
    rows = page.locator("section", has_text="Not checked").locator("tbody tr")
    assert rows.all_inner_texts() == ["a.txt\tis empty", "b.html\tno main text found"]
    assert page.evaluate(
        "document.getElementById('h-skipped').compareDocumentPosition(document.getElementById('pairs')) & 4"
    )


def test_five_thousand_pairs_filter_and_sort(open_page: Open) -> None:
    made = many_report(5000)
    notes = tuple(replace(v, severity=Severity.NOTE) if i % 5 == 0 else v for i, v in enumerate(made.verdicts))
    page = open_page(rendered("html", replace(made, verdicts=notes)))
    assert page.locator("#shown").inner_text() == "5,000 of 5,000 pairs of values"
    page.get_by_label("Severity", exact=True).select_option("note")
    assert page.locator("#shown").inner_text() == "1,000 of 5,000 pairs of values"
    page.get_by_label("Sort", exact=True).select_option("confidence")
    assert seen(page)[:2] == ["m00000", "m00005"]
    page.get_by_label("Text", exact=True).fill("nothing has this")
    expect(page.locator("#shown")).to_have_text("0 of 5,000 pairs of values")


def test_many_pairs_of_different_scope_are_cut_and_said(open_page: Open) -> None:
    made = many_report(80)
    scope = tuple(replace(v, relation=Relation.SCOPE, severity=Severity.NONE) for v in made.verdicts)
    page = open_page(rendered("html", replace(made, verdicts=scope)))
    assert page.locator(".pair").count() == 30
    assert page.get_by_text("50 more pairs of different scope in the JSON report.").is_visible()
