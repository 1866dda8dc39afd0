"""Commands that accept works."""

from dataclasses import dataclass

from conventions.domain.core.acceptance import Reservation
from conventions.domain.core.commands import ConventionCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceCommand(ConventionCommand):
    """Of the works of an action; `act` names the paper."""

    action: str
    act: str

    def empowered_by(self) -> str | None:
        return self.act


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptProvisionally(AcceptanceCommand):
    """With what still has to be put right, and the days of guarantee from that day on."""

    guarantee_days: int
    reservations: tuple[Reservation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftReservation(AcceptanceCommand):
    reservation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptFinally(AcceptanceCommand):
    pass
