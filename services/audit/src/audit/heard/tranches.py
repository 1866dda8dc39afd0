"""Events of the conventions service about tranches and their money."""

from dataclasses import dataclass
from uuid import UUID

from mithaq.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheMoney:
    """The contribution of which a tranche's money moved: a tranche pays one, in cash."""

    convention_id: UUID
    contribution: str
    organisation_id: UUID
    action: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheAmounts:
    called: Money
    committed: Money
    visaed: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheCancelled(TrancheMoney):
    reason: str
    given_up: TrancheAmounts


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheStep(TrancheMoney):
    """`amount` is this step's, not a running total; `act` is the paper it rests on."""

    amount: Money
    act: str


class FundsCalled(TrancheStep):
    __slots__ = ()


class TrancheCommitted(TrancheStep):
    __slots__ = ()


class TrancheVisaed(TrancheStep):
    __slots__ = ()


class PaymentOrdered(TrancheStep):
    __slots__ = ()


class TranchePaid(TrancheStep):
    __slots__ = ()


class TrancheJustified(TrancheStep):
    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OverpaymentRecorded(TrancheMoney):
    """Paid beyond what was ordered."""

    excess: Money
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverpaymentSettled(TrancheMoney):
    decision: str


StepEvent = (
    FundsCalled | TrancheCommitted | TrancheVisaed | PaymentOrdered | TranchePaid | TrancheJustified
)
TrancheEvent = StepEvent | TrancheCancelled | OverpaymentRecorded | OverpaymentSettled
