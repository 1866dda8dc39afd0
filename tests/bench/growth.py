"""The growth of a series of samples."""

from dataclasses import dataclass
from itertools import combinations
from statistics import median

Line = list[tuple[float, float]]  # minutes and megabytes

# A leak goes on. Of what came in the counted minutes so much is the allocator's business, and so
# much an hour at the slope of the second half would be noticed within a working day.
FLAT_PERCENT, FLAT_MB, FLAT_MB_PER_HOUR = 5.0, 5.0, 20.0


@dataclass(frozen=True, slots=True)
class Growth:
    """Growth of memory; `first` and `last` are megabytes after the first third and at the end."""

    process: str
    first: float
    last: float
    percent: float
    mb_per_minute: float
    flat: bool


def growth(process: str, line: Line) -> Growth:
    settled = line[len(line) // 3 :]
    edge = max(1, len(settled) // 10)
    first = median(mb for _, mb in settled[:edge])
    last = median(mb for _, mb in settled[-edge:])
    more = last - first
    percent = 100 * more / first
    mb_per_minute = slope(line[len(line) // 2 :])
    small = percent <= FLAT_PERCENT or more <= FLAT_MB
    flat = small and mb_per_minute * 60 <= FLAT_MB_PER_HOUR
    return Growth(process, first, last, percent, mb_per_minute, flat)


def slope(line: Line) -> float:
    """The median of the slopes between any two points."""
    pairs = [(b - a) / (t - s) for (s, a), (t, b) in combinations(line, 2) if t > s]
    return median(pairs) if pairs else 0.0
