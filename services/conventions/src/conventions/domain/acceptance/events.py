"""Events of the acceptance of works."""

from dataclasses import dataclass
from datetime import date

from conventions.domain.core.acceptance import Reservation
from conventions.domain.core.event import ConventionEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceOfWorks(ConventionEvent):
    """Of which action, resting on the paper `act`."""

    action: str
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksAcceptedProvisionally(AcceptanceOfWorks):
    """The works are taken over with these reservations; their guarantee runs."""

    guarantee_days: int
    final_from: date
    reservations: tuple[Reservation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservationLifted(AcceptanceOfWorks):
    """What was reserved is put right."""

    reservation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksAcceptedFinally(AcceptanceOfWorks):
    """Every reservation is lifted and the guarantee is over."""


AcceptanceEvent = WorksAcceptedProvisionally | ReservationLifted | WorksAcceptedFinally
