"""Paragraphs, furniture, repeats and sentences, from the tables in ``cases/``."""

from __future__ import annotations

import warnings
from itertools import pairwise

import pytest
import yaml
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import ParseError
from checker.parse import MAX_CHARACTERS, _joined, load_pipeline, parse, select_paragraphs, too_long
from checker.parse.furniture import PATTERNS, furniture
from checker.parse.memo import text_of
from checker.parse.paragraphs import paragraphs
from checker.parse.pieces import PIECE, cuts
from checker.parse.sentences import LONGEST_SENTENCE
from checker.records import Article

CASES = ROOT / "tests/cases"
FURNITURE = yaml.safe_load((CASES / "furniture.yaml").read_text(encoding="utf-8"))
CAPTIONS = yaml.safe_load((CASES / "captions.yaml").read_text(encoding="utf-8"))
PARAGRAPHS = yaml.safe_load((CASES / "paragraphs.yaml").read_text(encoding="utf-8"))
SENTENCES = yaml.safe_load((CASES / "sentences.yaml").read_text(encoding="utf-8"))
SEEDS = ROOT.parent / "shared" / "seeds"


@pytest.fixture(scope="module")
def nlp():
    return load_pipeline()


def article(text: str, title: str = "", title_in_text: bool = False) -> Article:
    return Article(id="a", outlet="o", text=text, title=title, title_in_text=title_in_text, source="a.txt")


# ------------------------------------------------------------------ paragraphs and furniture


@pytest.mark.parametrize("case", PARAGRAPHS, ids=lambda case: case["name"])
def test_paragraphs(case):
    assert [case["text"][start:end] for start, end in paragraphs(case["text"])] == case["paragraphs"]


@given(st.text(alphabet="ab. A1\n\r\t\u2028", max_size=200))
def test_paragraphs_cover_every_visible_character_in_order(text):
    spans = paragraphs(text)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


@pytest.mark.parametrize(
    ("reason", "text"), [(reason, text) for reason, texts in FURNITURE["drop"].items() for text in texts]
)
def test_furniture_is_dropped(reason, text):
    assert furniture(text) == reason


@pytest.mark.parametrize("text", FURNITURE["keep"])
def test_reports_are_kept(text):
    assert furniture(text) is None


def test_every_kind_of_furniture_has_cases():
    assert set(FURNITURE["drop"]) == set(PATTERNS)


def test_headlines_after_related_are_dropped_up_to_the_next_sentence():
    others = "Storm leaves 4,000 homes dark\n\nThree libraries close"
    text = f"Two men were hurt.\n\nALSO:\n\n{others}\n\nPolice found 12 shells."
    kept, dropped = select_paragraphs(text)
    assert [text[start:end] for start, end in kept] == ["Two men were hurt.", "Police found 12 shells."]
    assert [reason for _, _, reason in dropped] == ["heading", "related headline", "related headline"]


def test_repeats_are_dropped_whatever_their_quotes_and_spaces():
    first = "“We lost two men at the gate,” the colonel said."
    again = '"We lost two  men at the gate," the Colonel said.'
    text = f"{first}\nHe left.\n{again}\nHe left."
    kept, dropped = select_paragraphs(text)
    assert [text[start:end] for start, end in kept] == [first, "He left.", "He left."]
    assert [(text[start:end], reason) for start, end, reason in dropped] == [(again, "repeated paragraph")]


def test_a_like_paragraph_with_another_number_is_no_repeat():
    text = "The strike on the base killed 14 people.\nThe strike on the base killed 30 people."
    assert select_paragraphs(text)[1] == ()


@pytest.mark.parametrize("case", CAPTIONS, ids=lambda case: case["name"])
def test_captions_are_dropped_and_what_stands_beside_them_is_kept(case):
    kept, dropped = select_paragraphs(case["text"])
    assert [case["text"][start:end] for start, end in kept] == case["kept"]
    spans = sorted([*kept, *(cut[:2] for cut in dropped)])
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join("".join(case["text"][a:b].split()) for a, b in spans) == "".join(case["text"].split())


def test_a_report_after_a_caption_in_its_paragraph_is_a_sentence(nlp):
    text = (
        "Snow in Lorn (AP Photo/Ben Ruhl) Two people died in Lorn. Candidate Ana Dorn (Photo: Jo Ek, AP) Six were hurt."
    )
    (parsed,) = parse([article(text)], nlp)
    assert [sentence.text for sentence in parsed.fields[0].sentences] == ["Two people died in Lorn.", "Six were hurt."]


def test_a_sentence_in_the_same_words_is_one_sentence(nlp):
    again = "The fire at the mill in Lorn killed six people on Monday."
    text = f"{again} It began at noon. Nobody was there.\n\nThe mayor spoke. {again} Nobody was there."
    (parsed,) = parse([article(text)], nlp)
    found = [sentence.text for sentence in parsed.fields[0].sentences]
    assert found == [again, "It began at noon.", "Nobody was there.", "The mayor spoke.", "Nobody was there."]


@given(st.text(alphabet="aA.()/:|1 \n", max_size=150))
def test_kept_and_dropped_spans_cover_every_visible_character(text):
    kept, dropped = select_paragraphs(text)
    spans = sorted([*kept, *(cut[:2] for cut in dropped)])
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


# ------------------------------------------------------------------ sentences


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case["name"])
def test_sentences(case, nlp):
    (parsed,) = parse([article(case["text"])], nlp)
    assert [sentence.text for sentence in parsed.fields[0].sentences] == case["sentences"]


@pytest.mark.parametrize("text", ["", "   \n\n ", "Two men were hurt.\n\n", "\n\nOne\n\n", "“”", "a\u2028b"])
def test_offsets_are_those_of_the_article(text, nlp):
    (parsed,) = parse([article(text)], nlp)
    assert parsed.fields[0].doc.text == text
    for sentence in parsed.fields[0].sentences:
        assert text[sentence.start_char : sentence.end_char] == sentence.text == sentence.text.strip() != ""


def test_dropped_paragraphs_have_no_sentences(nlp):
    text = "Two men were hurt.\n\nLeave a reply\n\nOne died."
    (parsed,) = parse([article(text)], nlp)
    assert [sentence.text for sentence in parsed.fields[0].sentences] == ["Two men were hurt.", "One died."]
    assert [(text[start:end], reason) for start, end, reason in parsed.dropped] == [("Leave a reply", "prompt")]


def test_a_title_of_its_own_is_a_field(nlp):
    own, shared = parse([article("One died.", "Two hurt"), article("Two hurt\nOne died.", "Two hurt", True)], nlp)
    assert [(field.field, field.doc.text) for field in own.fields] == [("title", "Two hurt"), ("text", "One died.")]
    assert [field.field for field in shared.fields] == ["text"]


def test_a_long_text_is_one_doc_with_the_same_sentences(nlp, monkeypatch):
    text = "Two men were hurt.\n\n“One died,” Lt. Roe said.\r\n \nLeave a reply\n" * 3
    (whole,) = parse([article(text)], nlp)
    monkeypatch.setattr("checker.parse.pieces.PIECE", 30)
    pieces = []
    monkeypatch.setattr("checker.parse._joined", lambda docs, join=_joined: pieces.append(len(docs)) or join(docs))
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # of what spaCy can't join
        (joined,) = parse([article(text)], nlp)
    assert joined.fields[0].doc.text == text_of(joined.fields[0].doc) == text
    assert [token.idx for token in joined.fields[0].doc] == [token.idx for token in whole.fields[0].doc]
    found = [(sentence.start_char, sentence.end_char) for sentence in joined.fields[0].sentences]
    assert found == [(sentence.start_char, sentence.end_char) for sentence in whole.fields[0].sentences]
    assert pieces[0] > 3
    assert len(found) == 6 and joined.dropped == whole.dropped


def test_articles_come_in_input_order(nlp):
    articles = [Article(id=str(number), outlet="o", text=f"{number} men died.") for number in range(70)]
    assert [parsed.article.id for parsed in parse(articles, nlp)] == [item.id for item in articles]


# ------------------------------------------------------------------ errors


def test_too_long_a_text_is_refused(nlp):
    assert too_long(article("x" * MAX_CHARACTERS)) is None
    long = article("x" * (MAX_CHARACTERS + 1))
    assert too_long(long) == '"text" has 1,000,001 characters, expected at most 1,000,000'
    with pytest.raises(ParseError, match=r'a\.txt: "text" has 1,000,001 characters'):
        next(parse([long], nlp))


def test_a_missing_pipeline_says_how_to_install_it():
    with pytest.raises(ParseError, match='"xx_no_such_pipeline" is not installed: run "pip install'):
        load_pipeline("xx_no_such_pipeline")


def test_a_pipeline_without_a_parser_is_refused(tmp_path):
    import spacy

    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    blank.to_disk(tmp_path / "blank")
    with pytest.raises(ParseError, match=r"has no tagger, which gives part-of-speech tags; it has: sentencizer"):
        load_pipeline(str(tmp_path / "blank"))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs ../shared/seeds")
def test_seed_articles_lose_repeats_and_furniture_only(nlp):
    from checker.read import read

    articles, _ = read([str(SEEDS)])
    dropped = {parsed.article.id[:3]: [reason for _, _, reason in parsed.dropped] for parsed in parse(articles, nlp)}
    assert dropped["004"] == ["repeated paragraph"] * 7
    assert dropped["000"] == ["link", "heading"]
    assert dropped["001"] == ["prompt"]
    assert dropped["002"] == []


# ------------------------------------------------------------------ texts that would take too long


@pytest.mark.parametrize(
    "text",
    [
        "Two people died in Lindon on May 3, police said. " * 2_000,  # one paragraph
        "x" * 70_000,
        "and " + "(" * 30_000 + " then " + "1-" * 30_000 + "\n\n" + "word " * 20_000,
        "",
        " \n" * 30_000,
    ],
)
def test_cuts_cover_the_text_in_pieces_that_are_not_too_long(text):
    found = list(cuts(text))
    assert "".join(text[start:end] for start, end, _ in found) == text
    assert all(one_word or end - start <= PIECE for start, end, one_word in found)
    assert all(" " not in text[start:end] for start, end, one_word in found if one_word)


def test_a_long_paragraph_is_cut_after_a_sentence():
    text = "Two people died in Lindon on May 3, police said. " * 2_000
    assert all(text[:end].endswith("said. ") for _, end, _ in cuts(text))


def test_a_run_without_spaces_is_one_token(nlp):
    text = "Two died. " + '"' * 5_000 + " Three were hurt."
    (parsed,) = parse([article(text)], nlp)
    doc = parsed.fields[0].doc
    assert doc.text == text and len(doc) < 15
    assert max(len(token) for token in doc) == 5_000
    assert next(s.text for s in parsed.fields[0].sentences) == "Two died."
    assert all('"""' not in s.text for s in parsed.fields[0].sentences)


def test_no_sentence_is_endless(nlp):
    """Later stages look at a whole sentence for each of its numbers."""
    for piece in ("1 ", "one and ", "5 - ", "x, "):
        (parsed,) = parse([article("Two died. " + piece * 2_000)], nlp)
        assert max(len(sentence) for sentence in parsed.fields[0].sentences) <= LONGEST_SENTENCE + 1
