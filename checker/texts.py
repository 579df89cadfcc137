"""The text of a Doc, made once. Pure: Docs are handled by duck typing.

spaCy joins ``Doc.text`` anew from all tokens on every call, which a stage that asks for each claim pays with time
quadratic in the length of the article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEY = "checker_text"


def text_of(doc: Doc) -> str:
    """``doc.text``, kept with the Doc, whose words never change."""
    text: str | None = doc.user_data.get(_KEY)
    if text is None:
        text = doc.user_data[_KEY] = doc.text
    return text
