"""How often each command was accepted or refused and by which rule; how far the lives got."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Final

from conventions.domain.amendments.announced import kinds_of, used_by
from conventions.domain.core.amendment import Operations
from conventions.domain.core.convention import Convention
from conventions.domain.core.vocabulary import AmendmentKind, AmendmentState

from .record import Record

# Every kind of amendment there is, and every operation.
AMENDING: Final = frozenset(
    {
        *(f"kind {kind}" for kind in AmendmentKind),
        *(f"operation {each.name}" for each in fields(Operations) if each.name != "kinds"),
        "by minutes",
    }
)


@dataclass(slots=True)
class Counts:
    """`lives` counts conventions, families and envelope events; `amended` what took effect."""

    accepted: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    lives: Counter[str] = field(default_factory=Counter)
    amended: Counter[str] = field(default_factory=Counter)

    def tell(self, command: str, refusal: str | None) -> None:
        if refusal is None:
            self.accepted[command] += 1
        else:
            self.refused[command] += 1
            self.codes[refusal] += 1

    def reached(self, state: Convention) -> None:
        self.lives["conventions"] += 1
        self.lives[f"ended {state.state}"] += 1
        self.lives.update(_milestones(state))
        self.amended.update(_in_effect(state))

    def lived(self, record: Record) -> None:
        self.lives["lives"] += 1
        told = [type(event).__name__ for entry in record for event in entry.envelope]
        self.lives["families with a reservation"] += "EnvelopeReserved" in told
        self.lives.update(told)

    def add(self, other: "Counts") -> None:
        self.accepted += other.accepted
        self.refused += other.refused
        self.codes += other.codes
        self.lives += other.lives
        self.amended += other.amended

    @property
    def operations(self) -> int:
        return self.accepted.total() + self.refused.total()


def _milestones(state: Convention) -> Iterator[str]:
    tranches = state.tranches.values()
    amended = (a.state is AmendmentState.EFFECTIVE for a in state.amendments.values())
    found = {
        "was in force": state.in_force_on is not None,
        "was paid": any(t.paid for t in tranches),
        "was justified in full": any(t.paid and t.justified == t.amount for t in tranches),
        "was overpaid": any(t.beyond_on for t in tranches),
        "was amended": any(amended),
        "was suspended": bool(state.suspensions),
    }
    return (name for name, reached in found.items() if reached)


def _in_effect(state: Convention) -> Iterator[str]:
    """Every kind and every operation of the amendments in effect, and whether minutes decided."""
    for amendment in state.amendments.values():
        if amendment.state is AmendmentState.EFFECTIVE:
            yield from (f"kind {row.kind}" for row in kinds_of(amendment.operations))
            yield from (f"operation {name}" for name in used_by(amendment.operations))
            yield from ["by minutes"] if amendment.minutes else ()
