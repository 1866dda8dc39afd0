"""Tranches and what moves through them."""

from mithaq.errors import Invalid, RuleBroken


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


class PercentMalformed(Invalid):
    """A percentage is whole, from 0 to 100."""

    code = "percent-malformed"


class DigestMalformed(Invalid):
    """A document is named by its SHA-256 in lower-case hexadecimal."""

    code = "digest-malformed"


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


class TranchesUnsettled(RuleBroken):
    """Completion follows the last justified or cancelled tranche."""

    code = "tranches-unsettled"


class ReportMissing(Invalid):
    """Completion rests on a final report."""

    code = "report-missing"


class NothingWaits(RuleBroken):
    """A step has something to work on."""

    code = "nothing-waits"
