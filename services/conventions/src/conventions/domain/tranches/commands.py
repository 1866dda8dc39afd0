"""Commands on the schedule of a contribution and on the money of its tranches."""

from dataclasses import dataclass
from datetime import date

from mithaq.money import Money

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.payment_approvals import ASSUMED, PaymentApprovals
from conventions.domain.core.vocabulary import Settlement, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTranche(ConventionCommand):
    """Percentages, documents and committees are conditions of its release (rule 5)."""

    tranche: str
    contribution: str
    amount: Money
    due_on: date
    justified_before: int = 0
    progress_at_least: int = 0
    documents: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelTranche(ConventionCommand):
    tranche: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyCommand(ConventionCommand):
    """One step of a tranche's money; partial amounts are welcome. `act` names the paper."""

    tranche: str
    amount: Money
    act: str
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFunds(MoneyCommand):
    """Ask the funder for the money: the release of the tranche (rule 5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitTranche(MoneyCommand):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class VisaTranche(MoneyCommand):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPayment(MoneyCommand):
    """`approvals` are the deployment's figures: how many persons answer for it."""

    approvals: PaymentApprovals = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class PayTranche(MoneyCommand):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class JustifyTranche(MoneyCommand):
    """Accept what was handed in as `submission`, or part of it; without one, take over a paper."""

    submission: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportExternalPayment(MoneyCommand):
    """A payment that happened outside: recorded for what it is, whatever its amount."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImputeAdvance(MoneyCommand):
    """Pay an order of `tranche` by the advance that was left by `advance_of`."""

    advance_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleOverpayment(ConventionCommand):
    tranche: str
    kind: Settlement
    amount: Money
    decision: str
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRefund(MoneyCommand):
    """What was claimed back came back, or part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverseStep(MoneyCommand):
    """Take back part of a step: of a payment that with this `reference`, or an imputed advance."""

    stage: Stage
    reason: str
    reference: str | None = None
    advance_of: str | None = None
