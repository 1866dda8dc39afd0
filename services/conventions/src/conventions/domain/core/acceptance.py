"""The acceptance of an action's works: provisional with reservations, then final."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """What still has to be put right of works that are accepted, under a short name."""

    reservation: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """`final_from` is the first day after the guarantee; `lifted` from when each reservation is."""

    accepted_on: date
    final_from: date
    reservations: tuple[Reservation, ...] = ()
    lifted: Mapping[str, date] = field(default_factory=dict)
    final_on: date | None = None

    @property
    def left(self) -> tuple[str, ...]:
        """Reservations that are not lifted."""
        names = (each.reservation for each in self.reservations)
        return tuple(name for name in names if name not in self.lifted)
