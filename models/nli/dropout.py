"""Dropout that takes its masks from a pool of random ones: drawing a mask anew takes a quarter of a step on a CPU."""

from __future__ import annotations

import torch

POOL = 1 << 24  # elements; a mask is a stretch of the pool from a random place


class PooledDropout(torch.nn.Module):
    """As ``torch.nn.Dropout(p)``, which still draws the mask of a tensor with more elements than the pool."""

    pool: torch.Tensor

    def __init__(self, p: float, pool: torch.Tensor) -> None:
        super().__init__()
        self.p = p
        self.register_buffer("pool", pool, persistent=False)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        if not self.training or not self.p:
            return values
        size = values.numel()
        if size > len(self.pool):
            return torch.nn.functional.dropout(values, self.p)
        start = int(torch.randint(0, len(self.pool) - size + 1, ()))
        return values * self.pool[start : start + size].view(values.shape)


def pooled(model: torch.nn.Module) -> None:
    """Put ``PooledDropout`` in the place of each ``torch.nn.Dropout`` of ``model``; one pool for those of one share."""
    pools: dict[float, torch.Tensor] = {}
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, torch.nn.Dropout):
                if child.p not in pools:
                    kept = torch.rand(POOL) >= child.p
                    pools[child.p] = kept.to(torch.bfloat16) / (1 - child.p)
                setattr(parent, name, PooledDropout(child.p, pools[child.p]))
