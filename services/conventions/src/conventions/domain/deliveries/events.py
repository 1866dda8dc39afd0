"""Events of what is promised in kind or as land. Every amount is a value, and of this event."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.events import Open
from mithaq.money import Money

from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.vocabulary import ContributionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryEvent(ConventionEvent):
    """Whose contribution, for which action and year; on the day `on`, resting on `act`."""

    contribution: str
    organisation_id: UUID
    action: str
    year: int
    kind: Open[ContributionKind]
    amount: Money
    act: str
    on: date
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionDelivered(DeliveryEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryAccepted(DeliveryEvent):
    """Another party agrees that it was delivered, for this value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRejected(DeliveryEvent):
    """What was told as delivered is owed again."""

    reason: str


DeliveriesEvent = ContributionDelivered | DeliveryAccepted | DeliveryRejected
