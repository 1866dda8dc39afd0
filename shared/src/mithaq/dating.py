"""The two days of a command: from when its facts hold, and when they are recorded.

Deadlines, mandates and delays are judged on the day of recording: whoever types the other day
cannot move them. How far back a fact may be dated is bounded by `Settings.backdating_days`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from mithaq.commands import SYSTEM, Caller
from mithaq.errors import Forbidden, Invalid
from mithaq.unicode import blank

__all__ = [
    "ARCHIVIST",
    "DateInFuture",
    "DatedTooFarBack",
    "Dating",
    "DatingReasonMissing",
    "ensure_dated",
]

ARCHIVIST: Final = "archivist"


class DateInFuture(Invalid):
    """A fact does not hold before it happened."""

    code = "date-in-future"


class DatedTooFarBack(Forbidden):
    """Dating a fact further back than usual takes a role of its own."""

    code = "dated-too-far-back"


class DatingReasonMissing(Invalid):
    """Who dates a fact further back than usual says why."""

    code = "dating-reason-missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """`on` is the effective date, `recorded_on` the day of recording, both days in Morocco.

    `reason` says why a fact is dated further back than usual.
    """

    on: date
    recorded_on: date
    reason: str | None = None


def ensure_dated(caller: Caller, dating: Dating, effective_on: date, *, allowed_days: int) -> None:
    """Neither day is in the future, nor further back than `allowed_days` without role and reason.

    `effective_on` is the day the events will hold from, where the command names one of its own.
    """
    today, earliest = dating.recorded_on, min(dating.on, effective_on)
    if dating.on > today:
        raise DateInFuture(date=str(dating.on), today=str(today))
    if SYSTEM in caller.roles:  # a deadline holds from the day it fell due, however late it runs
        return
    if earliest >= today - timedelta(days=allowed_days):
        return
    if ARCHIVIST not in caller.roles:
        raise DatedTooFarBack(date=str(earliest), today=str(today), days=allowed_days)
    if dating.reason is None or blank(dating.reason):
        raise DatingReasonMissing(date=str(earliest), today=str(today), days=allowed_days)
