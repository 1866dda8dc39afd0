"""How often each command was accepted or refused and by which rule; how far the lives got."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from conventions.domain.core.convention import Convention
from conventions.domain.core.vocabulary import AmendmentState


@dataclass(slots=True)
class Counts:
    accepted: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    lives: Counter[str] = field(default_factory=Counter)

    def tell(self, command: str, refusal: str | None) -> None:
        if refusal is None:
            self.accepted[command] += 1
        else:
            self.refused[command] += 1
            self.codes[refusal] += 1

    def reached(self, state: Convention) -> None:
        self.lives["all"] += 1
        self.lives[f"ended {state.state}"] += 1
        self.lives.update(_milestones(state))

    def add(self, other: "Counts") -> None:
        self.accepted += other.accepted
        self.refused += other.refused
        self.codes += other.codes
        self.lives += other.lives

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
