"""What makes the pipeline faster changes nothing that it finds."""

from __future__ import annotations

import pickle
import warnings
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
from spacy.pipeline import AttributeRuler
from thinc.api import NumpyOps
from threadpoolctl import threadpool_info

from checker import parse
from checker.parse.attributes import remember_kinds
from checker.parse.matrices import OneThread, multiply_by_numpy

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

TEXTS = (
    "The dogs aren't ours, y'all, and she ain't gonna do nothin' about it.\n\nBut I do.",
    "There were 14 people; there's one left, because they had to leave while that lasted.",
    "Mr. Olsen said he'd been there since 1984, though I wasn't.  He has a car.",
    "\n\n \t",
)


def test_rules_of_attributes_match_as_before(nlp: Language) -> None:
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    told = set()
    for text in TEXTS:
        doc = nlp.make_doc(text)
        for name, component in nlp.pipeline:
            if name == "attribute_ruler":
                found = set(ruler.match(doc))
                assert found == set(AttributeRuler.match(ruler, doc))
                assert ruler.match(doc) == sorted(ruler.match(doc)) == ruler.match(doc)  # also from what is kept
                told |= {rule for rule, *_ in found}
            doc = component(doc)
    assert len(told) > 20


def test_rules_of_several_tokens_and_of_patterns_are_tried(nlp: Language) -> None:
    ruler = AttributeRuler(nlp.vocab)
    ruler.add([[{"LOWER": "a"}, {"LOWER": {"REGEX": "^lot"}}], [{"LOWER": {"IN": ["many", "few"]}}]], {"TAG": "NN"})
    ruler.add([[{"IS_DIGIT": True}], [{"TAG": {"NOT_IN": ["DT"]}, "LOWER": "many"}]], {"POS": "X"})
    doc = nlp("A lots of many a few 14 lots")
    expected = ruler.match(doc)
    nlp.add_pipe("attribute_ruler", name="another")
    try:
        nlp.replace_pipe("another", "attribute_ruler")
        pipe = nlp.get_pipe("another")
        assert isinstance(pipe, AttributeRuler)
        pipe.add_patterns(ruler.patterns)
        remember_kinds(nlp)
        assert sorted(pipe.match(doc)) == sorted(expected) != []
    finally:
        nlp.remove_pipe("another")


def test_networks_find_the_same_whatever_multiplies_their_matrices() -> None:
    nlp = parse.load_pipeline()
    nodes = [n for _, c in nlp.pipeline if getattr(c, "model", None) is not None for n in c.model.walk()]
    assert {type(n.ops) for n in nodes} == {OneThread}
    fast = [nlp(text) for text in TEXTS]
    for node in nodes:
        node.ops = NumpyOps()
    for one, text in zip(fast, TEXTS, strict=True):
        assert one.to_json() == nlp(text).to_json()


def test_rulers_of_one_kind_of_rule_and_components_with_other_models(nlp: Language) -> None:
    class Other:
        model = object()

        def __call__(self, doc: Doc) -> Doc:
            return doc

    nlp.add_pipe("attribute_ruler", name="another")
    nlp._components.append(("other", Other()))
    try:
        pipe = nlp.get_pipe("another")
        assert isinstance(pipe, AttributeRuler)
        pipe.add([[{"TAG": "NN"}], [{"LOWER": 7}]], {"POS": "X"})
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            remember_kinds(nlp)
            multiply_by_numpy(nlp)
            assert len(pipe.match(nlp("A dog barked."))) == 1
    finally:
        nlp._components.pop()
        nlp.remove_pipe("another")


def test_threads_of_the_process_are_given_back() -> None:
    ops, one = OneThread(), np.ones((40, 40), dtype="f")
    before = {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: ops.gemm(one, one), range(200)))
    assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == before
    assert pickle.loads(pickle.dumps(ops)).gemm(one, one).shape == (40, 40)


def test_matrices() -> None:
    ops, one, two = OneThread(), np.arange(6, dtype="f").reshape(2, 3), np.arange(12, dtype="f").reshape(3, 4)
    assert np.array_equal(ops.gemm(one, two), one @ two)
    assert np.array_equal(ops.gemm(one, two.T.copy(), trans2=True), one @ two)
