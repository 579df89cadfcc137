"""A Doc's dependency tree as plain lists, read once: attribution and times walk it many times.

Access to spaCy's ``Token`` objects costs a Python object each; lists of strings and integers are some ten
times faster, which is what keeps attribution a small fraction of the parse.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.parse.memo import text_of
from checker.parse.paragraphs import paragraphs

if TYPE_CHECKING:
    from spacy.tokens import Doc

TokenRange = tuple[int, int]  # half-open, ``Token.i``


@dataclass(slots=True)
class Tree:
    """Parallel lists over ``n`` tokens of one Doc; ``left``/``right`` are inclusive edges of each subtree."""

    text: str
    words: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    idx: list[int]
    end: list[int]
    ent: list[str]
    paragraph: list[int]
    kids: list[list[int]]
    left: list[int]
    right: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def child(self, i: int, *deps: str) -> int | None:
        """First child of ``i`` with one of these dependency labels, None if there is none."""
        for k in self.kids[i]:
            if self.dep[k] in deps:
                return k
        return None

    def children(self, i: int, *deps: str) -> list[int]:
        return [k for k in self.kids[i] if self.dep[k] in deps]

    def ancestors(self, i: int) -> Iterator[int]:
        """Heads of ``i`` from the nearest to the root, without ``i``."""
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def subtree(self, i: int) -> TokenRange:
        return self.left[i], self.right[i] + 1

    def is_finite(self, i: int) -> bool:
        """A verb with tense: by its own tag, or by an auxiliary's."""
        if self.tag[i] in {"VBD", "VBZ", "VBP"}:
            return True
        return any(
            self.tag[k] in {"MD", "VBD", "VBZ", "VBP"} for k in self.kids[i] if self.dep[k] in {"aux", "auxpass"}
        )

    def chars(self, tokens: TokenRange) -> tuple[int, int]:
        return self.idx[tokens[0]], self.end[tokens[1] - 1]

    def same_paragraph(self, tokens: TokenRange, anchor: int) -> TokenRange:
        """The part of ``tokens`` in the anchor's paragraph: parsers join a title to the sentence after it."""
        start, end = tokens
        n = self.paragraph[anchor]
        while start < end - 1 and self.paragraph[start] != n:
            start += 1
        while end - 1 > start and self.paragraph[end - 1] != n:
            end -= 1
        return start, end

    def slice(self, tokens: TokenRange) -> str:
        start, end = self.chars(tokens)
        return self.text[start:end]


def tree(doc: Doc) -> Tree:
    """The Doc's ``Tree``; needs tagger, parser, lemmatizer and (for ``ent``) ner to have run."""
    tokens = list(doc)
    head = [t.head.i for t in tokens]
    words = [t.text for t in tokens]
    idx = [t.idx for t in tokens]
    kids: list[list[int]] = [[] for _ in tokens]
    for i, h in enumerate(head):
        if h != i:
            kids[h].append(i)
    left, right = _edges(head)
    text = text_of(doc)
    lemma = [_lemma(t.lemma_, w) for t, w in zip(tokens, words, strict=True)]
    return Tree(
        text=text,
        words=words,
        lower=[w.lower() for w in words],
        lemma=lemma,
        tag=[t.tag_ for t in tokens],
        pos=[t.pos_ for t in tokens],
        dep=[t.dep_ for t in tokens],
        head=head,
        idx=idx,
        end=[s + len(w) for s, w in zip(idx, words, strict=True)],
        ent=[t.ent_type_ for t in tokens],
        paragraph=_paragraph_numbers(text, idx),
        kids=kids,
        left=left,
        right=right,
    )


def _lemma(lemma: str, word: str) -> str:
    """Lower-case lemma; the rules of spaCy's lemmatizer take "hopes" and "hoping" for forms of "hop"."""
    return "hope" if lemma == "hop" and word.lower() in {"hopes", "hoping", "hoped"} else lemma.lower()


def _paragraph_numbers(text: str, idx: Sequence[int]) -> list[int]:
    starts = [s for s, _ in paragraphs(text)]
    return [bisect_right(starts, i) for i in idx]


def _edges(head: Sequence[int]) -> tuple[list[int], list[int]]:
    """Leftmost and rightmost token of every subtree; each token walks up only while it widens an edge."""
    left, right = list(range(len(head))), list(range(len(head)))
    for i in range(len(head)):
        j = i
        while head[j] != j and (left[head[j]] > i or right[head[j]] < i):
            j = head[j]
            left[j], right[j] = min(left[j], i), max(right[j], i)
    return left, right
