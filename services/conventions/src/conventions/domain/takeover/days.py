"""The days that the dates of a paper file stand as.

A month or a year stands as its last day, not after today: nothing holds earlier than the paper
says. Only signature and force, on which all else rests, stand earlier where an exact later fact
shows that they were there by then.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mithaq.dating import DateInFuture
from mithaq.events import Open

from conventions.domain.core.archived import (
    ArchivedConvention,
    ArchivedDay,
    PaperState,
    Precision,
)
from conventions.domain.takeover.rules import ArchivedUndated, ensure_ordered

_ENDED = (PaperState.COMPLETED, PaperState.TERMINATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDays:
    """`precision` is of the signature; `since` None while it is in force."""

    signed_on: date
    precision: Open[Precision]
    in_force_on: date
    since: date | None


def days_of(record: ArchivedConvention, today: date) -> FileDays:
    """Raises ArchivedUndated, ArchivedDatesDisordered, DateInFuture."""
    _ensure_past(record, today)
    moves = sorted(_moves(record, today))
    first = moves[0] if moves else today
    if record.in_force is not None:
        force = min(record.in_force.stands_as(today), first)
        ensure_ordered("in_force", record.in_force.first, "money", force)
        signed, precision = _signed(record, today, force)
    else:
        signed, precision = _signed(record, today, first)
        force = signed
    return FileDays(
        signed_on=signed,
        precision=precision,
        in_force_on=force,
        since=_since(record, today, max(force, moves[-1] if moves else force)),
    )


def _signed(record: ArchivedConvention, today: date, before: date) -> tuple[date, Open[Precision]]:
    """The day of the last signature that is known, no later than what rests on it."""
    known = [party.signed for party in record.parties if party.signed is not None]
    if not known:
        if record.in_force is None:
            raise ArchivedUndated(part="signature")
        return before, record.in_force.precision
    last = max(known, key=lambda day: day.stands_as(today))
    for each in known:
        ensure_ordered("signature", each.first, "in_force", before)
    return min(last.stands_as(today), before), last.precision


def _moves(record: ArchivedConvention, today: date) -> Iterator[date]:
    """The days of all that happened once it was in force."""
    for payment in record.payments:
        yield payment.paid.stands_as(today)
    for delivery in record.deliveries:
        yield delivery.delivered.stands_as(today)
    before = None
    for amendment in record.amendments:
        day = amendment.effective.stands_as(today)
        if before is not None:
            ensure_ordered("amendment", before, "amendment", day)
        if amendment.signed is not None:
            ensure_ordered("amendment_signed", amendment.signed.first, "amendment", day)
        before = day
        yield day


def _since(record: ArchivedConvention, today: date, last: date) -> date | None:
    """An end comes after all that moved; a suspension may be found in between."""
    if record.state == PaperState.IN_FORCE:
        return None
    if record.since is None:
        raise ArchivedUndated(part=str(record.state))
    day = record.since.stands_as(today)
    if record.state in _ENDED:
        ensure_ordered("money", last, str(record.state), day)
    return day


def _ensure_past(record: ArchivedConvention, today: date) -> None:
    """Nothing in a paper file is yet to come, but its end."""
    for day in _told(record):
        if day is not None and day.first > today:
            raise DateInFuture(date=str(day.first), today=str(today))


def _told(record: ArchivedConvention) -> Iterator[ArchivedDay | None]:
    yield from (record.in_force, record.since)
    yield from (party.signed for party in record.parties)
    for amendment in record.amendments:
        yield from (amendment.signed, amendment.effective)
    yield from (payment.paid for payment in record.payments)
    yield from (delivery.delivered for delivery in record.deliveries)
