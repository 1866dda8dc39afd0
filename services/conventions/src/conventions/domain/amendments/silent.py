"""Silence that counts as consent to an amendment, and what moves its delays."""

from datetime import date

from conventions.domain.amendments import commands as c
from conventions.domain.amendments import events as e
from conventions.domain.amendments.approving import with_turn
from conventions.domain.amendments.rules import amendment_of
from conventions.domain.approvals.delays import counted_again, silence_on
from conventions.domain.core.amendment import Amendment
from conventions.domain.core.approval_round import TacitDelay
from conventions.domain.core.chronology import Fact, latest
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events


def grant_tacitly(convention: Convention, command: c.GrantAmendmentTacitly) -> Events:
    """The last one opens the signature."""
    amendment, approval = amendment_of(convention, command.amendment), command.approval
    silence = silence_on(
        command.recorded_on,
        amendment.tacit.get(approval),
        amendment.approvals,
        command.corrected,
        unable=approval.organisation_id in command.header.inactive,
    )
    if silence is None:
        return []
    if not silence.consents:
        return [_moved(convention, amendment, silence.delay, unable=silence.unable)]
    granted = e.AmendmentApprovalGranted(
        convention_id=convention.convention_id,
        amendment=amendment.number,
        approval=approval,
        instrument=silence.delay.basis,
        tacit=True,
    )
    return with_turn(convention, amendment, granted)


def count_again(convention: Convention, command: c.CountAmendmentDelaysAgain) -> Events:
    """The delays that are not over yet."""
    amendment = amendment_of(convention, command.amendment)
    moved = counted_again(
        amendment.tacit, amendment.approvals, command.recorded_on, command.corrected
    )
    return [_moved(convention, amendment, delay) for delay in moved]


def grant_day(convention: Convention, command: c.GrantAmendmentTacitly) -> date:
    """The day after the last, or that of what was still recorded before the grant was."""
    asked = (Fact.AMENDMENT_APPROVALS_REQUESTED, Fact.AMENDMENT_APPROVAL_ANSWERED)
    known = latest(convention.days, ((fact, command.amendment) for fact in asked))
    return max(command.on, known[1]) if known else command.on


def _moved(
    convention: Convention, amendment: Amendment, delay: TacitDelay, *, unable: bool = False
) -> e.AmendmentTacitDelayMoved:
    return e.AmendmentTacitDelayMoved(
        convention_id=convention.convention_id,
        amendment=amendment.number,
        delay=delay,
        unable=unable,
    )
