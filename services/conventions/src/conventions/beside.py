"""What a command appends beside its convention, all or nothing: references, ceilings, envelopes.

Each has streams of its own, so that of two conventions which take the same one the second finds it
moved on, decides afresh and is refused by name.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from mithaq.store import Change, EventStore, StateCache, Streams

from conventions.catalogue import ACCOUNTS, ENVELOPES, MANDATES, REFERENCES, RESERVATIONS
from conventions.domain.core import mandate_use
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.mandate_use import MandateEvent, Uses
from conventions.domain.drafting import reference
from conventions.domain.drafting.commands import DraftConvention
from conventions.domain.drafting.events import ReferenceReserved
from conventions.domain.drafting.reference import Holder
from conventions.domain.envelopes import envelope
from conventions.domain.envelopes.envelope import Envelope
from conventions.domain.envelopes.figures import figures
from conventions.domain.mandating import mandates_moved
from conventions.domain.statements import account
from conventions.domain.statements.account import Account
from conventions.domain.statements.events import StatementEvent
from conventions.domain.takeover.commands import ConfirmArchivedFact
from conventions.domain.takeover.referring import placed_by
from conventions.domain.tranches import payment_references
from conventions.domain.tranches.payment_references import Held, ReferenceEvent
from conventions.domain.tranches.referring import REFERRING, references_of
from conventions.enveloping import EnvelopeStreams


@dataclass(frozen=True, slots=True)
class Beside:
    """The streams beside conventions: references, mandates, envelopes, accounts of payers."""

    drafted: Streams[Holder, ReferenceReserved]
    paid: Streams[Held | None, ReferenceEvent]
    mandates: Streams[Uses, MandateEvent]
    envelopes: EnvelopeStreams
    accounts: Streams[Account, StatementEvent]

    @staticmethod
    def over(store: EventStore, cache: StateCache | None = None) -> "Beside":
        nobody: Holder = None
        nothing: Held | None = None
        return Beside(
            drafted=Streams(store, RESERVATIONS, nobody, reference.holder, cache=cache),
            paid=Streams(store, REFERENCES, nothing, payment_references.evolve, cache=cache),
            mandates=Streams(store, MANDATES, Uses(), mandate_use.evolve, cache=cache),
            envelopes=Streams(
                store, ENVELOPES, Envelope(), envelope.evolve, figures=figures, cache=cache
            ),
            accounts=Streams(store, ACCOUNTS, Account(), account.evolve, cache=cache),
        )

    def changes(
        self, state: Absent | Convention, command: ConventionCommand
    ) -> list[Change[Any, Any]]:
        """What the command does here, whether or not its convention allows it."""
        found: list[Change[Any, Any]] = [
            Change(self.mandates, mandate_use.stream_of(mandate), decide)
            for mandate, decide in mandates_moved(state, command).items()
        ]
        if isinstance(command, DraftConvention):
            reserve = partial(reference.reserve, command=command)
            found.append(Change(self.drafted, reference.reservation_of(command), reserve))
        if isinstance(state, Convention) and isinstance(command, REFERRING):
            referred = references_of(state, command)
            if referred is not None:
                found.append(Change(self.paid, *referred))
        if isinstance(command, ConfirmArchivedFact):
            placed = placed_by(state, command)
            found += [Change(self.paid, *placed)] if placed else []
        return found
