"""What a command appends besides its convention: of mandates, payments' references, envelopes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from conventions.domain.core import mandate_use
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.mandate_use import SignedText, Uses
from conventions.domain.envelopes import envelope
from conventions.domain.envelopes.bodies import Parties
from conventions.domain.envelopes.decide import reserve, reserve_first, stand
from conventions.domain.envelopes.envelope import Envelope
from conventions.domain.envelopes.events import EnvelopeEvents
from conventions.domain.enveloping import reservation_of, standing_of, unmoved
from conventions.domain.mandating import mandates_moved
from conventions.domain.tranches import payment_references
from conventions.domain.tranches.referring import references_of
from mithaq.events import Actor, Origin
from mithaq.money import Money

_ANOTHER: Final = SignedText(convention_id=UUID(int=0xC0FFEE))
_NOTHING: Final[tuple[None, Sequence[EnvelopeEvents]]] = (None, ())
Read = Callable[[UUID], Absent | Convention]


def elsewhere(mandate_id: UUID) -> int:
    """Centimes that were signed for under this mandate in another convention; often nothing."""
    return (0, 10_000, 30_000)[mandate_id.int % 3]


@dataclass(frozen=True, slots=True)
class Beside:
    """By mandate, reference's stream and framework, as the application would find them."""

    uses: Mapping[UUID, Uses] = field(default_factory=dict)
    held: Mapping[str, payment_references.Held | None] = field(default_factory=dict)
    envelopes: Mapping[UUID, Envelope] = field(default_factory=dict)

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
            return Beside(uses, self.held, self.envelopes)
        stream, change = found
        held = self.held.get(stream)
        for event in change(held):
            held = payment_references.evolve(held, event, origin)
        return Beside(uses, {**self.held, stream: held}, self.envelopes)

    def enveloped(
        self, before: Absent | Convention, after: Absent | Convention, on: date, read: Read
    ) -> tuple["Beside", Sequence[EnvelopeEvents]]:
        """With what follows for an envelope, as `conventions.enveloping` has it, and its events."""
        framework, events = self._moved(before, after, on, read)
        if framework is None or not events:
            return self, ()
        origin = Origin(by=Actor(id="envelope", capacity="any"), effective_date=on)
        known = self.envelopes.get(framework, Envelope())
        for event in events:
            known = envelope.evolve(known, event, origin)
        return Beside(self.uses, self.held, {**self.envelopes, framework: known}), events

    def _moved(
        self, before: Absent | Convention, after: Absent | Convention, on: date, read: Read
    ) -> tuple[UUID | None, Sequence[EnvelopeEvents]]:
        if isinstance(after, Absent) or unmoved(before, after):
            return _NOTHING
        parties = Parties(after.terms.name_of)
        standing = standing_of(after)
        if standing is not None:
            known = self.envelopes.get(standing.framework_id, Envelope())
            return standing.framework_id, stand(known, standing, on, parties)
        held, wanted = reservation_of(before), reservation_of(after)
        if wanted is None or not (wanted.texts or (held and held.texts)):
            return _NOTHING
        framework = wanted.framework_id
        if framework in self.envelopes:
            return framework, reserve(self.envelopes[framework], wanted, on, parties)
        return framework, reserve_first(standing_of(read(framework)), wanted, on, parties)


def _before(mandate: UUID) -> Uses:
    amount = elsewhere(mandate)
    return Uses(amounts={_ANOTHER: Money(amount)} if amount else {})
