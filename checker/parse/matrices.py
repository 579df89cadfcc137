"""How the networks of a spaCy pipeline multiply matrices: by NumPy's BLAS, on one thread.

Where spaCy's own BLAS (BLIS) has no kernels for a processor, it takes nearly thrice the time of NumPy's, a quarter of
the whole parse. One thread, since these matrices are small: several wait for each other more than they work.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

if TYPE_CHECKING:
    from spacy.language import Language


class OneThread(NumpyOps):  # type: ignore[misc]  # thinc says nothing of its types here
    """The operations of thinc on a CPU, with NumPy's product of matrices."""

    def __init__(self) -> None:
        super().__init__(use_blis=False)

    def gemm(self, *matrices: Any, **options: Any) -> Any:
        with _one_thread():
            return super().gemm(*matrices, **options)


def multiply_by_numpy(nlp: Language) -> None:
    """All networks of the pipeline that run on a CPU."""
    ops = OneThread()
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)  # a lemmatizer of rules has None
        for node in model.walk() if isinstance(model, Model) else ():
            if isinstance(node.ops, NumpyOps):
                node.ops = ops


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()


_lock, _users, _limits = Lock(), 0, None


@contextmanager
def _one_thread() -> Iterator[None]:
    """The number of BLAS threads is the process's: the first that multiplies lowers it, the last one gives it back."""
    global _users, _limits
    with _lock:
        _users += 1
        if _users == 1:
            _limits = _controller().limit(limits=1, user_api="blas")
    try:
        yield
    finally:
        with _lock:
            _users -= 1
            if not _users and _limits is not None:
                _limits.restore_original_limits()
