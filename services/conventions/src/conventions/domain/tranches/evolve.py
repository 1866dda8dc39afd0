"""What the events of tranches change."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, assert_never

from mithaq.commands import person
from mithaq.events import Provenance
from mithaq.money import ZERO, Money
from mithaq.states import changed, put

from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty, with_duty
from conventions.domain.core.flow import EMPTY
from conventions.domain.core.schedule import with_tranche
from conventions.domain.core.settlement import RefundClaim
from conventions.domain.core.tranche import GivenUp, Tranche
from conventions.domain.core.vocabulary import Settlement, Stage
from conventions.domain.tranches import events as e
from conventions.domain.tranches.held import decided, paid_under, referenced
from conventions.domain.tranches.ordered import ordered, taken_back
from conventions.domain.tranches.payment_references import folded
from conventions.domain.tranches.submitted import accepted

STEPS: Final[Mapping[type[e.TrancheStep], tuple[Stage, Duty]]] = MappingProxyType(
    {
        e.FundsCalled: (Stage.CALLED, Duty.CALL),
        e.TrancheCommitted: (Stage.COMMITTED, Duty.COMMIT),
        e.TrancheVisaed: (Stage.VISAED, Duty.VISA),
        e.PaymentOrdered: (Stage.ORDERED, Duty.ORDER),
        e.TranchePaid: (Stage.PAID, Duty.PAY),
        e.AdvanceImputed: (Stage.PAID, Duty.PAY),
        e.TrancheJustified: (Stage.JUSTIFIED, Duty.JUSTIFY),
    }
)


# Steps that concern their own tranche alone: nearly all that happens to money.
_STEPPED: Final = tuple(step for step in STEPS if step is not e.AdvanceImputed)


def evolve(convention: Convention, event: e.TrancheEvent, provenance: Provenance) -> Convention:
    if isinstance(event, e.TranchePlanned):
        tranche = _planned(convention, event, provenance)
        return with_tranche(_replanned(convention, event), tranche)
    tranche = convention.tranches[event.tranche]
    if isinstance(event, _STEPPED):
        return with_tranche(convention, _stepped(tranche, event, provenance))
    if isinstance(event, e.RefundClaimed | e.RefundOverdue):
        convention = _followed(convention, event)
    tranche = _moved(tranche, event, provenance)
    convention = with_tranche(convention, tranche)
    if isinstance(event, e.TrancheCancelled):
        return _given_up(convention, tranche, event)
    if isinstance(event, e.AdvanceImputed):
        convention = _advanced(convention, event, event.advance_of, event.amount)
        left = convention.tranches[event.advance_of]
        done_by = with_duty(left.done_by, Duty.PAY, provenance)
        return with_tranche(convention, changed(left, done_by=done_by))
    if isinstance(event, e.StepReversed) and event.advance_of is not None:
        return _advanced(convention, event, event.advance_of, -event.amount)
    return convention


def _followed(convention: Convention, event: e.RefundClaimed | e.RefundOverdue) -> Convention:
    """Until when a termination claims it back, and that this day went by."""
    claim = RefundClaim(refund_by=event.refund_by, overdue=isinstance(event, e.RefundOverdue))
    return changed(convention, claims=put(convention.claims, event.tranche, claim))


def _advanced(
    convention: Convention,
    paid: e.AdvanceImputed | e.StepReversed,
    advance_of: str,
    amount: Money,
) -> Convention:
    """`amount` of what one tranche was overpaid pays another, or itself; less: no more does."""
    tranche = convention.tranches[paid.tranche]
    imputed = tranche.imputed.get(advance_of, EMPTY).move(paid.on, amount)
    convention = with_tranche(
        convention, changed(tranche, imputed=put(tranche.imputed, advance_of, imputed))
    )
    left = convention.tranches[advance_of]
    return with_tranche(convention, changed(left, advance=left.advance - amount))


def _given_up(convention: Convention, tranche: Tranche, event: e.TrancheCancelled) -> Convention:
    """What bound the money binds it when it is planned again."""
    planned = tranche.planned
    piece = GivenUp(
        amount=event.given_up.amount,
        due_on=planned.due_on,
        place=tranche.place[0],
        release=planned.release,
    )
    pieces = (*convention.given_up.get(event.contribution, ()), piece)
    return changed(convention, given_up=put(convention.given_up, event.contribution, pieces))


def taken(pieces: Iterable[GivenUp], amount: Money) -> list[GivenUp]:
    """What of these pieces a tranche of that amount plans again: given up first, planned first."""
    again, left = [], amount
    for piece in pieces:
        if not left:
            break
        part = min(piece.amount, left)
        left -= part
        again.append(changed(piece, amount=part))
    return again


def _replanned(convention: Convention, event: e.TranchePlanned) -> Convention:
    name = event.planned.contribution
    pieces = convention.given_up.get(name)
    if not pieces:
        return convention
    again = taken(pieces, event.planned.amount)
    rest = [
        changed(piece, amount=piece.amount - part.amount)
        for piece, part in zip(pieces, again, strict=False)
        if piece.amount > part.amount
    ]
    left = (*rest, *pieces[len(again) :])
    return changed(convention, given_up=put(convention.given_up, name, left))


def _planned(convention: Convention, event: e.TranchePlanned, provenance: Provenance) -> Tranche:
    planned = event.planned
    again = taken(convention.given_up.get(planned.contribution, ()), planned.amount)
    flow = EMPTY.move(provenance.effective_date, planned.amount)
    return Tranche(
        planned=planned,
        rank=len(convention.tranches),
        first_due=min(planned.due_on, *(piece.place for piece in again), date.max),
        flows={Stage.PLANNED: flow},
        done_by=with_duty({}, Duty.PREPARE, provenance),
    )


def _moved(  # noqa: PLR0911 - one case an event
    tranche: Tranche, event: e.MoneyEvent, provenance: Provenance
) -> Tranche:
    match event:
        case e.TrancheCancelled():
            return _cancelled(tranche, event, provenance)
        case e.OverpaymentRecorded() | e.OverpaymentSettled() | e.RefundReceived():
            return _beyond(tranche, event, provenance)
        case e.TrancheRescheduled():
            return _rescheduled(tranche, event, provenance)
        case e.RefundClaimed():
            return _claimed(tranche, event, provenance)
        case e.RefundOverdue():
            return tranche
        case e.StepReversed():
            return _reversed(tranche, event)
        case _:
            return _stepped(tranche, event, provenance)


def _reversed(tranche: Tranche, event: e.StepReversed) -> Tranche:
    if event.stage == Stage.ORDERED:
        tranche = taken_back(tranche, event.amount, event.on)
    moved = flowed(tranche, Stage(event.stage), event.on, -event.amount)
    return paid_under(moved, event.reference, -event.amount, event.on)


def _rescheduled(tranche: Tranche, event: e.TrancheRescheduled, provenance: Provenance) -> Tranche:
    """Its place among the others stays, as that of money planned again."""
    planned = changed(tranche.planned, due_on=event.due_on, amount=event.amount)
    moved = flowed(tranche, Stage.PLANNED, provenance.effective_date, event.amount - event.before)
    return changed(moved, planned=planned)


def _claimed(tranche: Tranche, event: e.RefundClaimed, provenance: Provenance) -> Tranche:
    """What was paid and not justified leaves every step, and is due back."""
    day = max(provenance.effective_date, tranche.last_day or provenance.effective_date)
    if event.amount:
        tranche = changed(tranche, cleared=tranche.cleared.move(day, -event.amount))
    for stage in tuple(tranche.flows):
        if stage is not Stage.JUSTIFIED and event.amount:
            tranche = flowed(tranche, stage, day, -event.amount)
    due = tranche.refund_due + event.amount + event.advance
    return changed(tranche, advance=tranche.advance - event.advance, refund_due=due, beyond_on=day)


def _stepped(tranche: Tranche, event: e.TrancheStep, provenance: Provenance) -> Tranche:
    stage, duty = STEPS[type(event)]
    if isinstance(event, e.TrancheJustified) and event.submission is not None:
        duty = Duty.ACCEPT  # of what somebody else handed in
    moved = changed(
        tranche,
        flows=put(tranche.flows, stage, tranche.flow(stage).move(event.on, event.amount)),
        done_by=with_duty(tranche.done_by, duty, provenance),
    )
    match event:
        case e.TranchePaid():
            return paid_under(moved, event.act, event.amount, event.on)
        case e.PaymentOrdered():
            return ordered(moved, event)
        case e.TrancheJustified() if event.submission is not None:
            return accepted(moved, event.submission, event.amount, person(provenance.by.id))
        case _:
            return moved


def flowed(tranche: Tranche, stage: Stage, on: date, amount: Money) -> Tranche:
    """The tranche once `amount` more flowed through a step on that day."""
    return changed(tranche, flows=put(tranche.flows, stage, tranche.flow(stage).move(on, amount)))


def _cancelled(tranche: Tranche, event: e.TrancheCancelled, provenance: Provenance) -> Tranche:
    """What was paid stays and bounds the tranche from now on; the rest is given up."""
    day = max(provenance.effective_date, tranche.last_day or provenance.effective_date)
    given_up = {
        Stage.PLANNED: event.given_up.amount,
        Stage.CALLED: event.given_up.called,
        Stage.COMMITTED: event.given_up.committed,
        Stage.VISAED: event.given_up.visaed,
    }
    for stage, amount in given_up.items():
        if amount:
            tranche = flowed(tranche, stage, day, -amount)
    tranche = changed(tranche, cancelled=not event.kept)
    if event.amendment is not None:  # as all signed: who had it take effect gave nothing up
        return tranche
    return changed(tranche, done_by=with_duty(tranche.done_by, Duty.PREPARE, provenance))


def _beyond(tranche: Tranche, event: e.BeyondEvent, provenance: Provenance) -> Tranche:
    """What was paid beyond the orders is told apart by what was decided on it."""
    latest = max(provenance.effective_date, tranche.beyond_on or provenance.effective_date)
    tranche = changed(tranche, beyond_on=latest)
    match event:
        case e.OverpaymentRecorded():
            key = folded(event.act)
            under = tranche.undecided.get(key, ZERO) + event.excess
            more = changed(
                tranche,
                excess=tranche.excess + event.excess,
                undecided=put(tranche.undecided, key, under),
                done_by=with_duty(tranche.done_by, Duty.PAY, provenance),
            )
            return referenced(more, event.act, event.excess)
        case e.OverpaymentSettled():
            done_by = with_duty(tranche.done_by, Duty.ACCEPT, provenance)
            return changed(_settled(tranche, event), done_by=done_by)
        case e.RefundReceived():
            back = changed(
                tranche,
                refund_due=tranche.refund_due - event.amount,
                done_by=with_duty(tranche.done_by, Duty.PAY, provenance),
            )
            return referenced(back, event.act, ZERO)
        case _:
            assert_never(event)


def _settled(tranche: Tranche, event: e.OverpaymentSettled) -> Tranche:
    left = changed(
        tranche,
        excess=tranche.excess - event.amount,
        undecided=decided(tranche.undecided, event),
    )
    match event.kind:
        case Settlement.KEPT_AS_ADVANCE:
            return changed(left, advance=left.advance + event.amount)
        case Settlement.REFUND_CLAIMED:
            return changed(left, refund_due=left.refund_due + event.amount)
        case _:
            return referenced(left, event.reference, -event.amount)
