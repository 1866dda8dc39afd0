"""What a command appends besides its convention: uses of mandates, and payments' references."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from conventions.domain.core import mandate_use
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.mandate_use import SignedText, Uses
from conventions.domain.mandating import mandates_moved
from conventions.domain.tranches import payment_references
from conventions.domain.tranches.referring import references_of
from mithaq.events import Actor, Origin
from mithaq.money import Money

_ANOTHER: Final = SignedText(convention_id=UUID(int=0xC0FFEE))


def elsewhere(mandate_id: UUID) -> int:
    """Centimes that were signed for under this mandate in another convention; often nothing."""
    return (0, 10_000, 30_000)[mandate_id.int % 3]


@dataclass(frozen=True, slots=True)
class Beside:
    """By mandate and by reference's stream, as the application would find them."""

    uses: Mapping[UUID, Uses] = field(default_factory=dict)
    held: Mapping[str, payment_references.Held | None] = field(default_factory=dict)

    def after(self, state: Absent | Convention, command: ConventionCommand, on: date) -> "Beside":
        """With what this command decides there. Raises what refuses it."""
        origin = Origin(by=Actor(id=command.caller.subject, capacity="any"), effective_date=on)
        uses = dict(self.uses)
        for mandate, decide in mandates_moved(state, command).items():
            known = uses.get(mandate) or _before(mandate)
            for used in decide(known):
                known = mandate_use.evolve(known, used, origin)
            uses[mandate] = known
        found = references_of(state, command) if isinstance(state, Convention) else None
        if found is None:
            return Beside(uses, self.held)
        stream, change = found
        held = self.held.get(stream)
        for event in change(held):
            held = payment_references.evolve(held, event, origin)
        return Beside(uses, {**self.held, stream: held})


def _before(mandate: UUID) -> Uses:
    amount = elsewhere(mandate)
    return Uses(amounts={_ANOTHER: Money(amount)} if amount else {})
