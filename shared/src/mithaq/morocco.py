"""The current day in Morocco: legal days are Moroccan days, wherever a process runs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

__all__ = ["RABAT", "Clocked", "day_after", "day_begins", "day_in_morocco"]

RABAT: Final = ZoneInfo("Africa/Casablanca")


def day_in_morocco(moment: datetime) -> date:
    """The day in Morocco at a moment; the datetime must have a time zone."""
    return moment.astimezone(RABAT).date()


def day_begins(day: date) -> datetime:
    """The moment at which a day begins in Morocco, in UTC: then the day before it has ended."""
    return datetime.combine(day, time(), tzinfo=RABAT).astimezone(UTC)


def day_after(day: date) -> date:
    """The first day on which what holds until `day`, that day included, holds no more."""
    return day + timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocked:
    """Base class of a service's parts that need a clock and the current day."""

    clock: Callable[[], datetime]

    def today(self) -> date:
        """The current day in Morocco."""
        return day_in_morocco(self.clock())
