"""The record of a person whom attributive claims are about; beside ``records`` because it has words of its own."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Party:
    """A person (or several) as far as one article tells; what makes two articles' persons the same one.

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
    spelt   the name as the article spells it; no part of what makes two parties equal
    """

    name: str = ""
    age: int | None = None
    sex: str = ""
    kind: str = ""
    order: str = ""
    alone: bool = False
    many: bool = False
    every: bool = False
    at: frozenset[str] = frozenset()
    spot: str = ""
    spelt: str = field(default="", compare=False)

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
