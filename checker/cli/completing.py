"""What a shell offers after a word that is not finished: names that an option knows, files, both in NAME=PATH."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable

import click
from click.shell_completion import CompletionItem

Offers = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def names(known: Iterable[str]) -> Offers:
    """Offers those of ``known`` that begin as the word does."""
    offered = tuple(known)
    return lambda ctx, param, begun: [CompletionItem(name) for name in offered if name.startswith(begun)]


def files(*known: str) -> Offers:
    """Offers files and folders, and those of ``known`` that begin as the word does."""
    return lambda ctx, param, begun: [*names(known)(ctx, param, begun), CompletionItem(begun, type="file")]


def outputs(formats: Iterable[str]) -> Offers:
    """Offers ``NAME=``, and after it the paths that are there; shells know no files behind an equals sign."""
    offered = [f"{name}=" for name in formats]

    def offer(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem]:
        name, equals, path = begun.partition("=")
        if not equals:
            return names(offered)(ctx, param, begun)
        found = sorted(glob.glob(glob.escape(path) + "*"))
        return [CompletionItem(f"{name}={f}{os.sep if os.path.isdir(f) else ''}") for f in found]

    return offer
