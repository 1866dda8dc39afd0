"""What follows from time alone: a round ends, what is not signed or decided in time lapses."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from mithaq.commands import Accepted
from mithaq.dating import Dating
from mithaq.deadlines import CancelDeadline, Change, Deadline, Deadlines, Due, SetDeadline
from mithaq.events import Recorded
from mithaq.ids import derive as derive_id
from mithaq.morocco import day_after, day_begins

from conventions import application
from conventions.application import Conventions, convention_of
from conventions.catalogue import CATALOGUE
from conventions.domain.approvals import events as approvals
from conventions.domain.approvals.commands import CountDelaysAgain, GrantTacitly
from conventions.domain.conditions import events as conditions
from conventions.domain.conditions.commands import EndCondition
from conventions.domain.core.approval_round import RequiredApproval, TacitDelay
from conventions.domain.core.commands import CommandHeader, ConventionCommand
from conventions.domain.core.rules import CommandClosed
from conventions.domain.core.vocabulary import ApprovalKind
from conventions.domain.drafting import events as drafting
from conventions.domain.holidays.events import HolidayCorrected
from conventions.domain.negotiation import events as negotiation
from conventions.domain.negotiation.commands import EndNegotiationRound
from conventions.domain.shares.commands import NoteSplitOverdue
from conventions.domain.signatures import events as signatures
from conventions.domain.signatures.commands import LapseConvention
from conventions.read_models import convention_list

ROUND_ENDS: Final = "round-ends"
SIGNING_ENDS: Final = "signing-ends"
TACIT_APPROVAL: Final = "tacit-approval"
HOLIDAY_CORRECTED: Final = "holiday-corrected"
SPLIT_DUE: Final = "split-due"
CONDITION_DUE: Final = "condition-due"
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
    | conditions.ConditionMet
    | approvals.ApprovalsRequested
    | approvals.ApprovalGranted
    | approvals.ApprovalRefused
    | approvals.TacitDelayMoved
    | HolidayCorrected
    | conditions.ConditionFailed
    | drafting.ConventionWithdrawn
)


def derive(recorded: Recorded[TimedEvent]) -> Sequence[Change]:  # noqa: C901, PLR0911 - one case an event
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
        case signatures.ConventionSigned(split_by=day, conditions=waits_for):
            due = (_after(each.decide_by, CONDITION_DUE, each.condition) for each in waits_for)
            split = [] if day is None else [_after(day, SPLIT_DUE)]
            return [CancelDeadline(), *due, *split]
        case approvals.ApprovalsRequested(tacit=delays):
            return [_tacit(delay) for delay in delays]
        case approvals.TacitDelayMoved(delay=delay):
            return [_tacit(delay)]
        case (
            approvals.ApprovalGranted(approval=approval)
            | approvals.ApprovalRefused(approval=approval)
        ):
            return [CancelDeadline(kind=TACIT_APPROVAL, part=_part(approval))]
        case HolidayCorrected(day=day):
            now = recorded.recorded_at
            return [SetDeadline(kind=HOLIDAY_CORRECTED, part=str(day), due_at=now)]
        case conditions.ConditionMet(condition=name):
            return [CancelDeadline(kind=CONDITION_DUE, part=name)]
        case _:  # reopened, refused, lapsed or withdrawn, or a condition that failed
            return [CancelDeadline()]


async def give(conventions: Conventions, due: Due) -> Accepted | None:
    """From the first day after the last one, decided under the rules of the day it runs.

    A convention that went on to another state has nothing left that could end.
    """
    deadline = due.deadline
    if deadline.kind == HOLIDAY_CORRECTED:
        await _count_again(conventions, due)
        return None
    header = _header(convention_of(deadline.stream_id), due, deadline.due_on)
    command = await _command(conventions, deadline, header)
    with suppress(CommandClosed):
        return await application.run(conventions, due.submission, command)
    return None


async def _command(
    conventions: Conventions, deadline: Deadline, header: CommandHeader
) -> ConventionCommand:
    match deadline.kind:
        case "round-ends":
            return EndNegotiationRound(header=header, round=int(deadline.part))
        case "split-due":
            return NoteSplitOverdue(header=header)
        case "condition-due":
            return EndCondition(header=header, condition=deadline.part)
        case "tacit-approval":
            kind, _, body = deadline.part.partition("/")
            approval = RequiredApproval(kind=ApprovalKind(kind), organisation_id=UUID(body))
            corrected = await conventions.days_off.corrected()
            return GrantTacitly(header=header, approval=approval, corrected=corrected)
        case _:
            return LapseConvention(header=header)


async def _count_again(conventions: Conventions, due: Due) -> None:
    """The delays of every text that waits for approvals, each under a command id of its own.

    What is asked for at this very moment may be missed here: it is counted again when it is due.
    """
    corrected = await conventions.days_off.corrected()
    async with conventions.readers["convention_list"].connect() as connection:
        waiting = await convention_list.waiting_for_approvals(connection)
    for each in waiting:
        header = _header(each, due, due.today)
        command = CountDelaysAgain(header=header, corrected=corrected)
        given = replace(due.submission, command_id=derive_id(due.deadline.deadline_id, str(each)))
        with suppress(CommandClosed):
            await application.run(conventions, given, command)


def _header(convention_id: UUID, due: Due, on: date) -> CommandHeader:
    return CommandHeader(
        convention_id=convention_id,
        caller=due.submission.caller,
        dating=Dating(on=on, recorded_on=due.today),
    )


def _tacit(delay: TacitDelay) -> SetDeadline:
    return _after(delay.last_day, TACIT_APPROVAL, _part(delay.approval))


def _part(approval: RequiredApproval) -> str:
    return f"{approval.kind}/{approval.organisation_id}"


def _after(day: date, kind: str, part: str = "") -> SetDeadline:
    return SetDeadline(kind=kind, part=part, due_at=day_begins(day_after(day)))


DEADLINES: Final = Deadlines(
    catalogue=CATALOGUE.only(TimedEvent), derive=derive, give=give, revision=2
)
