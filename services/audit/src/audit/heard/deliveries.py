"""Events of the conventions service about what is promised in kind or as land."""

from dataclasses import dataclass
from uuid import UUID

from mithaq.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """The contribution of which something was delivered, and its value; `act` proves it."""

    convention_id: UUID
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    kind: str
    amount: Money
    act: str
    basis: str | None = None


class ContributionDelivered(Delivery):
    __slots__ = ()


class DeliveryAccepted(Delivery):
    """Another party agrees that it was delivered."""

    __slots__ = ()


class DeliveryRejected(Delivery):
    """What was told as delivered is owed again."""

    __slots__ = ()


DeliveryEvent = ContributionDelivered | DeliveryAccepted | DeliveryRejected
