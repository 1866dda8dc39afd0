"""What a deadline that has come due commands, in the name of nobody."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Final, TypedDict
from uuid import UUID

from mithaq.commands import Accepted
from mithaq.dating import Dating
from mithaq.deadlines import Deadline, Due
from mithaq.ids import derive as derive_id

from conventions import application
from conventions.application import Conventions, convention_of
from conventions.deadline_kinds import HOLIDAY_CORRECTED
from conventions.deadline_kinds import DeadlineKind as Kind
from conventions.domain.amendments.commands import (
    CountAmendmentDelaysAgain,
    GrantAmendmentTacitly,
    LapseAmendment,
)
from conventions.domain.amendments.rules import AmendmentClosed
from conventions.domain.approvals.commands import CountDelaysAgain, GrantTacitly
from conventions.domain.approvals.delays import DaysCorrected
from conventions.domain.committees.commands import NoteCommitteeOverdue, NoteDecisionOverdue
from conventions.domain.conditions.commands import EndCondition
from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.commands import CommandHeader, ConventionCommand
from conventions.domain.core.rules import CommandClosed
from conventions.domain.core.vocabulary import ApprovalKind
from conventions.domain.ending.commands import NoteRefundOverdue
from conventions.domain.negotiation.commands import EndNegotiationRound
from conventions.domain.notices.commands import ExpireNotice
from conventions.domain.obligations.commands import NoteObligationDueSoon, NoteObligationMissed
from conventions.domain.shares.commands import NoteSplitOverdue
from conventions.domain.signatures.commands import LapseConvention, NoteNotActivated
from conventions.domain.timing.commands import (
    CountLatenessAgain,
    NoteDurationEnding,
    NoteDurationOver,
    NoteTrancheOverdue,
)
from conventions.read_models import convention_list

# What is late is told as it is on the day it is looked at: a tranche that was planned, or a payment
# that was taken back, long after its due day tells once how late it is.
_AS_OF_TODAY: Final = frozenset(
    {
        *(Kind.TRANCHE_DUE, Kind.TRANCHE_LATE, Kind.PAYMENT_TAKEN_BACK),
        *(Kind.LATENESS_RESUMED, Kind.DURATION_ENDING),
    }
)


async def give(conventions: Conventions, due: Due) -> Accepted | None:
    """From the first day after the last one, decided under the rules of the day it runs.

    A convention, or an amendment, that went on to another state has nothing left that could end.
    """
    deadline = due.deadline
    if deadline.kind == HOLIDAY_CORRECTED:
        await _count_again(conventions, due)
        return None
    on = due.today if deadline.kind in _AS_OF_TODAY else deadline.due_on
    header = _header(convention_of(deadline.stream_id), due, on)
    command = await _command(conventions, deadline, header)
    with suppress(CommandClosed, AmendmentClosed):
        return await application.run(conventions, due.submission, command)
    return None


async def _command(  # noqa: C901, PLR0911, PLR0912 - one case a kind
    conventions: Conventions, deadline: Deadline, header: CommandHeader
) -> ConventionCommand:
    match Kind(deadline.kind):
        case Kind.ROUND_ENDS:
            return EndNegotiationRound(header=header, round=int(deadline.part))
        case Kind.SPLIT_DUE:
            return NoteSplitOverdue(header=header)
        case Kind.NOTICE_EXPIRES:
            return ExpireNotice(header=header, notice=int(deadline.part))
        case Kind.REFUND_DUE:
            return NoteRefundOverdue(header=header, tranche=deadline.part)
        case Kind.AMENDMENT_SIGNING_ENDS:
            return LapseAmendment(header=header, amendment=int(deadline.part))
        case Kind.CONDITION_DUE:
            return EndCondition(header=header, condition=deadline.part)
        case Kind.OBLIGATION_ENDING:
            return NoteObligationDueSoon(header=header, **_occurrence(deadline.part))
        case Kind.OBLIGATION_DUE:
            return NoteObligationMissed(header=header, **_occurrence(deadline.part))
        case Kind.COMMITTEE_DUE:
            return NoteCommitteeOverdue(header=header, committee=deadline.part)
        case Kind.DECISION_DUE:
            return NoteDecisionOverdue(header=header, decision=deadline.part)
        case Kind.TACIT_APPROVAL:
            corrected = await conventions.days_off.corrected()
            approval = _approval(deadline.part)
            return GrantTacitly(header=header, approval=approval, corrected=corrected)
        case Kind.AMENDMENT_TACIT_APPROVAL:
            corrected = await conventions.days_off.corrected()
            number, _, asked = deadline.part.partition("/")
            return GrantAmendmentTacitly(
                header=header,
                amendment=int(number),
                approval=_approval(asked),
                corrected=corrected,
            )
        case Kind.FORCE_EXPECTED:
            return NoteNotActivated(header=header)
        case Kind.SIGNING_ENDS:
            return LapseConvention(header=header)
        case kind:
            return _of_time(kind, deadline.part, header)


def _of_time(kind: Kind, part: str, header: CommandHeader) -> ConventionCommand:
    """Of a tranche's due day, and of the duration."""
    match kind:
        case Kind.LATENESS_RESUMED:
            return CountLatenessAgain(header=header)
        case Kind.DURATION_ENDING:
            return NoteDurationEnding(header=header)
        case Kind.DURATION_OVER:
            return NoteDurationOver(header=header)
        case _:
            again = kind is Kind.PAYMENT_TAKEN_BACK
            return NoteTrancheOverdue(header=header, tranche=part, again=again)


async def _count_again(conventions: Conventions, due: Due) -> None:
    """The delays of every text that waits for approvals, each under a command id of its own.

    What is asked for at this very moment may be missed here: it is counted again when it is due.
    """
    corrected = await conventions.days_off.corrected()
    async with conventions.readers["convention_list"].connect() as connection:
        waiting = await convention_list.waiting_for_approvals(connection)
    for convention_id, amendment in waiting:
        header = _header(convention_id, due, due.today)
        command = _counting(header, amendment, corrected)
        # One text of a convention waits at a time: amendments come once its own is in force.
        named = derive_id(due.deadline.deadline_id, str(convention_id))
        given = replace(due.submission, command_id=named)
        with suppress(CommandClosed, AmendmentClosed):
            await application.run(conventions, given, command)


def _counting(
    header: CommandHeader, amendment: int | None, corrected: DaysCorrected
) -> ConventionCommand:
    if amendment is None:
        return CountDelaysAgain(header=header, corrected=corrected)
    return CountAmendmentDelaysAgain(header=header, amendment=amendment, corrected=corrected)


def _header(convention_id: UUID, due: Due, on: date) -> CommandHeader:
    return CommandHeader(
        convention_id=convention_id,
        caller=due.submission.caller,
        dating=Dating(on=on, recorded_on=due.today),
    )


class _Occurrence(TypedDict):
    obligation: str
    occurrence: int


def _occurrence(part: str) -> _Occurrence:
    name, _, number = part.rpartition("/")
    return {"obligation": name, "occurrence": int(number)}


def _approval(part: str) -> RequiredApproval:
    kind, _, body = part.partition("/")
    return RequiredApproval(kind=ApprovalKind(kind), organisation_id=UUID(body))
