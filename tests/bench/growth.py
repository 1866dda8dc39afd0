"""How much a line of samples grows."""

from dataclasses import dataclass
from itertools import combinations
from statistics import median

from tests.bench.chart import Line

FLAT_PERCENT, FLAT_MB = 5.0, 5.0


@dataclass(frozen=True, slots=True)
class Growth:
    """`first` and `last`: megabytes after the first third and at the end."""

    process: str
    first: float
    last: float
    percent: float
    mb_per_minute: float
    ours: bool
    flat: bool


def growth(process: str, line: Line, *, ours: bool) -> Growth:
    settled = line[len(line) // 3 :]
    edge = max(1, len(settled) // 10)
    first = median(mb for _, mb in settled[:edge])
    last = median(mb for _, mb in settled[-edge:])
    more = last - first
    percent = 100 * more / first
    flat = percent <= FLAT_PERCENT or more <= FLAT_MB
    return Growth(process, first, last, percent, slope(line[len(line) // 2 :]), ours, flat)


def slope(line: Line) -> float:
    """The median of the slopes between any two points."""
    pairs = [(b - a) / (t - s) for (s, a), (t, b) in combinations(line, 2) if t > s]
    return median(pairs) if pairs else 0.0
