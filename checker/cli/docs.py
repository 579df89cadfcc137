"""``checker docs``: the pages of ``checker/docs``, offline; the same that make the site."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from importlib import import_module
from importlib.resources import files
from typing import Any

import click

from checker.cli.console import put
from checker.errors import ConfigError

INDEX = "index"  # the site's first page, which only lists the others
_NAMED = re.compile(r"^::: ([\w.]+)$", re.MULTILINE)  # where the site has what mkdocstrings makes of docstrings


def pages() -> dict[str, str]:
    """The text of every page by its name, in the order of the index."""
    found = {p.name.removesuffix(".md"): p.read_text("utf-8") for p in files("checker").joinpath("docs").iterdir()}
    listed = [name for name in re.findall(r"\((\w+)\.md\)", found.pop(INDEX)) if name in found]
    return {name: found[name] for name in dict.fromkeys([*listed, *sorted(found)])}


def _complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    return [name for name in pages() if name.startswith(incomplete)]


@click.command(short_help="Show the documentation, offline.", epilog="Example: checker docs ledger")
@click.argument("page", required=False, shell_complete=_complete)
def docs(page: str | None) -> int:
    """Show a PAGE of the documentation; alone, list the pages."""
    found = pages()
    if page is None:
        width = max(map(len, found))
        put("".join(f"{name:<{width}}  {text.splitlines()[0].lstrip('# ')}\n" for name, text in found.items()))
        return 0
    name = page.lower().removesuffix(".md")
    if name not in found:
        raise ConfigError(f'there is no page "{page}"; the pages are {", ".join(found)}')
    put(_NAMED.sub(lambda match: _described(match[1]), found[name]))
    return 0


def _described(name: str) -> str:
    """A function with its signature, a record with its fields, an error: each with its docstring."""
    module, _, last = name.rpartition(".")
    thing = getattr(import_module(module), last)
    fields = thing.__dataclass_fields__ if inspect.isclass(thing) and hasattr(thing, "__dataclass_fields__") else {}
    shown = [f"    {field.name}: {field.type}" for field in fields.values()]
    signature = "" if inspect.isclass(thing) else f"    {thing.__name__}{_signature(thing)}"
    return "\n\n".join(part for part in (f"### {name}", signature or "\n".join(shown), inspect.getdoc(thing)) if part)


def _signature(function: Callable[..., Any]) -> str:
    """As it is written: without quotes around names of types, and defaults that are functions by their names."""
    return re.sub(r"<function (\w+) at \w+>", r"\1", str(inspect.signature(function)).replace("'", ""))
