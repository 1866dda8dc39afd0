"""Decisions on days off, and what the corrections come to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from mithaq.errors import Invalid
from mithaq.events import Provenance
from mithaq.working_days import is_weekend, is_working

from conventions.domain.core.policy import Capacity
from conventions.domain.core.rules import CapacityRefused, ensure_written
from conventions.domain.holidays.commands import CorrectHoliday
from conventions.domain.holidays.events import HolidayCorrected

STREAM: Final = "holidays-ma"
REACH: Final = timedelta(days=800)  # two years and a little, before or after today


class HolidayOutOfReach(Invalid):
    """A day off is corrected up to two years from today."""

    code = "holiday-out-of-reach"


class HolidayOnWeekend(Invalid):
    """A Saturday or Sunday is off whatever is said of it."""

    code = "holiday-on-weekend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holidays:
    """The corrections so far, the last one of each day: whether it is off, and its event."""

    off: Mapping[date, bool] = field(default_factory=dict)
    corrections: Mapping[date, HolidayCorrected] = field(default_factory=dict)


def evolve(holidays: Holidays, event: HolidayCorrected, _: Provenance) -> Holidays:
    return Holidays(
        off={**holidays.off, event.day: event.off},
        corrections={**holidays.corrections, event.day: event},
    )


def correct(holidays: Holidays, command: CorrectHoliday) -> Sequence[HolidayCorrected]:
    """Nothing where the day is so already."""
    if Capacity.OFFICE not in command.caller.roles:
        raise CapacityRefused(command=type(command).__name__, needed=(Capacity.OFFICE,))
    day, today = command.day, command.dating.recorded_on
    if abs(day - today) > REACH:
        earliest, latest = today - REACH, today + REACH
        raise HolidayOutOfReach(day=str(day), earliest=str(earliest), latest=str(latest))
    if is_weekend(day):
        raise HolidayOnWeekend(day=str(day))
    ensure_written(str(day), name_fr=command.name_fr, name_ar=command.name_ar, act=command.act)
    if is_working(day, holidays.off) is not command.off:
        return []
    return [
        HolidayCorrected(
            day=day,
            off=command.off,
            name_fr=command.name_fr,
            name_ar=command.name_ar,
            act=command.act,
            late=day <= today,
        )
    ]
