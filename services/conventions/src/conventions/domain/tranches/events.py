"""Events of tranches: planned, cancelled, and each step of their money.

Every amount is the amount of this step, not the running total.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.money import Money

from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.tranche import PlannedTranche


@dataclass(frozen=True, slots=True, kw_only=True)
class TranchePlanned(ConventionEvent):
    planned: PlannedTranche


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheMoney(ConventionEvent):
    """Which tranche it is about: whose, of which contribution, for which action and year."""

    tranche: str
    contribution: str
    organisation_id: UUID
    action: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheAmounts:
    """How much of a tranche stood at each step."""

    amount: Money
    called: Money
    committed: Money
    visaed: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheCancelled(TrancheMoney):
    """What was not paid is given up; what was paid, `kept`, bounds the tranche from now on."""

    reason: str
    given_up: TrancheAmounts
    kept: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheStep(TrancheMoney):
    """A step of money on the day `on`, resting on the paper `act`."""

    amount: Money
    act: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FundsCalled(TrancheStep):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheCommitted(TrancheStep):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheVisaed(TrancheStep):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentOrdered(TrancheStep):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class TranchePaid(TrancheStep):
    """Money left the payer. `act` is the transfer's reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheJustified(TrancheStep):
    """Spending was proved by `act`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverpaymentRecorded(TrancheMoney):
    """A payment seen from outside went beyond what was ordered: later tranches freeze (rule 4)."""

    excess: Money
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverpaymentSettled(TrancheMoney):
    """A decision on all the excess recorded so far."""

    excess: Money
    decision: str


StepEvent = (
    FundsCalled | TrancheCommitted | TrancheVisaed | PaymentOrdered | TranchePaid | TrancheJustified
)
MoneyEvent = TrancheCancelled | OverpaymentRecorded | OverpaymentSettled | StepEvent
TrancheEvent = TranchePlanned | MoneyEvent
