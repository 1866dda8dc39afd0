"""What follows from time alone: a mandate ends when its last day is over."""

from collections.abc import Sequence
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
from partners.domain.commands import CommandHeader, EndMandate
from partners.streams import organisation_of

MANDATE_ENDS: Final = "mandate-ends"


def derive(recorded: Recorded[e.MandateEvent | e.MandateEnded]) -> Sequence[Change]:
    """A revocation for a later day moves the end; one from today or earlier tells it itself."""
    event = recorded.event
    part = str(event.mandate_id)
    match event:
        case e.MandateRecorded(valid_to=last) if last is not None:
            ends = day_begins(day_after(last))
            return [SetDeadline(kind=MANDATE_ENDS, part=part, due_at=ends)]
        case e.MandateRevoked(revoked_on=day) if day > recorded.effective_date:
            return [SetDeadline(kind=MANDATE_ENDS, part=part, due_at=day_begins(day))]
        case e.MandateRevoked() | e.MandateDeclined() | e.MandateEnded():
            return [CancelDeadline(kind=MANDATE_ENDS, part=part)]
        case _:
            return []


async def give(partners: Partners, due: Due) -> Accepted:
    """End the mandate, from the first day without it, however late this runs."""
    submission = due.submission
    header = CommandHeader(
        organisation_id=organisation_of(due.deadline.stream_id),
        caller=submission.caller,
        on=due.deadline.due_on,
    )
    command = EndMandate(header=header, mandate_id=UUID(due.deadline.part))
    return await application.run(partners, submission, command)


DEADLINES: Final = Deadlines(
    catalogue=CATALOGUE.only(e.MandateEvent | e.MandateEnded), derive=derive, give=give
)
