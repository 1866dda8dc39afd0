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


SPLITTING_RULES = (SplitTimeMissing, SplitTimeTooShort, SplitTimeTooLong)


def ensure_time_left(before: Terms, after: Terms, frame: Frame, on: date) -> None:
    """What an amendment promises unsplit has a day in the text to be split, still to come.

    So has another day that it gives, within the time that the frame gives from the amendment on.
    """
    added = sorted(name for name, share in after.shares.items() if before.shares.get(name) != share)
    day = after.split_by
    if day is None:
        if added:
            raise SplitTimeMissing(shares=tuple(added))
        return
    if (added or day != before.split_by) and day <= on:
        raise SplitTimeTooShort(split_by=str(day), earliest=str(day_after(on)))
    if day != before.split_by:
        _ensure_not_too_late(frame, day, on)


def _ensure_not_too_late(frame: Frame, day: date, on: date) -> None:
    latest = _latest(frame, on)
    if latest is not None and day > latest:
        raise SplitTimeTooLong(split_by=str(day), latest=str(latest))


def _latest(frame: Frame, on: date) -> date | None:
    """The last day that the frame allows for a text agreed on that day; None: any."""
    return None if frame.split_within_days is None else on + timedelta(frame.split_within_days)


def time_to_split(
    terms: Terms, frame: Frame, asked: date | None, *, on: date, recorded_on: date
) -> date | None:
    """The last day to split the shares of a text agreed on that day: one exactly where it has some.

    Without a day of its own, the last one that the frame allows.
    """
    if not terms.shares:
        return None
    day = asked or _latest(frame, on)
    if day is None:
        raise SplitTimeMissing(shares=tuple(sorted(terms.shares)))
    _ensure_not_too_late(frame, day, on)
    if day < (earliest := day_after(recorded_on)):
        raise SplitTimeTooShort(split_by=str(day), earliest=str(earliest))
    return day
