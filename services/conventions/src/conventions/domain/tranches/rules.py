"""What a tranche must be, and which money may move through it."""

from collections.abc import Callable
from datetime import date

from mithaq.commands import Caller
from mithaq.errors import Forbidden, Invalid, RuleBroken

from conventions.domain.core.chronology import DateBeforePrevious, Fact
from conventions.domain.core.convention import Convention
from conventions.domain.core.rules import NothingWaits
from conventions.domain.core.schedule import ADVANCE, CANCELLED, EXCESS, REFUND_DUE
from conventions.domain.core.tranche import BEFORE, Tranche
from conventions.domain.core.vocabulary import Stage


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


class PaymentApprovalsLacking(RuleBroken):
    """An order is paid once as many persons approved it as its amount asks for."""

    code = "payment-approvals-lacking"


class SubmissionNeeded(Forbidden):
    """Who accepts spending accepts what was handed in; a paper alone is the office's."""

    code = "submission-needed"


class SubmissionOpen(RuleBroken):
    """While a submission waits for its answer, spending is accepted by naming it."""

    code = "submission-open"


class SubmissionUnknown(RuleBroken):
    """No submission of this number on the tranche."""

    code = "submission-unknown"


class SubmissionAnswered(RuleBroken):
    """A submission is answered once; what is corrected is submitted anew."""

    code = "submission-answered"


class OwnSubmission(RuleBroken):
    """Spending is judged by another party than the one that handed in its proof."""

    code = "own-submission"


class AnswerBeforeSubmission(RuleBroken):
    """No answer holds before what it answers was handed in."""

    code = "answer-before-submission"


class AcceptanceExceedsSubmission(RuleBroken):
    """No more is accepted than was handed in."""

    code = "acceptance-exceeds-submission"


class JustificationExceedsPayment(StepExceeded):
    """Justified money was paid."""

    code = "justification-exceeds-payment"


class StepBeforePrevious(RuleBroken):
    """On no day does a step go beyond the one before it, first in, first out (rule 4)."""

    code = "step-before-previous"


class SuspendedThatDay(RuleBroken):
    """No money moves on a day on which the convention was suspended."""

    code = "suspended-that-day"


class ReleaseWeakened(RuleBroken):
    """A tranche asks for what the text asks, and for what bound the money it plans again."""

    code = "release-weakened"


class SecondPersonNeeded(RuleBroken):
    """What a person did is taken back by another."""

    code = "second-person-needed"


class SecondPartyNeeded(RuleBroken):
    """What frees a payer is decided by somebody else than payer and payee."""

    code = "second-party-needed"


class PaidOutExceedsPromise(RuleBroken):
    """What was paid beyond the orders counts: no more leaves the payer than was promised."""

    code = "paid-out-exceeds-promise"


class PaymentsTooLarge(RuleBroken):
    """Amounts that cannot be added up any more are not recorded."""

    code = "payments-too-large"


class NotReversible(RuleBroken):
    """What the next step rests on is reversed after that step."""

    code = "not-reversible"


class StageNotReversible(Invalid):
    """A step of money is reversed, nothing else."""

    code = "stage-not-reversible"


class PaymentUnknown(RuleBroken):
    """A payment is reversed by the reference it was recorded under, for its amount at most."""

    code = "payment-unknown"


class AdvanceAfterEnd(RuleBroken):
    """Nothing is kept to pay orders to come once the convention has ended."""

    code = "advance-after-end"


class SettlementExceedsExcess(RuleBroken):
    """No more is settled than was paid beyond the orders."""

    code = "settlement-exceeds-excess"


class AdvanceExceeded(RuleBroken):
    """An order is paid by an advance of its own contribution, as far as that goes."""

    code = "advance-exceeded"


class RefundExceedsClaim(RuleBroken):
    """No more comes back than was claimed."""

    code = "refund-exceeds-claim"


class OverpaymentUnsettled(RuleBroken):
    """An overpayment freezes all of its contribution (rule 4)."""

    code = "overpayment-unsettled"


class NoOverpayment(RuleBroken):
    """There is no overpayment to settle."""

    code = "no-overpayment"


def ensure_some_waits(stage: Stage) -> Callable[[Convention, Caller], None]:
    """A check that some live tranche has money at the step before `stage`."""
    before = BEFORE[stage]

    def ensure(convention: Convention, _: Caller) -> None:
        # In no tranche does a step exceed the one before it, and a cancelled one holds nothing:
        # some tranche has money between the two where all of them together have.
        if convention.lookups.sum(before) <= convention.lookups.sum(stage):
            raise NothingWaits(step=str(stage))

    return ensure


def ensure_overpayment_open(convention: Convention, _: Caller) -> None:
    if not convention.lookups.sum(EXCESS):
        raise NothingWaits(step="overpayment")


def ensure_advance_left(convention: Convention, _: Caller) -> None:
    if not convention.lookups.sum(ADVANCE):
        raise NothingWaits(step="advance")


def ensure_refund_due(convention: Convention, _: Caller) -> None:
    if not convention.lookups.sum(REFUND_DUE):
        raise NothingWaits(step="refund")


def ensure_some_tranche(convention: Convention, _: Caller) -> None:
    if convention.lookups.sum(CANCELLED) == len(convention.tranches):
        raise NothingWaits(step="tranche")


def tranche_of(convention: Convention, tranche: str) -> Tranche:
    """Raises TrancheUnknown."""
    found = convention.tranches.get(tranche)
    if found is None:
        raise TrancheUnknown(tranche=tranche)
    return found


def ensure_planned_by(tranche: Tranche, on: date) -> None:
    """Nothing is told of a tranche before the day from which it is planned, rescheduled or not.

    Raises DateBeforePrevious.
    """
    day, _ = tranche.flow(Stage.PLANNED).moves[0]
    if on < day:
        raise DateBeforePrevious(
            fact=str(Fact.TRANCHE), part=tranche.tranche, day=str(day), on=str(on)
        )


def live_tranche_of(convention: Convention, tranche: str) -> Tranche:
    """Raises TrancheUnknown, or TrancheIsCancelled."""
    found = tranche_of(convention, tranche)
    if found.cancelled:
        raise TrancheIsCancelled(tranche=tranche)
    return found
