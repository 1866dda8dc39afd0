"""What follows from time alone: a round ends with its day, a text that is not signed lapses."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Final

from mithaq.commands import Accepted
from mithaq.dating import Dating
from mithaq.deadlines import CancelDeadline, Change, Deadlines, Due, SetDeadline
from mithaq.events import Recorded
from mithaq.morocco import day_after, day_begins

from conventions import application
from conventions.application import Conventions, convention_of
from conventions.catalogue import CATALOGUE
from conventions.domain.core.commands import CommandHeader, ConventionCommand
from conventions.domain.core.rules import CommandClosed
from conventions.domain.drafting import events as drafting
from conventions.domain.negotiation import events as negotiation
from conventions.domain.negotiation.commands import EndNegotiationRound
from conventions.domain.signatures import events as signatures
from conventions.domain.signatures.commands import LapseConvention

ROUND_ENDS: Final = "round-ends"
SIGNING_ENDS: Final = "signing-ends"
TimedEvent = (
    negotiation.NegotiationRoundOpened
    | negotiation.NegotiationRoundClosed
    | negotiation.NegotiationRoundEnded
    | negotiation.TextAgreed
    | negotiation.TextReopened
    | signatures.SigningTimeExtended
    | signatures.SignatureRefused
    | signatures.ConventionSigned
    | signatures.ConventionLapsed
    | drafting.ConventionWithdrawn
)


def derive(recorded: Recorded[TimedEvent]) -> Sequence[Change]:
    """A round taken over from paper, whose deadline had passed, has no deadline here."""
    match recorded.event:
        case negotiation.NegotiationRoundOpened(round=number, deadline=day, recorded_on=on):
            return [_after(day, ROUND_ENDS, str(number))] if day >= on else []
        case negotiation.NegotiationRoundClosed() | negotiation.NegotiationRoundEnded():
            return [CancelDeadline(kind=ROUND_ENDS)]
        case negotiation.TextAgreed(sign_by=day):
            return [] if day is None else [_after(day, SIGNING_ENDS)]
        case signatures.SigningTimeExtended(sign_by=day):
            return [_after(day, SIGNING_ENDS)]
        case _:  # reopened, signed, refused, lapsed or withdrawn
            return [CancelDeadline()]


async def give(conventions: Conventions, due: Due) -> Accepted | None:
    """From the first day after the last one, decided under the rules of the day it runs.

    A convention that went on to another state has nothing left that could end.
    """
    submission, deadline = due.submission, due.deadline
    header = CommandHeader(
        convention_id=convention_of(deadline.stream_id),
        caller=submission.caller,
        dating=Dating(on=deadline.due_on, recorded_on=due.today),
    )
    command: ConventionCommand = (
        EndNegotiationRound(header=header, round=int(deadline.part))
        if deadline.kind == ROUND_ENDS
        else LapseConvention(header=header)
    )
    with suppress(CommandClosed):
        return await application.run(conventions, submission, command)
    return None


def _after(day: date, kind: str, part: str = "") -> SetDeadline:
    return SetDeadline(kind=kind, part=part, due_at=day_begins(day_after(day)))


DEADLINES: Final = Deadlines(catalogue=CATALOGUE.only(TimedEvent), derive=derive, give=give)
