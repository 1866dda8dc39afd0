"""What follows from time alone: a mandate ends when its last day is over, and is told before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from mithaq.commands import Accepted
from mithaq.deadlines import CancelDeadline, Change, Deadlines, Due, SetDeadline
from mithaq.events import Recorded
from mithaq.morocco import day_after, day_begins

from partners import application
from partners.application import Partners
from partners.catalogue import CATALOGUE
from partners.domain import events as e
from partners.domain.commands import CommandHeader, EndMandate, WarnOfMandateEnd
from partners.streams import organisation_of

MANDATE_ENDS: Final = "mandate-ends"
MANDATE_ENDING: Final = "mandate-ending"
WARNED: Final = (90, 30)  # days before its last one


def derive(recorded: Recorded[e.MandateEvent | e.MandateTimeEvent]) -> Sequence[Change]:
    """A revocation for a later day moves the end; one from today or earlier tells it itself."""
    event = recorded.event
    part = str(event.mandate_id)
    match event:
        case e.MandateRecorded(valid_to=last) if last is not None:
            ends = day_begins(day_after(last))
            end = SetDeadline(kind=MANDATE_ENDS, part=part, due_at=ends)
            return [end, *_warnings(part, last, recorded.effective_date)]
        case e.MandateRevoked(revoked_on=day) if day > recorded.effective_date:
            return [SetDeadline(kind=MANDATE_ENDS, part=part, due_at=day_begins(day))]
        case e.MandateRevoked() | e.MandateDeclined() | e.MandateEnded():
            gone = [CancelDeadline(kind=MANDATE_ENDING, part=f"{part}/{days}") for days in WARNED]
            return [CancelDeadline(kind=MANDATE_ENDS, part=part), *gone]
        case _:
            return []


def _warnings(part: str, last: date, recorded_on: date) -> Sequence[Change]:
    """Of a mandate that was short from the beginning, nothing is told that was known then."""
    return [
        SetDeadline(kind=MANDATE_ENDING, part=f"{part}/{days}", due_at=day_begins(day))
        for days in WARNED
        if (day := last - timedelta(days=days)) > recorded_on
    ]


async def give(partners: Partners, due: Due) -> Accepted:
    """End the mandate, or tell that it will end: from the first day, however late this runs."""
    submission, deadline = due.submission, due.deadline
    header = CommandHeader(
        organisation_id=organisation_of(deadline.stream_id),
        caller=submission.caller,
        on=deadline.due_on,
    )
    if deadline.kind == MANDATE_ENDING:
        mandate, _, days = deadline.part.partition("/")
        # As it is on the day it is told: how many days are left.
        header = replace(header, on=due.today)
        warn = WarnOfMandateEnd(header=header, mandate_id=UUID(mandate), within_days=int(days))
        return await application.run(partners, submission, warn)
    command = EndMandate(header=header, mandate_id=UUID(deadline.part))
    return await application.run(partners, submission, command)


DEADLINES: Final = Deadlines(
    catalogue=CATALOGUE.only(e.MandateEvent | e.MandateTimeEvent),
    derive=derive,
    give=give,
    revision=2,
)
