"""YAML (``---``) and TOML (``+++``) at the head of a text: metadata, and where the text itself begins."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import Any

from checker.errors import ReadError

MAX_MATTER = 100_000  # characters of front matter
_END = r"(?:\r\n|\r|\n)"
_REST = rf"[^\S\r\n]*(?:{_END}|\Z)"
_YAML = re.compile(rf"\s*-{{3,}}[^\S\r\n]*{_END}(?P<matter>(?:.*?{_END})??)(?:-{{3,}}|\.\.\.){_REST}", re.S)
_TOML = re.compile(rf"\s*\+{{3,}}[^\S\r\n]*{_END}(?P<matter>(?:.*?{_END})??)\+{{3,}}{_REST}", re.S)


def front_matter(whole: str) -> tuple[dict[Any, Any], int]:
    """(metadata, offset behind the closing fence), or ({}, 0) when the text doesn't open with a mapping.

    Raises ReadError for what is neither YAML nor TOML between such fences, with the line of the file.
    """
    for fence, kind, parse in ((_YAML, "YAML", _yaml), (_TOML, "TOML", _toml)):
        if found := fence.match(whole):
            matter = re.sub(_END, "\n", found["matter"])
            if len(matter) > MAX_MATTER:
                raise ReadError(f"front matter has {len(matter):,} characters, expected at most {MAX_MATTER:,}")
            before = len(re.findall(_END, whole[: found.start("matter")]))
            try:
                values = parse("\n" * before + matter)  # so that messages give the lines of the file
            except (ValueError, RecursionError) as error:
                raise ReadError(f"front matter isn't {kind}: {error}") from error
            empty = all(line.lstrip().startswith("#") or not line.strip() for line in matter.split("\n"))
            if (isinstance(values, dict) and values) or empty:
                return values or {}, found.end()
    return {}, 0


def _toml(matter: str) -> Any:
    return tomllib.loads(matter)


def _yaml(matter: str) -> Any:
    import yaml

    try:
        return yaml.load(matter, _loader())
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ValueError(f"line {line}: {error.problem}") from error
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


@lru_cache(maxsize=1)
def _loader() -> Any:
    """PyYAML's safe loader, without aliases, by which few lines make a value larger than any memory."""
    import yaml

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
    return Loader
