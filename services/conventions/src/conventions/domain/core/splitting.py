"""Until when the shares of a text are split."""

from datetime import date, timedelta

from mithaq.errors import Invalid, RuleBroken
from mithaq.morocco import day_after

from conventions.domain.core.frame import Frame
from conventions.domain.core.terms import Terms


class SplitTimeMissing(RuleBroken):
    """A text that promises shares says until when they are split."""

    code = "split-time-missing"


class SplitTimeTooShort(Invalid):
    """The parties have a day to split their shares at least, from the day it is recorded."""

    code = "split-time-too-short"


class SplitTimeTooLong(RuleBroken):
    """Shares are split within the time that the frame of the convention gives."""

    code = "split-time-too-long"


def ensure_time_left(before: Terms, after: Terms, on: date) -> None:
    """What an amendment promises unsplit has a day in the text to be split, still to come."""
    added = sorted(name for name, share in after.shares.items() if before.shares.get(name) != share)
    if not added:
        return
    if after.split_by is None:
        raise SplitTimeMissing(shares=tuple(added))
    if after.split_by <= on:
        raise SplitTimeTooShort(split_by=str(after.split_by), earliest=str(day_after(on)))


def time_to_split(
    terms: Terms, frame: Frame, asked: date | None, *, on: date, recorded_on: date
) -> date | None:
    """The last day to split the shares of a text agreed on that day: one exactly where it has some.

    Without a day of its own, the last one that the frame allows.
    """
    if not terms.shares:
        return None
    latest = None if frame.split_within_days is None else on + timedelta(frame.split_within_days)
    day = asked or latest
    if day is None:
        raise SplitTimeMissing(shares=tuple(sorted(terms.shares)))
    if latest is not None and day > latest:
        raise SplitTimeTooLong(split_by=str(day), latest=str(latest))
    if day < (earliest := day_after(recorded_on)):
        raise SplitTimeTooShort(split_by=str(day), earliest=str(earliest))
    return day
