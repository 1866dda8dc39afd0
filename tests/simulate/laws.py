"""The law by which a cost grows with what stands in the store: its exponent, and a word for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

Point = tuple[float, float]  # events in the store, and the cost there

# A cost measured thrice on a busy machine: finer names would say more than the figures do.
_NAMES: Final = ((0.15, "flat"), (0.75, "below linear"), (1.15, "linear"), (1.6, "above linear"))


@dataclass(frozen=True, slots=True)
class Law:
    """cost = factor x events ^ exponent, fitted to the logarithms (least squares)."""

    exponent: float
    factor: float

    @property
    def name(self) -> str:
        return next((name for most, name in _NAMES if self.exponent <= most), "quadratic")

    def at(self, events: float) -> float:
        return float(self.factor * events**self.exponent)


def law_of(points: Sequence[Point]) -> Law:
    """The law of at least two points at different sizes; a cost of nothing counts as 1e-9."""
    logs = [(log(events), log(max(cost, 1e-9))) for events, cost in points]
    mean_x = sum(x for x, _ in logs) / len(logs)
    mean_y = sum(y for _, y in logs) / len(logs)
    spread = sum((x - mean_x) ** 2 for x, _ in logs)
    if not spread:
        raise ValueError("a law needs two different sizes")
    exponent = sum((x - mean_x) * (y - mean_y) for x, y in logs) / spread
    return Law(exponent=exponent, factor=2.718281828459045 ** (mean_y - exponent * mean_x))
