"""How the networks of a spaCy pipeline multiply matrices: by NumPy's BLAS, on one thread.

Where spaCy's own BLAS (BLIS) has no kernels for a processor, it takes nearly thrice the time of NumPy's, a quarter of
the whole parse. One thread, since these matrices are small: several wait for each other more than they work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

if TYPE_CHECKING:
    from spacy.language import Language


class OneThread(NumpyOps):  # type: ignore[misc]  # thinc says nothing of its types here
    """The operations of thinc on a CPU."""

    def __init__(self) -> None:
        super().__init__(use_blis=False)
        self._threads = ThreadpoolController()

    def gemm(self, *matrices: Any, **options: Any) -> Any:
        with self._threads.limit(limits=1, user_api="blas"):
            return super().gemm(*matrices, **options)


def multiply_by_numpy(nlp: Language) -> None:
    """All networks of the pipeline that run on a CPU."""
    ops = OneThread()
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)  # a lemmatizer of rules has None
        for node in model.walk() if model is not None else ():
            if isinstance(node.ops, NumpyOps):
                node.ops = ops
