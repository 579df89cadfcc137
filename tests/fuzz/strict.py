"""Indexing in ``checker`` that refuses to wrap around: ``doc[i - 1]`` at the first token is the last one, silently.

``install()`` before anything of checker is imported: in all its modules, an index that is computed and comes out
negative raises ``Wrapped``. A written ``[-1]`` or ``[-n:]`` means the end and is left alone.
"""

from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from typing import Any

NAME = "__strictly__"


class Wrapped(IndexError):
    """A computed index that is negative."""


def _kinds() -> tuple[type, ...]:
    from spacy.tokens import Doc, Span

    return Doc, Span, str, list, tuple


def strictly(held: Any, index: Any) -> Any:
    """``held[index]``, where that doesn't wrap around."""
    if isinstance(index, int):
        if index < 0 and isinstance(held, _kinds()):
            raise Wrapped(f"index {index} of a {type(held).__name__} of {len(held)}")
    elif isinstance(index, slice) and isinstance(held, _kinds()):
        start, stop = index.start or 0, len(held) if index.stop is None else index.stop
        if (start < 0 or stop < 0) and len(held[index]) != len(held[max(start, 0) : max(stop, 0)]):
            raise Wrapped(f"slice {start}:{stop} of a {type(held).__name__} of {len(held)}")
    return held[index]


def _written(index: ast.expr | None) -> bool:
    return index is None or isinstance(index, ast.Constant | ast.UnaryOp)


class _Transformer(ast.NodeTransformer):
    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        self.generic_visit(node)
        index = node.slice
        ends = (index.lower, index.upper) if isinstance(index, ast.Slice) else (index,)
        stepped = isinstance(index, ast.Slice) and index.step is not None
        if not isinstance(node.ctx, ast.Load) or stepped or any(isinstance(e, ast.UnaryOp) for e in ends if e):
            return node
        if all(_written(e) for e in ends):
            return node
        given: ast.expr = index
        if isinstance(index, ast.Slice):
            bounds = [e or ast.Constant(None) for e in ends]
            given = ast.Call(ast.Name("slice", ast.Load()), bounds, [])
        return ast.Call(ast.Name(NAME, ast.Load()), [node.value, given], [])

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """Types stay as written."""
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        return node


class _Loader(importlib.machinery.SourceFileLoader):
    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> Any:
        tree = ast.fix_missing_locations(_Transformer().visit(ast.parse(data, path)))
        return compile(tree, path, "exec", dont_inherit=True)

    def exec_module(self, module: Any) -> None:
        setattr(module, NAME, strictly)
        super().exec_module(module)

    def get_code(self, fullname: str) -> Any:
        """From the source and never from a cache, which has the plain code."""
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, fullname: str, path: Any, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] != "checker":
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        if spec is None or not isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            return spec
        loader = _Loader(fullname, spec.loader.path)
        packages = spec.submodule_search_locations
        return importlib.util.spec_from_file_location(
            fullname, spec.loader.path, loader=loader, submodule_search_locations=packages
        )


def install() -> None:
    """Raises RuntimeError where checker is imported already."""
    if "checker" in sys.modules:
        raise RuntimeError("checker is imported already")
    sys.meta_path.insert(0, _Finder())
