"""Facts of execution: progress, calls for funds, payments, justification, completion.

Every amount is the amount of this step, not the running total.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class TranchePlanned:
    """A part of a contribution. The three conditions, where given, bind its release (rule 5).

    Percentages are whole, 0 to 100.
    """

    convention_id: UUID
    tranche: str
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    amount: Money
    due_on: date
    justified_before: int = 0
    progress_at_least: int = 0
    documents: tuple[str, ...] = ()
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheCancelled:
    convention_id: UUID
    tranche: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressReported:
    """Physical progress of an action, in whole percent."""

    convention_id: UUID
    action: str
    percent: int
    observed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDeposited:
    convention_id: UUID
    tranche: str
    kind: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheStep:
    """What every money step of a tranche tells: whose, for what, how much, by which act."""

    convention_id: UUID
    tranche: str
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    amount: Money
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FundsCalled(TrancheStep):
    called_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheCommitted(TrancheStep):
    """`committed_by` is the subject of who committed: the visa is another person's."""

    committed_on: date
    committed_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheVisaed(TrancheStep):
    visaed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentOrdered(TrancheStep):
    """`ordered_by` is the subject of who ordered: the payment is another person's."""

    ordered_on: date
    ordered_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TranchePaid(TrancheStep):
    """Money left the payer. `act` is the transfer's reference."""

    paid_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheJustified(TrancheStep):
    """Spending was proved by `act`."""

    justified_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OverpaymentRecorded:
    """A payment seen from outside went beyond what was ordered: later tranches freeze (rule 4)."""

    convention_id: UUID
    tranche: str
    organisation_id: UUID
    excess: Money
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverpaymentSettled:
    convention_id: UUID
    tranche: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionSuspended:
    convention_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionResumed:
    convention_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionCompleted:
    """Works received and money justified; what is left of each promise stays readable."""

    convention_id: UUID
    completed_on: date
    report: str
