"""A ministry's conventions over ten years: how long each one is, where, and when its events come.

Made up from a seed, in the shape of real portfolios: a few very long conventions and many short
ones, agreed within the first sixth of their life and carried out in the rest. Years are counted
from the first convention's; nothing here is a real convention.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor
from random import Random
from typing import Final
from uuid import UUID

YEARS: Final = 10
MONTHS: Final = 12 * YEARS
REGIONS: Final = tuple(f"{number:02}" for number in range(1, 13))

_SHORTEST, _LONGEST = 60, 30_000  # events of one convention
_SPREAD: Final = 1.1  # of the logarithms of their numbers: one in twenty has six times the median
_LASTS: Final = (3.0, 7.0)  # years
_AGREED_AFTER: Final = 1 / 6  # of its life, and with so much of its events:
_AGREEING: Final = 0.12
_NAMESPACE_BITS: Final = 0x0199_0000_0000_7000_8000_0000_0000_0000


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One convention: `begins` and `lasts` in years, `events` over its whole life."""

    number: int
    region: str
    begins: float
    lasts: float
    events: int

    @property
    def convention_id(self) -> UUID:
        return UUID(int=_NAMESPACE_BITS | (self.number << 8))

    def done(self, year: float) -> int:
        """How many of its events have come by then."""
        lived = min(max((year - self.begins) / self.lasts, 0.0), 1.0)
        if lived <= _AGREED_AFTER:
            share = lived / _AGREED_AFTER * _AGREEING
        else:
            share = _AGREEING + (lived - _AGREED_AFTER) / (1 - _AGREED_AFTER) * (1 - _AGREEING)
        return floor(share * self.events + 1e-9)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Events `after`+1 to `upto` of one life, which come within one month."""

    life: Life
    after: int
    upto: int


def ministry(seed: int, conventions: int, events: int) -> list[Life]:
    """So many conventions, begun steadily over ten years, with about so many events by then."""
    luck = Random(seed)
    drawn = [_drawn(number, luck, conventions) for number in range(conventions)]
    scale = 1.0
    for _ in range(12):  # what is cut off at both ends is made up for by the others
        lives = [_scaled(life, weight * scale) for life, weight in drawn]
        scale *= events / max(1, sum(life.done(YEARS) for life in lives))
    return lives


def months(lives: Sequence[Life], first: int, last: int) -> Iterator[list[Stretch]]:
    """For each month after `first` up to `last`, what comes in it, convention by convention."""
    for month in range(first, last):
        before, after = month / 12, (month + 1) / 12
        found = (Stretch(life, life.done(before), life.done(after)) for life in lives)
        yield [stretch for stretch in found if stretch.upto > stretch.after]


def _drawn(number: int, luck: Random, conventions: int) -> tuple[Life, float]:
    life = Life(
        number=number,
        region=luck.choice(REGIONS),
        begins=number / conventions * (YEARS - 0.5),
        lasts=luck.uniform(*_LASTS),
        events=0,
    )
    return life, 1_000 * luck.lognormvariate(0, _SPREAD)


def _scaled(life: Life, events: float) -> Life:
    return Life(
        number=life.number,
        region=life.region,
        begins=life.begins,
        lasts=life.lasts,
        events=round(min(max(events, _SHORTEST), _LONGEST)),
    )
