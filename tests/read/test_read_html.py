"""Web pages: notes and edits inside sentences, furniture around them, and the day that the page itself states."""

from __future__ import annotations

import json
import logging
import time
from pathlib import Path

import pytest

from checker.read import read
from checker.read.markup import html_text

LEAD = "Nine boats sank off the port of Oskarn on Monday, the coast guard said in a statement to reporters in the port."
MORE = "Divers searched the bay through the night while relatives waited at the harbour office for news of the crews."
LAST = "The mayor thanked the crews of the rescue boats and asked people to stay away until the wind drops in the bay."
STORY = f"<p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p>"
DATED = '<meta property="article:published_time" content="2031-05-06T10:00:00Z">'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def page(body: str, head: str = DATED, lang: str = "en") -> str:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>Boats sink off Oskarn</title><meta charset="utf-8">'
        f'<meta property="og:site_name" content="Gazette">{head}</head>'
        f'<body><nav><a href="/">Home</a></nav>{body}</body>'
    )


def story(inside: str = STORY, after: str = "", before: str = "") -> str:
    return f"<main><article><h1>Boats sink off Oskarn</h1>{before}{inside}</article></main>{after}"


def text_of(markup: str) -> str:
    Path("a.html").write_text(markup, encoding="utf-8")
    articles, skipped = read(["a.html"])
    assert skipped == []
    assert articles[0].anchors == ()
    return articles[0].text


def day_of(markup: str) -> str:
    Path("a.html").write_text(markup, encoding="utf-8")
    ((article,), skipped) = read(["a.html"])
    assert skipped == []
    return str(article.published)


# ------------------------------------------------------------------ inside sentences

SENTENCES = [
    # marks of notes join no number
    ("killed 17<sup>2</sup> people", "killed 17 people"),
    ("cost $320<sup>1</sup> for each", "cost $320 for each"),
    ("killed 17<sup>a</sup> people, 18<sup>1,2</sup>, 19<sup>[3]</sup>", "killed 17 people, 18, 19"),
    ("killed 17<sup>*</sup> people and hurt 20<sup>†</sup>", "killed 17 people and hurt 20"),
    ("killed <b>17</b><sup>2</sup> people", "killed 17 people"),
    ("killed 17<sup>2</sup>people", "killed 17 people"),
    ("killed 17<sub>2</sub> people", "killed 17 people"),
    (
        'killed 17<sup id="cite_ref-1"><a href="#cite_note-1"><span>[</span>1<span>]</span></a></sup> people',
        "17 people",
    ),
    ('killed 17<a href="#fn2">2</a> people', "killed 17 people"),
    ('killed 17<a href="#fn2"><sup>2</sup></a> people', "killed 17 people"),
    ('killed 17<a class="footnote" href="/notes">*</a> people', "killed 17 people"),
    ('killed 17<a role="doc-noteref" href="#x">2</a> people', "killed 17 people"),
    ('killed 17<a href="https://e.example/list">[1]</a> people', "killed 17 people"),
    ('killed 17<span class="footnote-ref">2</span> people', "killed 17 people"),
    ('killed 17<span style="vertical-align: super">2</span> people', "killed 17 people"),
    ('killed 17<span class="sidenote">Two died later.</span> people', "killed 17 people"),
    ("killed 17[2] people and hurt 20[note 3]", "killed 17 people and hurt 20"),
    ("killed 17² people", "killed 17 people"),
    # links and brackets that are no notes
    ('killed <a href="#list">17</a> people', "killed 17 people"),
    ('killed <a class="reference external" href="/list">17</a> people', "killed 17 people"),
    ("killed [17] people", "killed [17] people"),
    # units, ordinals, powers, formulas, fractions
    ("burned 5 km<sup>2</sup> of land", "burned 5 km² of land"),
    ("held 40 m<sup>3</sup>, at 5 µg/m<sup>3</sup>", "held 40 m³, at 5 µg/m³"),
    ("burned 5 km² of land", "burned 5 km² of land"),
    ("cost $5m<sup>2</sup> in all", "cost $5m in all"),
    ("the 1<sup>st</sup> and the 22<sup>nd</sup> storm", "the 1st and the 22nd storm"),
    ("found 10<sup>6</sup> cells", "found 1000000 cells"),
    ("found 3.2 × 10<sup>6</sup> cells", "found 3,200,000 cells"),
    ("killed 10<sup>2</sup> people", "killed 10 people"),
    ("hurt two<sup>1</sup> and killed 10<sup>4</sup> people", "hurt two and killed 10 people"),
    ("of CO<sub>2</sub> and H<sub>2</sub>O", "of CO2 and H2O"),
    ("about 2<sup>1</sup>/<sub>2</sub> miles", "about 2 1/2 miles"),
    ("at 30<sup>o</sup>C", "at 30°C"),
    ("some <sup>137</sup>Cs was found", "some 137Cs was found"),
    # struck and inserted text
    ("killed <del>17</del> <ins>12</ins> people", "killed 12 people"),
    ("killed 1<del>7</del><ins>2</ins> people", "killed 12 people"),
    ("killed <s>17</s> 12 people", "killed 12 people"),
    ("killed <strike>17 men</strike> 12 people", "killed 12 people"),
    ('killed <span style="color:red; text-decoration: line-through">17</span> 12 people', "killed 12 people"),
    ('killed <span class="line-through">17</span> 12 people', "killed 12 people"),
    ("killed 1<del>7<sup>3</sup></del><ins>2<sup>4</sup></ins> people", "killed 12 people"),
    # other elements, styles and words of notes
    ('killed 17<cite class="footnote">2</cite> people', "killed 17 people"),
    ('killed 17<i class="footnote-ref">2</i> people', "killed 17 people"),
    ('killed 17<span class="note">2</span> people', "killed 17 people"),
    ("killed 17<fn>2</fn> people", "killed 17 people"),
    ('killed 17<span class="super">2</span> people', "killed 17 people"),
    ('killed 17<span style="font-size:60%;vertical-align:text-top">2</span> people', "killed 17 people"),
    ('killed 17<span style="position:relative; top:-0.5em">2</span> people', "killed 17 people"),
    ('killed 17<span style="vertical-align: 4px">2</span> people', "killed 17 people"),
    ("killed 17<sup>see note</sup> people", "killed 17 people"),
    ('killed <span class="super">17</span> people', "killed 17 people"),
    ('killed <span style="vertical-align:top">17</span> people', "killed 17 people"),
    ('killed <span style="vertical-align:0; top:-0">17</span> people', "killed 17 people"),
    # what is struck by its class, what a browser hides, and quotations
    ('killed <span class="text-decoration-line-through">17</span> 12 people', "killed 12 people"),
    ('killed <span class="is-struck-through">17</span> 12 people', "killed 12 people"),
    ('killed <span class="deleted-text">17</span> 12 people', "killed 12 people"),
    ('killed <span class="hover:line-through">17</span> people', "killed 17 people"),
    ('killed <span class="strike-count">17</span> people', "killed 17 people"),
    ("killed <span hidden>17</span> 12 people", "killed 12 people"),
    ('killed <span style="display: none">17</span> 12 people', "killed 12 people"),
    ('killed <span class="sr-only">17 or</span> 12 people', "killed 12 people"),
    ('killed <span aria-hidden="true">12</span><span class="sr-only">twelve</span> people', "killed 12 people"),
    ("killed <q>twelve</q> people", "killed “twelve” people"),
    # words that a library would take out
    ('hurt in the fire of <time datetime="2011-05-03">3 May 2011</time>, it', "in the fire of 3 May 2011, it"),
]


@pytest.mark.parametrize(("markup", "words"), SENTENCES, ids=[markup for markup, _ in SENTENCES])
def test_what_a_sentence_says(markup: str, words: str) -> None:
    sentence = f"<p>The storm {markup} in the old town of Oskarn, the ministry said on Monday.</p>"
    assert words in " ".join(html_text(sentence).split())
    assert words in " ".join(text_of(page(story(sentence + STORY))).split())


def test_a_struck_element_left_open_swallows_no_article() -> None:
    assert LAST in text_of(page(story(f"<s>{STORY}")))
    assert LEAD in html_text(f"<del><div>{STORY}</div>")


def test_a_struck_paragraph_is_no_claim() -> None:
    for tag in (
        "<del><p>",
        "<p class='strikethrough'>",
        "<p class='struck'>",
        "<p style='text-decoration: line-through'>",
    ):
        text = text_of(page(story(f"{STORY}{tag}Fifty houses burned in Oskarn, the ministry said earlier.</p></del>")))
        assert "Fifty" not in text and LAST in text


@pytest.mark.parametrize("tag", ["p hidden", "div hidden", "p style='display:none'", "template"])
def test_what_a_browser_hides_is_no_claim(tag: str) -> None:
    part = f"<{tag}>Fifty houses burned in Oskarn, the ministry said earlier.</{tag.split()[0]}>"
    text = text_of(page(story(STORY + part)))
    assert "Fifty" not in text and LAST in text
    assert "Fifty" not in html_text(STORY + part)


def test_an_article_that_a_script_shows_later_is_read() -> None:
    assert LAST in text_of(page(f"<div hidden>{story()}</div>"))
    assert LAST in text_of(page(f"<div style='display:none'>{story()}</div>"))


# ------------------------------------------------------------------ around the article

CAPTION = "A man in Oskarn walks past 88 ruined boats on Monday, May 5, 2031. (Photo: Ida Blom)"
SLIDES = "".join(
    f"<div><img src='{i}.jpg'><p>{CAPTION}</p><span>Hide Caption {i} of 4</span></div>" for i in range(1, 5)
)
TALK = f"<div class='x'><p>{'Terrible, 88 boats and nobody to help them out there. ' * 12}</p></div>"
FURNITURE = {
    "gallery": f"<div class='photo-gallery'>{SLIDES}</div>",
    "slideshow": f"<section id='slideshow'><p>{CAPTION}</p><p>{CAPTION}</p></section>",
    "carousel": f"<ul class='mediaCarousel__list'><li>{CAPTION}</li></ul>",
    "gallery by its label": f"<div aria-label='Photo gallery'><p>{CAPTION}</p></div>",
    "gallery without a name": f"<div class='a1'>{SLIDES}</div>",
    "counters in the captions": f"<ul class='pg'><li><img src='a.jpg'><p>{CAPTION} Hide Caption 1 of 4</p></li>"
    f"<li><img src='b.jpg'><p>{CAPTION} Hide Caption 4 of 4</p></li></ul>",
    "switch in the caption": f"<div><p>{CAPTION} <span>Show Caption</span></p></div>",
    "figure": f"<figure><img src='a.jpg'><figcaption>{CAPTION}</figcaption></figure>",
    "figure of paragraphs": f"<figure><img src='a.jpg'><p>{CAPTION}</p></figure>",
    "caption": f"<div class='wp-caption'><img src='a.jpg'><p class='wp-caption-text'>{CAPTION}</p></div>",
    "count of images": "<p>(88 Images)</p><div><a href='/g'>88 photos</a></div>",
    "related": "<div class='related-stories'><h3>Related</h3><p>Storm kills 88 in Velm, ministry says</p></div>",
    "read next": "<section data-component='ReadNext'><p>Storm kills 88 in Velm, the ministry says.</p></section>",
    "aside": "<aside><p>Storm kills 88 in Velm, the ministry says on Sunday in a long statement.</p></aside>",
    "comments": f"<section id='comments'>{TALK}</section>",
    "comment list": f"<ol class='comment-list'><li>{TALK}</li></ol>",
    "disqus": f"<div id='disqus_thread'>{TALK}</div>",
    "comment counter": "<a href='#comments'>88 Comments</a><span class='comment-count'>88</span><p>88 comments</p>",
    "counter without blanks": f"<div><img src='a.jpg'><p>{CAPTION}</p><span>1/3</span></div>",
    "picture by its class": f"<div class='image'><img src='a.jpg'><div class='x'>{CAPTION}</div></div>",
    "picture and its title": f"<div class='media'><img src='a.jpg'><span>{CAPTION}</span></div>",
    "player": "<div class='video-player'><p>Now playing: 88 dead in the fire 1:17</p></div>",
    "share bar": "<div class='share-bar'><span>88 shares</span><a href='/f'>Share</a></div>",
    "social": "<ul class='socialLinks'><li>88 likes</li></ul>",
    "footnotes": "<section role='doc-endnotes'><ol><li>88 by another count, the ministry said.</li></ol></section>",
}


@pytest.mark.parametrize("case", FURNITURE)
@pytest.mark.parametrize("place", ["inside", "after", "no article element"])
def test_furniture_goes_and_the_article_stays(case: str, place: str) -> None:
    part = FURNITURE[case]
    first, rest = f"<p>{LEAD}</p>", f"<p>{MORE}</p><p>{LAST}</p>"
    bodies = {
        "inside": story(first + part + rest),
        "after": story(after=part),
        "no article element": f"<div class='content'><h1>Boats sink</h1>{first}{part}{rest}</div>",
    }
    text = text_of(page(bodies[place]))
    assert "88" not in text and "4 of 4" not in text
    assert all(paragraph in text for paragraph in (LEAD, MORE, LAST))
    assert html_text(first + part + rest) == f"{LEAD}\n\n{MORE}\n\n{LAST}"


REAL = {
    "the whole in a part named for its gallery": f"<div class='story-with-gallery'>{STORY}</div>",
    "body in a named part": f"<div class='article-share-wrapper'><div class='related-content'>{STORY}</div></div>",
    "the article's own class": f"<article class='post has-comments gallery'>{STORY}</article>",
    "article in a form": f"<form action='/'><div>{STORY}</div></form>",
    "an opinion piece": f"<div class='tone-comment'><article>{STORY}</article></div>",
    "quotation in a figure": f"<p>{LEAD}</p><figure><blockquote><p>{MORE}</p></blockquote></figure><p>{LAST}</p>",
    "embedded post": f"<p>{LEAD}</p><blockquote class='social-embed tweet'><p>{MORE}</p></blockquote><p>{LAST}</p>",
    "count in bold": f"<p><b>3 of 14</b> boats were found.</p>{STORY}",
    "shares in a sentence": f"<p>The firm has <span>88 photos</span> of the wreck, it said.</p>{STORY}",
}


@pytest.mark.parametrize("case", REAL)
def test_a_real_article_is_never_eaten(case: str) -> None:
    markup = f"<h1>Boats sink off Oskarn</h1>{REAL[case]}"
    for text in (text_of(page(f"<div>{markup}</div>")), html_text(markup)):
        assert all(paragraph in text for paragraph in (LEAD, MORE, LAST))
        assert "count" not in case or "3 of 14 boats" in text
        assert "shares" not in case or "has 88 photos of" in text


def test_a_short_piece_keeps_its_words() -> None:
    assert html_text("<p>One died.</p><figure><img><figcaption>A long caption.</figcaption></figure>") == "One died."
    assert html_text("One died<br>in Oskarn") == "One died\n\nin Oskarn"
    assert html_text("<!-- nothing -->") == html_text(" ") == html_text("") == ""
    assert html_text("<p>17\x01<sup>2</sup> people\x02[3] &#1;died\x0c5 km<sup>2</sup></p>") == "17 people died 5 km²"
    assert html_text('<?xml version="1.0" encoding="utf-16"?><div>Zoë &amp; Öl</div>') == "Zoë & Öl"


# ------------------------------------------------------------------ the day of publication


def ld(**item: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(item)}</script>'


ARTICLE = {"@type": "NewsArticle", "datePublished": "2031-05-06T10:00:00Z"}
URL = '<link rel="canonical" href="https://gazette.example/{}">'
STATED = {
    "meta before the address": URL.format("2031/02/09/boats-sink.html") + DATED,
    "meta name": '<meta name="pubdate" content="20310506">',
    "meta in capitals": '<meta name="DC.date.issued" content="2031-05-06">',
    "meta itemprop": '<meta itemprop="datePublished" content="2031-05-06T10:00:00Z">',
    "meta in words": '<meta name="date" content="6 May 2031">',
    "modified is another day": '<meta property="article:modified_time" content="2031-05-09">' + DATED,
    "JSON-LD": ld(**ARTICLE),
    "JSON-LD before the address": URL.format("2031/02/09/boats-sink.html") + ld(**ARTICLE),
    "JSON-LD graph": ld(**{"@graph": [{"@type": "WebSite"}, {**ARTICLE, "dateModified": "2031-05-09"}]}),
    "JSON-LD with a comment": ld(**ARTICLE, comment=[{"@type": "Comment", "datePublished": "2031-05-12"}]),
    "JSON-LD of several": ld(**{"@type": "VideoObject", "datePublished": "2011-01-01"}) + ld(**ARTICLE),
    "JSON-LD of the page's address": URL.format("a")
    + ld(**{"@type": "NewsArticle", "url": "https://gazette.example/b", "datePublished": "2030-01-01"})
    + ld(**ARTICLE, url="https://gazette.example/a"),
    "JSON-LD over a loose meta": '<meta name="date" content="2031-05-09">' + ld(**ARTICLE),
    "JSON-LD by the address of its type": ld(**{**ARTICLE, "@type": "http://schema.org/NewsArticle"}),
    "JSON-LD after a review": ld(**{"@type": "Review", "datePublished": "2011-05-03"}) + ld(**ARTICLE),
    "JSON-LD of the page after its article": ld(**{**ARTICLE, "@type": "WebPage", "datePublished": "2031-05-01"})
    + ld(**ARTICLE),
    "JSON-LD in capitals": ld(**ARTICLE).replace("ld+json", "LD+JSON"),
    "JSON-LD with a last comma": ld(**ARTICLE, keywords=["a,}"]).replace("]}", ",],}"),
    "JSON-LD in CDATA": ld(**ARTICLE).replace(">{", ">//<![CDATA[\n{").replace("}<", "}\n//]]><"),
    "JSON-LD in a comment and CDATA": ld(**ARTICLE).replace(">{", ">/*<![CDATA[*/{").replace("}<", "}/*]]>*/<"),
    "JSON-LD with entities": ld(**ARTICLE)
    .replace('"', "&quot;")
    .replace("=&quot;", '="')
    .replace("json&quot;", 'json"'),
    "a day that nobody gave": '<meta name="pubdate" content="1970-01-01T00:00:00Z">' + ld(**ARTICLE),
    "as scripts write it": '<meta name="pubdate" content="Tue May 06 2031 10:00:00 GMT+0200 (CEST)">',
    "a zone in words": '<meta name="pubdate" content="May 06 2031 10:00 GMT+0200 (Central European Summer Time)">',
    "address with eight figures": URL.format("news/20310506/boats-sink.html"),
    "address with the day in its last part": URL.format("news/2031-05-06-boats-sink.html"),
    "address with a number behind": URL.format("2031/05/06/77-boats.html"),
    "broken JSON-LD": '<script type="application/ld+json">{"@type": </script>' + DATED,
    "address alone": URL.format("2031/05/06/boats-sink.html"),
    "address with a month's name": URL.format("news/2031/may/06/boats-sink"),
    "weekday": '<meta property="article:published_time" content="Tue, 05/06/2031 - 10:30">',
}


@pytest.mark.parametrize("case", STATED)
def test_the_day_that_the_head_states(case: str) -> None:
    comment = "<section id='comments'><time datetime='2031-05-12'>12 May</time> Terrible.</section>"
    assert day_of(page(story(after=comment), STATED[case])) == "2031-05-06"


SHOWN = {
    "itemprop": "<time itemprop='datePublished' datetime='2031-05-06T10:00'>6 May</time>",
    "itemprop in words": "<span itemprop='datePublished'>6 May 2031</span>",
    "pubdate": "<p>By Ida Blom, <time pubdate datetime='2031-05-06'>Tuesday</time></p>",
    "header": "<header><time datetime='2031-05-06'>Tuesday</time></header>",
    "byline": "<div class='article-byline'>By Ida Blom <time datetime='2031-05-06'>Tuesday</time></div>",
    "after the headline": "<time datetime='2031-05-06'>Tuesday</time>",
    "published and updated": "<div class='meta'><time class='updated' datetime='2031-05-08'>8</time>"
    "<time class='entry-date published' datetime='2031-05-06'>6</time></div>",
    "updated by its label": "<div class='meta'>Updated <time datetime='2031-05-08'>8</time> Published "
    "<time datetime='2031-05-06'>6</time></div>",
    "class alone": "<div class='published-date'>6 May 2031</div>",
    "span of the class date": "<p><span class='date'>May 6, 2031, 10:00 am</span></p>",
    "an element of a site's own": "<header><relative-time datetime='2031-05-06'>2 days ago</relative-time></header>",
    "words alone": "<div class='byline'><time>6 May 2031</time></div>",
}


@pytest.mark.parametrize("case", SHOWN)
def test_the_day_that_the_byline_shows(case: str) -> None:
    assert day_of(page(story(before=SHOWN[case]), "")) == "2031-05-06"


OTHER = {
    "sentence": story(f"<p>It was rebuilt after the fire of <time datetime='2011-05-03'>3 May 2011</time>.</p>{STORY}"),
    "sentence in a header": story(
        before=f"<header><p>{MORE} It burned on <time datetime='2011-05-03'>3 May 2011</time>.</p></header>"
    ),
    "text": story(f"<p>The harbour was rebuilt after 2011-05-03, it said. Published 3 May 2011.</p>{STORY}"),
    "comment": story(after="<section id='comments'><time datetime='2031-05-12'>12 May 2031</time> Terrible.</section>"),
    "comment with a mark": story(
        after="<div class='comment'><time itemprop='datePublished' datetime='2031-05-12'>x</time>Terrible.</div>"
    ),
    "comment by its type": story(
        after="<div itemscope itemtype='https://schema.org/Comment'><header>"
        "<meta itemprop='datePublished' content='2031-05-12'>"
        "<time itemprop='datePublished' datetime='2031-05-12'>x</time></header>Terrible.</div>"
    ),
    "aside": story(after="<aside><header><time datetime='2031-05-12'>12 May 2031</time></header>Velm burns</aside>"),
    "sidebar": story(after="<div class='sidebar'><div class='meta'><time datetime='2031-05-12'>12</time></div></div>"),
    "teaser": story(after="<div class='teaser'><header><time datetime='2031-05-12'>12</time></header>Velm</div>"),
    "day of the event": story(before="<div class='event'><time datetime='2031-05-12'>12 May 2031</time></div>"),
    "card": story(after="<article><header><time datetime='2031-05-12'>12 May</time></header>Velm burns</article>"),
    "list of stories": story(after="<ul><li class='meta'><time datetime='2031-05-12'>12 May</time>Velm</li></ul>"),
    "day of today": "<header><div class='date'><time datetime='2031-11-28'>Friday</time></div></header>" + story(),
    "day of today by its class": "<div id='top'><span class='date'>Friday, November 28, 2031</span></div>" + story(),
    "day of today in the site's header": "<header class='masthead'><time>28 November 2031</time></header>" + story(),
    "marked card of another type": story(
        after="<div itemscope itemtype='http://schema.org/NewsArticle'><h3>Velm</h3>"
        "<time itemprop='datePublished' datetime='2031-05-12'>x</time></div>"
    ),
    "class in a sentence": story(f"<p>It was built on <span class='date'>May 3, 2011</span>, {MORE} {LAST}</p>{STORY}"),
    "footer": story(after="<footer><div class='meta'><time datetime='2031-05-12'>12 May 2031</time></div></footer>"),
    "change alone": story(before="<div class='byline'>Updated <time datetime='2031-05-12'>12 May 2031</time></div>"),
    "video": story() + ld(**{"@type": "VideoObject", "uploadDate": "2011-05-03", "datePublished": "2011-05-03"}),
    "list in JSON-LD": story()
    + ld(**{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2011-05-03"}]}),
}


@pytest.mark.parametrize("case", OTHER)
def test_the_day_of_something_else_is_not_the_pages(case: str, caplog: pytest.LogCaptureFixture) -> None:
    assert day_of(page(OTHER[case], "")) == "None"
    assert caplog.records == []


@pytest.mark.parametrize(
    "path",
    [
        "report-on-2011-05-03-fire",
        "archive/2011/05/03/",
        "news/20311345/boats",
        "a/20110503.html",
        "2011/05/boats",
        "2031/13/45/boats",
    ],
)
def test_an_address_that_is_no_day(path: str) -> None:
    assert day_of(page(story(), URL.format(path))) == "None"


WHEN = '<meta property="article:published_time" content="05/06/2031">'
HINTS = {
    "American": (page(story(), WHEN, lang="en-US"), "2031-05-06"),
    "British": (page(story(), WHEN, lang="en-GB"), "2031-06-05"),
    "American by og:locale": (page(story(), WHEN + '<meta property="og:locale" content="en_US">'), "2031-05-06"),
    "British by JSON-LD": (page(story(), WHEN + ld(**{"@type": "WebPage", "inLanguage": "en-GB"})), "2031-06-05"),
    "British by its domain": (
        page(story(), WHEN + '<link rel="canonical" href="https://gazette.co.uk/a">'),
        "2031-06-05",
    ),
    "told elsewhere": (page(story(), WHEN + ld(**ARTICLE)), "2031-05-06"),
}


@pytest.mark.parametrize("case", HINTS)
def test_figures_are_read_as_the_page_writes_them(case: str) -> None:
    markup, day = HINTS[case]
    assert day_of(markup) == day


def test_a_date_of_two_readings_is_told(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert day_of(page(story(), WHEN + URL.format("2031/05/06/boats.html"))) == "None"
    (record,) = caplog.records
    assert '"published" may be 2031-05-06 or 2031-06-05: it is "05/06/2031"' in record.getMessage()
    assert record.getMessage().startswith("a.html: ")


# ------------------------------------------------------------------ hostile pages

HOSTILE = {
    "many marks": "<p>" + "<sup>1</sup>x" * 20_000,
    "many deletions": "<p>" + "<del>1</del>x" * 20_000,
    "many comments": "<div class='comment'>" * 20_000 + "x",
    "many cards": "<article class='card'><time datetime='2031-05-06'>x</time></article>" * 10_000,
    "many counters": "<p>3 of 14</p>" * 20_000,
    "counters in a row": "<span>3 of 14</span>" * 20_000,
    "deep": "<sup>" * 20_000 + "1",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_page_of_nothing_but_marks_ends(case: str) -> None:
    start = time.process_time()
    html_text(HOSTILE[case])
    Path("a.html").write_text(page(HOSTILE[case]), encoding="utf-8")
    read(["a.html"])
    assert time.process_time() - start < 30


def test_a_report_of_checker_is_no_article(tmp_path: Path) -> None:
    """It may lie beside the articles, and quotes all of them."""
    for name, content in (("report.html", "checker, checker/1"), ("page.html", "Checkerboard CMS 4")):
        body = "<article><p>Nine boats sank off the port of Aske on Monday, the coast guard said.</p></article>"
        page = f'<html lang="en"><head><meta name="generator" content="{content}"></head><body>{body}</body></html>'
        (tmp_path / name).write_text(page, encoding="utf-8")
    articles, skipped = read([str(tmp_path)])
    assert [a.id for a in articles] == ["page.html"]
    assert [s.reason for s in skipped] == ["is a report of checker, which holds no article"]
