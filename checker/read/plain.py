"""Plain text and Markdown, with or without YAML front matter."""

from __future__ import annotations

from typing import Any

from checker.errors import ReadError
from checker.read.draft import Draft, Drafts, InputFile, decode
from checker.read.fields import check_text, fields_of

_FENCE = "---"


def read_plain(file: InputFile) -> Drafts:
    """One article. Without front matter ``text`` is the whole file; with it, what follows, outer whitespace removed."""
    whole = decode(file.read_bytes())
    matter, text = _front_matter(whole)
    if not text.strip():
        raise ReadError("has front matter but no text")
    fields = fields_of(matter)
    heading = next(line.strip() for line in text.splitlines() if line.strip())
    if file.suffix in (".md", ".markdown"):
        heading = heading.lstrip("#").strip()
    in_text = fields["title"] is None
    first_line = whole[: max(whole.rfind(text), 0)].count("\n") + 1
    yield Draft(source=file.given, file=file, text=check_text(text, "text"), heading=heading, title_in_text=in_text,
                first_line=first_line, **fields)  # fmt: skip


def _front_matter(whole: str) -> tuple[dict[str, Any], str]:
    """(metadata, what follows), or ({}, the whole text) when the text doesn't open with a YAML mapping."""
    if not whole.lstrip().startswith(_FENCE):
        return {}, whole
    import frontmatter
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    try:
        matter, text = frontmatter.parse(whole, handler=YAMLHandler())
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ReadError(f"front matter isn't YAML: line {line}: {error.problem}") from error
    except yaml.YAMLError as error:
        raise ReadError(f"front matter isn't YAML: {error}") from error
    return (matter, text) if matter else ({}, whole)
