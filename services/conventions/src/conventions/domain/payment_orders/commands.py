"""Commands of those who answer for a payment order beside who gave it."""

from dataclasses import dataclass

from conventions.domain.core.commands import ConventionCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCommand(ConventionCommand):
    """`order` is its number among those of the tranche."""

    tranche: str
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovePayment(OrderCommand):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusePaymentApproval(OrderCommand):
    """The order stands refused: it is taken back, and another one is given."""

    reason: str
