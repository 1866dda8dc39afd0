"""Working days in Morocco: neither a Saturday or Sunday nor a day off, corrections told apart.

The days of the Islamic calendar are estimated years ahead and announced a day or two before, so who
counts with them brings the corrections that are known to it; this module keeps none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Final

from mithaq.errors import Invalid

__all__ = [
    "DayOff",
    "DelayTooLong",
    "days_off",
    "is_weekend",
    "is_working",
    "last_working_day",
]

LONGEST: Final = 250  # working days: about a year, beyond which the estimates are guesses
_WEEKEND: Final = frozenset({5, 6})
_NONE: Final[Mapping[date, bool]] = MappingProxyType({})


class DelayTooLong(Invalid):
    """A delay in working days is counted from none to about a year."""

    code = "delay-too-long"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff:
    """A legal day off; `estimated` while the moon has not been seen."""

    day: date
    name_fr: str
    name_ar: str
    estimated: bool = False


@cache
def days_off(year: int) -> Mapping[date, DayOff]:
    """The days off of a year as the library has them, before any correction."""
    # It takes a third of a second to import, which no process needs that counts no working days.
    from holidays.countries.morocco import Morocco

    french = Morocco(years=year, language="fr", islamic_show_estimated=False)
    arabic = Morocco(years=year, language="ar", islamic_show_estimated=False)
    marked = Morocco(years=year, language="fr", islamic_show_estimated=True)
    found = {
        day: DayOff(
            day=day,
            name_fr=french[day],
            name_ar=arabic[day],
            estimated=marked[day] != french[day],
        )
        for day in sorted(french)
    }
    return MappingProxyType(found)


def is_weekend(day: date) -> bool:
    """A Saturday or Sunday."""
    return day.weekday() in _WEEKEND


def is_working(day: date, corrected: Mapping[date, bool] = _NONE) -> bool:
    """`corrected` says of single days whether they are off; it goes before the library's word.

    A Saturday or Sunday is off whatever is said of it.
    """
    if is_weekend(day):
        return False
    off = corrected.get(day)
    return day not in days_off(day.year) if off is None else not off


def last_working_day(after: date, count: int, corrected: Mapping[date, bool] = _NONE) -> date:
    """The last day of a delay of `count` working days, the day `after` itself not counted.

    Raises DelayTooLong for a count below none or beyond `LONGEST`.
    """
    if not 0 <= count <= LONGEST:
        raise DelayTooLong(count=count, limit=LONGEST)
    day = after
    for _ in range(count):
        day += timedelta(days=1)
        while not is_working(day, corrected):
            day += timedelta(days=1)
    return day
