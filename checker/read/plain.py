"""Plain text and Markdown, with or without YAML front matter."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from checker.errors import ReadError
from checker.read.draft import MAX_ARTICLE_BYTES, Draft, Drafts, InputFile, decode
from checker.read.fields import check_text, fields_of

_FENCE = "---"
MAX_MATTER = 100_000  # characters of front matter


def read_plain(file: InputFile) -> Drafts:
    """One article. Without front matter ``text`` is the whole file; with it, what follows, outer whitespace removed."""
    whole = decode(file.read_bytes(MAX_ARTICLE_BYTES))
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

    try:
        matter, text = frontmatter.parse(whole, handler=_handler())
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ReadError(f"front matter isn't YAML: line {line}: {error.problem}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ReadError(f"front matter isn't YAML: {error}") from error
    return (matter, text) if matter else ({}, whole)


@lru_cache(maxsize=1)
def _handler() -> Any:
    """PyYAML's safe loader, without aliases, by which few lines make a value larger than any memory."""
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    class Loader(yaml.SafeLoader):
        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                event = self.peek_event()  # type: ignore[no-untyped-call]
                raise yaml.composer.ComposerError(None, None, "aliases (*name) are not read", event.start_mark)
            return super().compose_node(parent, index)

        def construct_yaml_timestamp(self, node: Any) -> Any:
            """A day that no calendar has stays as it is written, for a message that names it."""
            try:
                return super().construct_yaml_timestamp(node)
            except ValueError:
                return self.construct_scalar(node)

    Loader.add_constructor("tag:yaml.org,2002:timestamp", Loader.construct_yaml_timestamp)

    class Handler(YAMLHandler):
        def load(self, fm: str, **_: Any) -> Any:
            if len(fm) > MAX_MATTER:
                raise ReadError(f"front matter has {len(fm):,} characters, expected at most {MAX_MATTER:,}")
            return yaml.load(fm, Loader)

    return Handler()
