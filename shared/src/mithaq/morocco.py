"""The current day in Morocco: legal days are Moroccan days, wherever a process runs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

__all__ = ["RABAT", "Clocked", "day_in_morocco"]

RABAT: Final = ZoneInfo("Africa/Casablanca")


def day_in_morocco(moment: datetime) -> date:
    """The day in Morocco at a moment; the datetime must have a time zone."""
    return moment.astimezone(RABAT).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocked:
    """Base class of a service's parts that need a clock and the current day."""

    clock: Callable[[], datetime]

    def today(self) -> date:
        """The current day in Morocco."""
        return day_in_morocco(self.clock())
