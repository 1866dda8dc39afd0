"""What the money did: the steps of tranches, and payments beyond them."""

from dataclasses import dataclass
from uuid import UUID

from mithaq.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class TranchePlanned:
    convention_id: UUID
    tranche: str
    contribution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheCancelled:
    """What was not paid of it is given up."""

    convention_id: UUID
    tranche: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheStep:
    convention_id: UUID
    tranche: str
    contribution: str
    organisation_id: UUID
    action: str
    year: int
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
class OverpaymentRecorded:
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


PayingFact = (
    TranchePlanned
    | TrancheCancelled
    | FundsCalled
    | TrancheCommitted
    | TrancheVisaed
    | PaymentOrdered
    | TranchePaid
    | TrancheJustified
    | OverpaymentRecorded
    | OverpaymentSettled
)
