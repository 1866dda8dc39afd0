"""One side ends a convention: on a notice that was not heeded, by another than who served it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from mithaq.errors import RuleBroken

from conventions.domain.amendments import effect as told
from conventions.domain.amendments.events import AmendmentWithdrawn
from conventions.domain.amendments.planned_since import ensure_planned_fits
from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty
from conventions.domain.core.event import ConventionEvent, Events
from conventions.domain.core.notice import Notice
from conventions.domain.core.rules import ensure_reason, ensure_written
from conventions.domain.ending import commands as c
from conventions.domain.ending import events as e
from conventions.domain.ending.settling import (
    Cause,
    ensure_arrived,
    settled,
    settlements_of,
    what_is_left,
)
from conventions.domain.notices.resting import ensure_not_impeded, ensure_unheeded
from conventions.domain.notices.rules import ensure_days
from conventions.domain.tranches.bounds import ensure_duty
from conventions.domain.tranches.decide import of_tranche
from conventions.domain.tranches.events import RefundOverdue

REFUND_DAYS: Final = 60  # where nothing else is said: what an order to pay takes at the Treasury


class NoticeServedByYou(RuleBroken):
    """Another person ends the convention than the one who served the notice."""

    code = "notice-served-by-you"


def terminate(convention: Convention, command: c.TerminateConvention) -> Events:
    """Settled as when all agree to it (rule 9); an amendment under way ends with it."""
    ensure_reason(command.reason)
    ensure_written("termination", act=command.act)
    ensure_days(command.refund_days)
    notice = ensure_unheeded(convention, command.notice, command)
    if command.caller.person == notice.person:
        raise NoticeServedByYou(notice=notice.number)
    for tranche in convention.tranches.values():  # what it gives up of each is prepared so
        ensure_duty(convention, tranche, Duty.PREPARE, command.caller)
    ensure_not_impeded(convention, notice)
    ensure_arrived(convention)
    pronounced = _pronounced(convention, command, notice)
    cause = Cause(notice=notice.number, reason=command.reason, refund_by=pronounced.refund_by)
    moved = [*settled(convention, cause)]
    ensure_planned_fits(convention, what_is_left(convention), moved, since=command.on)
    return [*_withdrawn(convention, command.reason), *moved, pronounced]


def _withdrawn(convention: Convention, reason: str) -> Iterator[ConventionEvent]:
    """Nobody holds a termination up by drafting an amendment."""
    if amendment := convention.open_amendment:
        convention_id, number = convention.convention_id, amendment.number
        yield AmendmentWithdrawn(convention_id=convention_id, amendment=number, reason=reason)


def _pronounced(
    convention: Convention, command: c.TerminateConvention, notice: Notice
) -> e.TerminationPronounced:
    before, after = convention.terms, what_is_left(convention)
    return e.TerminationPronounced(
        convention_id=convention.convention_id,
        notice=notice.number,
        defaulting=notice.addressee,
        reason=command.reason,
        act=command.act,
        effective_on=command.on,
        refund_by=command.recorded_on + timedelta(days=command.refund_days),
        contributions=told.changed_contributions(before, after),
        costs=told.changed_costs(before, after),
        total=after.outline.total,
        settlements=settlements_of(convention),
        shares=told.changed_shares(before, after),
        actions=told.changed_actions(before, after),
    )


def note_refund_overdue(convention: Convention, command: c.NoteRefundOverdue) -> Events:
    """Once; nothing where all is back, or more time was given."""
    claim, tranche = convention.claims.get(command.tranche), convention.tranches[command.tranche]
    if claim is None or claim.overdue or claim.refund_by is None or not tranche.refund_due:
        return []
    if command.on <= claim.refund_by:
        return []
    return [
        RefundOverdue(
            **of_tranche(convention, tranche), refund_by=claim.refund_by, left=tranche.refund_due
        )
    ]
