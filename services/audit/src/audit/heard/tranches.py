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
    """`reason` is None where the effect of an amendment cancelled it: nothing was called then."""

    reason: str | None = None
    given_up: TrancheAmounts


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheStep(TrancheMoney):
    """`amount` is this step's, not a running total; `act` is the paper it rests on."""

    amount: Money
    act: str
    basis: str | None = None


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


class AdvanceImputed(TrancheStep):
    """An order is paid by what was overpaid before."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReversed(TrancheStep):
    """Part of the step `stage` is taken back."""

    stage: str
    reason: str
    advance_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverpaymentRecorded(TrancheMoney):
    """Paid beyond what was ordered."""

    excess: Money
    act: str
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverpaymentSettled(TrancheMoney):
    """Kept as an advance, or claimed back: it stays overpaid. In error: it was never paid."""

    kind: str
    amount: Money
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundReceived(TrancheMoney):
    """Part of what was overpaid came back."""

    amount: Money
    act: str
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundClaimed(TrancheMoney):
    """On termination: `amount` was paid and not justified, and is to come back."""

    amendment: int | None = None
    notice: int | None = None
    amount: Money


StepEvent = (
    FundsCalled | TrancheCommitted | TrancheVisaed | PaymentOrdered | TranchePaid | TrancheJustified
)
BeyondEvent = AdvanceImputed | OverpaymentRecorded | OverpaymentSettled | RefundReceived
TrancheEvent = StepEvent | StepReversed | TrancheCancelled | RefundClaimed | BeyondEvent
