"""Events of payment orders once they were given."""

from dataclasses import dataclass

from mithaq.money import Money

from conventions.domain.tranches.events import TrancheMoney


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentApproved(TrancheMoney):
    """One person more answers for the order; `lacking` others still have to.

    `amount` is what waits of the order: with nobody lacking, it may be paid.
    """

    order: int
    amount: Money
    lacking: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentApprovalRefused(TrancheMoney):
    """Nothing more of the order is paid; the approvals it had are void."""

    order: int
    amount: Money
    reason: str


PaymentOrdersEvent = PaymentApproved | PaymentApprovalRefused
