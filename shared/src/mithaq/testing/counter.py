"""A minimal aggregate, a counter, for tests of the kernel itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from mithaq.commands import Caller, Request
from mithaq.events import Catalogue, Provenance
from mithaq.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    by: int
    note: str = ""


def evolve(total: int, event: Counted, _: Provenance) -> int:
    return total + event.by


def counting(by: int) -> Callable[[int], list[Counted]]:
    """A decision that adds this number, whatever the total."""
    return lambda _: [Counted(by=by)]


def catalogue(source: str = "ma.mithaq.counters") -> Catalogue[Counted]:
    return Catalogue(source, {("Counted", 1): Counted})


def request(
    command_id: UUID | None = None, *, fingerprint: bytes = b"f", expected: int | None = None
) -> Request:
    return Request(
        command_id=command_id or new_id(),
        fingerprint=fingerprint,
        caller=Caller(subject="tester"),
        capacity="office",
        correlation_id=str(uuid4()),
        effective_date=date(2024, 5, 17),
        expected=expected,
    )
