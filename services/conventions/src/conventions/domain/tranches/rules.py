"""What a tranche must be, and which money may move through it."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from mithaq.commands import Caller
from mithaq.errors import RuleBroken
from mithaq.money import ZERO, Money

from conventions.domain.core.convention import Convention
from conventions.domain.core.rules import NothingWaits, ensure_positive
from conventions.domain.core.tranche import Tranche, schedule_of
from conventions.domain.core.vocabulary import Stage
from conventions.domain.tranches import commands as c


class DutiesNotSeparated(RuleBroken):
    """Who commits does not visa; who orders does not pay."""

    code = "duties-not-separated"


class InKindNotPayable(RuleBroken):
    """In kind and land are valued, never paid (rule 2)."""

    code = "in-kind-not-payable"


class TrancheUnknown(RuleBroken):
    """No tranche of this name."""

    code = "tranche-unknown"


class TrancheAlreadyPlanned(RuleBroken):
    """A tranche is planned once."""

    code = "tranche-already-planned"


class TranchesExceedContribution(RuleBroken):
    """Tranches share a contribution, no more (rule 2)."""

    code = "tranches-exceed-contribution"


class TrancheIsCancelled(RuleBroken):
    """Nothing moves through a cancelled tranche."""

    code = "tranche-is-cancelled"


class TrancheFullyPaid(RuleBroken):
    """A paid tranche is not cancelled."""

    code = "tranche-fully-paid"


class OrderPending(RuleBroken):
    """What is ordered is paid before the rest is given up."""

    code = "order-pending"


class ReleaseRefused(RuleBroken):
    """A tranche is released when every condition is met (rule 5)."""

    code = "release-refused"


class StepExceeded(RuleBroken):
    """No step goes beyond the one before it (rule 4)."""

    code = "step-exceeded"


class CallExceedsTranche(StepExceeded):
    """Called money stays within the tranche."""

    code = "call-exceeds-tranche"


class CommitmentExceedsCall(StepExceeded):
    """Committed money was called."""

    code = "commitment-exceeds-call"


class VisaExceedsCommitment(StepExceeded):
    """Visaed money was committed."""

    code = "visa-exceeds-commitment"


class OrderExceedsVisa(StepExceeded):
    """Ordered money was visaed."""

    code = "order-exceeds-visa"


class Overpayment(StepExceeded):
    """Paid money was ordered."""

    code = "overpayment"


class JustificationExceedsPayment(StepExceeded):
    """Justified money was paid."""

    code = "justification-exceeds-payment"


class StepBeforePrevious(RuleBroken):
    """A step does not happen before the one it follows."""

    code = "step-before-previous"


class OverpaymentUnsettled(RuleBroken):
    """An overpayment freezes its tranche and the later ones (rule 4)."""

    code = "overpayment-unsettled"


class NoOverpayment(RuleBroken):
    """There is no overpayment to settle."""

    code = "no-overpayment"


_ROOM: Mapping[Stage, Callable[[Tranche], Money]] = MappingProxyType(
    {
        Stage.CALLED: lambda t: t.amount - t.called,
        Stage.COMMITTED: lambda t: t.called - t.committed,
        Stage.VISAED: lambda t: t.committed - t.visaed,
        Stage.ORDERED: lambda t: t.visaed - t.ordered,
        Stage.PAID: lambda t: t.ordered - t.paid,
        Stage.JUSTIFIED: lambda t: t.paid - t.justified,
    }
)


def ensure_some_waits(stage: Stage) -> Callable[[Convention, Caller], None]:
    """A check that some live tranche has money at the step before `stage`."""
    room = _ROOM[stage]

    def ensure(convention: Convention, _: Caller) -> None:
        tranches = convention.tranches.values()
        if not any(room(t) > ZERO for t in tranches if not t.cancelled):
            raise NothingWaits(step=str(stage))

    return ensure


def ensure_overpayment_open(convention: Convention, _: Caller) -> None:
    if not any(t.overpayment_open for t in convention.tranches.values()):
        raise NothingWaits(step="overpayment")


def ensure_some_tranche(convention: Convention, _: Caller) -> None:
    if all(t.cancelled for t in convention.tranches.values()):
        raise NothingWaits(step="tranche")


def tranche_of(convention: Convention, tranche: str) -> Tranche:
    """Raises TrancheUnknown."""
    found = convention.tranches.get(tranche)
    if found is None:
        raise TrancheUnknown(tranche=tranche)
    return found


def live_tranche_of(convention: Convention, tranche: str) -> Tranche:
    """Raises TrancheUnknown, or TrancheIsCancelled."""
    found = tranche_of(convention, tranche)
    if found.cancelled:
        raise TrancheIsCancelled(tranche=tranche)
    return found


def ensure_room(
    command: c.MoneyCommand, before: Money, after: Money, rule: type[StepExceeded]
) -> None:
    """`before` bounds the running total that `after` would become with this amount (rule 4)."""
    ensure_positive(command.amount)
    if after + command.amount > before:
        raise rule(
            tranche=command.tranche,
            asked=str(command.amount),
            done=str(after),
            bound=str(before),
            left=str(before - after),
        )


def ensure_not_before(tranche: Tranche, previous: Stage, on: date) -> None:
    """A step is not dated before the first day on which the previous step was reached."""
    first = tranche.reached_on.get(previous)
    if first is not None and on < first:
        raise StepBeforePrevious(
            tranche=tranche.tranche, previous=str(previous), previous_on=str(first), on=str(on)
        )


def freezing(convention: Convention, tranche: Tranche) -> Tranche | None:
    """The unsettled overpayment, here or earlier in the schedule, that freezes this tranche."""
    schedule = schedule_of(convention.tranches, tranche.contribution)
    until = (t for t in schedule if t.schedule_key <= tranche.schedule_key)
    return next((t for t in until if t.overpayment_open), None)


def ensure_unfrozen(convention: Convention, tranche: Tranche) -> None:
    frozen_by = freezing(convention, tranche)
    if frozen_by is not None:
        raise OverpaymentUnsettled(
            tranche=tranche.tranche, overpaid=frozen_by.tranche, excess=str(frozen_by.excess)
        )


def ensure_cancellable(tranche: Tranche) -> None:
    """Nothing is ordered and unpaid, and not all of it is paid."""
    if tranche.ordered > tranche.paid:
        pending = str(tranche.ordered - tranche.paid)
        raise OrderPending(tranche=tranche.tranche, pending=pending)
    if tranche.stage is Stage.JUSTIFIED or tranche.paid == tranche.amount:
        raise TrancheFullyPaid(tranche=tranche.tranche, paid=str(tranche.paid))


def ensure_did_not_order(tranche: Tranche, caller: Caller) -> None:
    """Whoever ordered any of it neither pays it nor reports it as paid."""
    if caller.subject in tranche.orderers:
        raise DutiesNotSeparated(done="order", asked="pay")


def ensure_did_not_commit(tranche: Tranche, caller: Caller) -> None:
    """Whoever committed any of it does not visa it."""
    if caller.subject in tranche.committers:
        raise DutiesNotSeparated(done="commit", asked="visa")
