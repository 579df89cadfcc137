"""The training recipe: number pairs that are what their labels say, checked data, a run that resumes."""

from __future__ import annotations

import dataclasses
import gzip
import hashlib
import json
import math
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tiny_nli
from checker_models.nli import average, data, marking, news, numbers
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

ARTICLES = (
    "A storm tore the roofs off 14 houses in Saltford on Tuesday. Nobody was hurt.\n\nThe council was told of it late.",
    "The strike was called off after 36 hours on Friday. About 90 trains had not run in Dunmarrow by then.",
    "Firefighters were called to six fires in Port Tessin on Sunday night. They needed 12 engines in all.",
)
KINDS = ("exact", "about", "more_than", "at_least", "less_than", "at_most", "range")


@st.composite
def bounds(draw: st.DrawFn) -> numbers.Bound:
    kind, value = draw(st.sampled_from(KINDS)), draw(st.integers(2, 5000))
    return numbers.Bound(kind, value, value + draw(st.integers(1, 500)) if kind == "range" else 0)


@pytest.mark.parametrize(
    ("premise", "hypothesis", "label"),
    [
        (("exact", 14), ("exact", 14), "entailment"),
        (("exact", 14), ("exact", 30), "contradiction"),
        (("exact", 165), ("more_than", 150), "entailment"),
        (("more_than", 150), ("exact", 165), "neutral"),
        (("more_than", 150), ("exact", 150), "contradiction"),
        (("at_least", 150), ("exact", 150), "neutral"),
        (("less_than", 20), ("at_most", 20), "entailment"),
        (("less_than", 20), ("more_than", 20), "contradiction"),
        (("exact", 25), ("range", 20, 30), "entailment"),
        (("range", 20, 30), ("exact", 25), "neutral"),
        (("range", 20, 30), ("range", 31, 40), "contradiction"),
        (("about", 100), ("exact", 110), None),
        (("about", 100), ("exact", 200), "contradiction"),
        (("exact", 100), ("about", 100), "entailment"),
    ],
)
def test_labels_follow_from_intervals(premise: tuple, hypothesis: tuple, label: str | None) -> None:
    assert numbers.relation(numbers.Bound(*premise), numbers.Bound(*hypothesis)) == label


@given(bounds(), bounds())
def test_contradiction_is_symmetric(a: numbers.Bound, b: numbers.Bound) -> None:
    assert (numbers.relation(a, b) == "contradiction") == (numbers.relation(b, a) == "contradiction")


@given(bounds(), bounds(), bounds())
def test_entailment_carries_over(a: numbers.Bound, b: numbers.Bound, c: numbers.Bound) -> None:
    if numbers.relation(a, b) == "entailment":
        assert numbers.relation(a, c) in ("entailment", None) or numbers.relation(b, c) != "entailment"
        assert numbers.relation(a, c) in ("contradiction", None) or numbers.relation(b, c) != "contradiction"


def test_generator_is_balanced_distinct_and_repeatable() -> None:
    made = list(numbers.generate(900, seed=5))
    assert Counter(p["label"] for p in made) == {"entailment": 300, "neutral": 300, "contradiction": 300}
    assert len({(p["premise"], p["hypothesis"]) for p in made}) == 900
    assert made == list(numbers.generate(900, seed=5)) != list(numbers.generate(900, seed=6))


def test_sentences_are_whole() -> None:
    for pair in numbers.generate(300, seed=8):
        for sentence in (pair["premise"], pair["hypothesis"]):
            assert re.fullmatch(r"[A-Z0-9][^{}]*\.", sentence), sentence


def test_exact_pairs_of_one_wording_agree_with_their_digits() -> None:
    """Where both sentences share every word but one plain number, equal numbers entail and others contradict."""
    number = re.compile(r"\b\d[\d,]*\b")
    bound = re.compile(r"than|least|most|up to|under|over|about|around|some|more|roughly|approx|upwards")
    checked = 0
    for pair in numbers.generate(6000, seed=11):
        sides = [pair["premise"], pair["hypothesis"]]
        found = [number.findall(s) for s in sides]
        if [len(f) for f in found] != [1, 1] or bound.search(sides[0]):
            continue
        if number.sub("#", sides[0]) == number.sub("#", sides[1]):
            same = len({f[0].replace(",", "") for f in found}) == 1
            assert pair["label"] == ("entailment" if same else "contradiction"), pair
            checked += 1
    assert checked > 20


@pytest.mark.parametrize(("n", "size"), [(0, 4), (1, 4), (103, 8), (700, 3)])
def test_every_pair_is_in_one_batch(n: int, size: int) -> None:
    lengths = [(i * 37) % 60 for i in range(n)]
    made = data.batches(lengths, size, seed=1, pool=5)
    assert sorted(i for batch in made for i in batch) == list(range(n))
    assert all(len(batch) <= size for batch in made)
    assert made == data.batches(lengths, size, seed=1, pool=5)


def test_rate_rises_then_falls_to_zero() -> None:
    from checker_models.nli.train import rate

    assert rate(0, 0.1) == 0 and rate(0.1, 0.1) == 1 and rate(1, 0.1) == 0
    assert rate(0.05, 0.1) == pytest.approx(0.5) and rate(0.55, 0.1) == pytest.approx(0.5)


def test_news_pairs_change_one_thing_and_say_so(tmp_path: Path, nlp: Language) -> None:
    path = tmp_path / "articles.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps({"text": article}) + "\n" for article in ARTICLES * 20)
    pairs = news.generate(path, 60, 4, nlp)
    assert len(pairs) == 60 and {p["label"] for p in pairs} == set(data.LABELS)
    for p in pairs:
        assert p["premise"] != p["hypothesis"]
        if " not " in p["premise"] + p["hypothesis"]:
            assert p["label"] == "contradiction"
            assert p["premise"].replace(" not", "") == p["hypothesis"].replace(" not", "")
    days = [p for p in pairs if re.sub(r"\w+day", "", p["premise"]) == re.sub(r"\w+day", "", p["hypothesis"])]
    assert days and {p["label"] for p in days} == {"neutral"}


def test_marks_are_kept_and_completed(tmp_path: Path, nlp: Language) -> None:
    pairs = [data.Pair("14 houses burned.", f"{n} houses burned.", 0) for n in (14, 30)]
    pairs.append(data.Pair("14 houses burned.", "Houses burned.", 0))
    cache = tmp_path / "marks.jsonl"
    first = marking.marked(pairs[:1], nlp, cache)
    assert list(first.values()) == [("14 [q1] houses burned.", "14 [q1] [same] houses burned.")]
    both = marking.marked(pairs, nlp, cache)
    assert list(both) == pairs[:2] and both[pairs[1]][1] == "30 [q1] [far above] houses burned."
    assert marking.marked(pairs, nlp, cache) == both and cache.read_text(encoding="utf-8").count("\n") == 2
    whole = cache.read_text(encoding="utf-8")
    cache.write_text(whole[:-9], encoding="utf-8")  # a kill in the middle of the last line
    assert marking.marked(pairs, nlp, cache) == both and cache.read_text(encoding="utf-8") == whole


# ------------------------------------------------------------------ a whole run, in small


@pytest.fixture
def recipe(tmp_path: Path) -> dict[str, Path]:
    """A data folder, settings for it and a tiny random encoder."""
    from transformers import BertConfig, BertModel, BertTokenizerFast

    rows = list(numbers.generate(48, seed=2))
    (tmp_path / "data").mkdir()
    file = tmp_path / "data" / "train-own.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    text = " ".join(f"{row['premise']} {row['hypothesis']}" for row in rows).lower()
    words = sorted(set(re.findall(r"\w+|[^\w\s]", text)))
    vocabulary = {w: i for i, w in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words])}
    encoder = tmp_path / "encoder"
    BertTokenizerFast(vocab=vocabulary).save_pretrained(encoder)
    size = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    BertModel(BertConfig(vocab_size=len(vocabulary), **size)).save_pretrained(encoder)
    articles = file.with_name("articles.jsonl.gz")
    with gzip.open(articles, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps({"text": article}) + "\n" for article in ARTICLES)
    settings = tmp_path / "settings.toml"
    settings.write_text(
        f"""
seed = 1
base = "own"
max_length = 48
batch_size = 8
learning_rate = 1e-2
layer_decay = 0.9
frozen = 0
weight_decay = 0.01
warmup = 0.1
label_smoothing = 0.0
dropout = 0.0
distil = 0.7
clip_norm = 1.0
checkpoint_every = 2
marks = 0.5
turned = 0.5
numbers = {{pairs = 16, passes = 1}}
[news]
file = "{articles.name}"
sha256 = "{hashlib.sha256(articles.read_bytes()).hexdigest()}"
pairs = 6
[neighbours]
file = "{articles.name}"
sha256 = "{hashlib.sha256(articles.read_bytes()).hexdigest()}"
pairs = 6
[[data]]
file = "{file.name}"
sha256 = "{hashlib.sha256(file.read_bytes()).hexdigest()}"
pairs = 40
passes = 1
""",
        encoding="utf-8",
    )
    return {"data": file.parent, "settings": settings, "base": encoder, "run": tmp_path / "run"}


def arguments(recipe: dict[str, Path], **changes: object) -> list[str]:
    recipe = recipe | {"marks": recipe["run"].with_name("marks.jsonl")}
    return [word for key, value in (recipe | changes).items() for word in (f"--{key}", str(value))]


def test_a_stopped_run_resumes_to_the_same_weights(recipe: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    import torch
    from checker_models.nli import train
    from safetensors.torch import load_file

    train.main(arguments(recipe))
    whole = load_file(recipe["run"] / "model.safetensors")
    report = json.loads((recipe["run"] / "training.json").read_text(encoding="utf-8"))
    assert report["pairs_seen"] == report["pairs_planned"] == 60 and report["steps"] == 8

    def stop_after_two(run: train.Run, folder: Path) -> None:
        save(run, folder)
        raise KeyboardInterrupt

    save, other = train.save, recipe["run"].with_name("stopped")
    with monkeypatch.context() as patch:
        patch.setattr(train, "save", stop_after_two)
        with pytest.raises(KeyboardInterrupt):
            train.main(arguments(recipe, run=other))
    assert torch.load(other / "checkpoint.pt", weights_only=True)["step"] == 2
    train.main(arguments(recipe, run=other))
    resumed = load_file(other / "model.safetensors")
    assert all(torch.equal(whole[name], resumed[name]) for name in whole)


def test_a_run_goes_on_from_another_and_says_so(recipe: dict[str, Path]) -> None:
    from checker_models.nli import train

    train.main(arguments(recipe, minutes=1e-9))
    other = recipe["run"].with_name("second")
    train.main(arguments(recipe, base=recipe["run"], run=other))
    first, second = (json.loads((run / "training.json").read_text(encoding="utf-8")) for run in (recipe["run"], other))
    assert second["continues"] == first and first["pairs_seen"] < second["pairs_seen"] == 60


def test_the_time_limit_ends_a_run_early(recipe: dict[str, Path]) -> None:
    from checker_models.nli import train

    train.main(arguments(recipe, minutes=1e-9))
    report = json.loads((recipe["run"] / "training.json").read_text(encoding="utf-8"))
    assert 0 < report["pairs_seen"] < report["pairs_planned"]


def test_published_model_loads_with_its_card(recipe: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    from checker_models.nli import publish, train

    from checker import nli

    train.main(arguments(recipe))
    monkeypatch.setattr(data, "DEV", ("train-own.jsonl",))
    out = recipe["run"].with_name("out")
    publish.main(["--run", str(recipe["run"]), "--data", str(recipe["data"]), "--out", str(out)])
    card = json.loads((out / "card.json").read_text(encoding="utf-8"))
    model = nli.load(str(out), self_test=False)
    assert model.info.sha256 == card["sha256"] and model.temperature == card["temperature"]
    assert model.info.name == "out" and card["scores"]["train-own.jsonl"]["pairs"] == 48
    assert card["training"]["pairs_seen"] == 60


def test_calibration_and_temperature() -> None:
    import numpy as np
    from checker_models.nli import publish

    rng = np.random.default_rng(0)
    logits = rng.normal(size=(4000, 3)) * 2
    chances = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    gold = np.array([rng.choice(3, p=p) for p in chances])
    assert publish.fit_temperature([(logits * 2, gold)]) == pytest.approx(2.0, abs=0.2)
    assert publish.calibration_error(chances, gold) < 0.03
    assert publish.calibration_error(np.eye(3)[np.zeros(4, int)], np.ones(4, int)) == pytest.approx(1.0)
    assert math.isclose(publish.macro_f1(np.array([0, 0, 2, 2]), np.array([0, 0, 0, 2])), (0.8 + 2 / 3) / 2)


def test_wrong_digest_missing_file_and_wrong_label_are_refused(recipe: dict[str, Path]) -> None:
    settings = data.read_settings(recipe["settings"])
    file = recipe["data"] / "train-own.jsonl"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(ModelError, match="sha256"):
        data.load(settings, recipe["data"])
    with pytest.raises(ModelError, match="no such data file"):
        data.load(settings, recipe["run"])
    file.write_text('{"premise": "a", "hypothesis": "b", "label": "maybe"}\n', encoding="utf-8")
    with pytest.raises(ModelError, match=r"train-own\.jsonl:1: .*maybe"):
        list(data.read_pairs(file))


def test_unknown_settings_are_refused(recipe: dict[str, Path]) -> None:
    text = recipe["settings"].read_text(encoding="utf-8")
    recipe["settings"].write_text(text.replace("warmup", "warm_up"), encoding="utf-8")
    with pytest.raises(ModelError, match="warm_up, warmup"):
        data.read_settings(recipe["settings"])


def test_average_lies_between_its_ends(tmp_path: Path) -> None:
    import torch
    from safetensors.torch import load_file

    first, second = (tiny_nli.write(tmp_path / name, seed=seed) for name, seed in (("first", 1), ("second", 2)))
    (second / "training.json").write_text('{"pairs_seen": 7}', encoding="utf-8")
    average.average(first, second, 0.25, tmp_path / "out")
    one, two, mixed = (load_file(f / "model.safetensors") for f in (first, second, tmp_path / "out"))
    name = "classifier.weight"
    assert not torch.equal(one[name], two[name])
    assert torch.allclose(mixed[name], 0.75 * one[name] + 0.25 * two[name], atol=1e-6)
    told = json.loads((tmp_path / "out" / "training.json").read_text(encoding="utf-8"))
    assert told == {"pairs_seen": 7, "averaged_with_what_it_continues": 0.75}


def test_loss_of_labels_of_half_labels_and_of_a_teacher(recipe: dict[str, Path]) -> None:
    import torch
    from checker_models.nli import train

    settings = data.read_settings(recipe["settings"])  # distil = 0.7, no smoothing
    logits, unknown = torch.tensor([[2.0, 0.0, -1.0]]), torch.tensor([train.UNKNOWN])
    logp = logits.log_softmax(-1)[0]
    opinion = torch.tensor([[0.2, 0.3, 0.5]])
    taught = -(logp * opinion[0]).sum().item()
    half = -(logp[1:].exp().sum().log()).item()

    def loss(target: int, opinions: torch.Tensor) -> float:
        return train.objective(logits, torch.tensor([target]), opinions, settings).item()

    assert loss(2, unknown) == pytest.approx(-logp[2].item())
    assert loss(data.NOT_ENTAILMENT, unknown) == pytest.approx(half)
    assert loss(2, opinion) == pytest.approx(0.3 * -logp[2].item() + 0.7 * taught)
    assert loss(data.NOT_ENTAILMENT, opinion) == pytest.approx(0.3 * half + 0.7 * taught)
    assert loss(data.UNLABELLED, opinion) == pytest.approx(taught)


def test_a_run_reads_what_a_teacher_was_asked(recipe: dict[str, Path]) -> None:
    """Labelled pairs get its opinion, its other pairs join the run; asking again asks only what is missing."""
    from checker_models.nli import teacher, train

    from checker import nli

    model = nli.load(str(tiny_nli.write(recipe["run"].with_name("teacher"))), self_test=False)
    out = recipe["run"].with_name("teacher.jsonl")
    file = recipe["data"] / "stories.jsonl.gz"
    told = ("The bridge fell on Tuesday and 14 people died in it.", "16 people died as the bridge fell on Tuesday.")
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"cluster": "1", "text": text}) + "\n" for text in told)
    settings = dataclasses.replace(
        data.read_settings(recipe["settings"]),
        neighbours=data.Source(file.name, hashlib.sha256(file.read_bytes()).hexdigest(), 6),
    )
    texts = teacher.asked(settings, recipe["data"], recipe["run"].with_name("marks.jsonl"))
    assert set(texts) > {told, told[::-1]} and len(texts) == len(set(texts))
    teacher.ask(model, texts[:-2], out)
    with out.open("a", encoding="utf-8") as lines:
        lines.write('["cut short')
    teacher.ask(model, texts, out)
    opinions = teacher.read(out)
    assert list(opinions) == texts and opinions[told] == tuple(model.score([told])[0])
    train.main(arguments(recipe, teacher=out))
    report = json.loads((recipe["run"] / "training.json").read_text(encoding="utf-8"))
    assert report["pairs_planned"] == 62 and report["taught_by_another"] == len(texts)


def test_pairs_that_share_a_sentence_with_a_dev_file_are_left_out(recipe: dict[str, Path]) -> None:
    settings = data.read_settings(recipe["settings"])
    shared = next(p for p in data.read_pairs(recipe["data"] / "train-own.jsonl") if p.premise.count(" ") > data.SHORT)
    with gzip.open(recipe["data"] / data.DEV[0], "wt", encoding="utf-8") as out:
        row = {"premise": shared.premise.upper().replace(".", " !"), "hypothesis": "So.", "label": "neutral"}
        out.write(json.dumps(row) + "\n")
    drawn = data.load(dataclasses.replace(settings, numbers={"pairs": 0, "passes": 0}), recipe["data"])
    assert drawn and all(pair.premise != shared.premise for pair in drawn)


def test_frozen_layers_stay_as_they_are(recipe: dict[str, Path], tmp_path: Path) -> None:
    import torch
    from checker_models.nli import train
    from safetensors.torch import load_file

    text = recipe["settings"].read_text(encoding="utf-8").replace("frozen = 0", "frozen = 1")
    recipe["settings"].write_text(text, encoding="utf-8")
    base = tiny_nli.write(tmp_path / "tiny", seed=1)
    before = load_file(base / "model.safetensors")
    train.main(arguments(recipe, base=base))
    after = load_file(recipe["run"] / "model.safetensors")
    moved = {
        name for name, was in before.items() if not torch.allclose(was, after[name][: len(was)], rtol=0.01, atol=1e-6)
    }
    assert not any("embeddings" in name or "layer.0." in name for name in moved)
    assert {"bert.encoder.layer.1.output.dense.weight", "classifier.weight"} <= moved


def test_a_new_token_begins_as_the_mean_of_its_words(tmp_path: Path) -> None:
    import torch
    from checker_models.nli import network
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    folder = tiny_nli.write(tmp_path / "tiny", seed=1)
    model = AutoModelForSequenceClassification.from_pretrained(folder)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    tokenizer.add_special_tokens({"additional_special_tokens": ["[killed twelve]"]})
    network.widen(model, tokenizer)
    table = model.get_input_embeddings().weight
    killed, twelve, new = tokenizer.convert_tokens_to_ids(["killed", "twelve", "[killed twelve]"])
    assert torch.allclose(table[new], (table[killed] + table[twelve]) / 2)


def test_pooled_dropout_drops_its_share_and_only_in_training(monkeypatch: pytest.MonkeyPatch) -> None:
    import torch
    from checker_models.nli import dropout

    torch.manual_seed(1)
    monkeypatch.setattr(dropout, "POOL", 200_000)
    model = torch.nn.Sequential(torch.nn.Dropout(0.25), torch.nn.Dropout(0.25))
    dropout.pooled(model)
    first, second = model
    assert isinstance(first, dropout.PooledDropout) and first.pool is second.pool
    for size in (100_000, 400_000):  # within the pool, and more than it holds
        values = torch.ones(4, size // 4)
        one, other = first(values), first(values)
        assert one.shape == values.shape and not torch.equal(one, other)
        assert (one == 0).float().mean().item() == pytest.approx(0.25, abs=0.01)
        assert one.mean().item() == pytest.approx(1.0, abs=0.02)
    assert first.eval()(values) is values


def test_lower_layers_learn_at_lower_rates(recipe: dict[str, Path], tmp_path: Path) -> None:
    from checker_models.nli import network
    from transformers import AutoModelForSequenceClassification

    settings = dataclasses.replace(data.read_settings(recipe["settings"]), layer_decay=0.5)
    model = AutoModelForSequenceClassification.from_pretrained(tiny_nli.write(tmp_path / "tiny", seed=1))
    depth = model.config.num_hidden_layers
    scales = {id(p): (g["scale"], g["weight_decay"]) for g in network.layered(model, settings) for p in g["params"]}
    told = {name: scales[id(p)] for name, p in model.named_parameters()}
    assert len(told) == len(scales)
    assert {s for name, (s, _) in told.items() if "embeddings" in name} == {0.5**depth}
    assert {s for name, (s, _) in told.items() if f"layer.{depth - 1}." in name or "classifier" in name} == {1.0}
    assert all(decay == (settings.weight_decay if not name.endswith("bias") and "LayerNorm" not in name else 0.0)
               for name, (_, decay) in told.items())  # fmt: skip
