"""The envelope that a command moves with its convention, read once it is known what it comes to."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from mithaq.commands import Request
from mithaq.store import Change, EventStore, Outcome, Prepared, Streams

from conventions.domain.core.convention import Absent, Convention
from conventions.domain.envelopes.bodies import Parties, named_in
from conventions.domain.envelopes.decide import reserve, reserve_first, stand
from conventions.domain.envelopes.envelope import Envelope, stream_of
from conventions.domain.envelopes.events import EnvelopeEvents
from conventions.domain.envelopes.lines import organisations
from conventions.domain.enveloping import reservation_of, standing_of, unmoved

EnvelopeStreams = Streams[Envelope, EnvelopeEvents]
EnvelopeChange = Change[Envelope, EnvelopeEvents]


@dataclass(frozen=True, slots=True, kw_only=True)
class Enveloped:
    """A part of a command: the envelope of its framework, or of that which it is financed under.

    Most commands move no envelope, and then none is read. `read` answers a convention as it stands,
    `current` what answers for those of some organisations that were merged.
    """

    envelopes: EnvelopeStreams
    read: Callable[[UUID], Awaitable[Absent | Convention]]
    current: Callable[[Collection[UUID]], Awaitable[Mapping[UUID, UUID]]]
    outcome: Outcome[Absent | Convention]
    on: date

    @property
    def store(self) -> EventStore:
        return self.envelopes.store

    async def version(self) -> int:
        """Never asked: it leads no command."""
        raise TypeError("an envelope follows from a convention")

    async def prepare(self, request: Request, *, leads: bool, again: bool) -> Prepared | None:
        before, after = self.outcome.before, self.outcome.after
        if unmoved(before, after) or isinstance(after, Absent):
            return None
        change = await self._stood(after) or await self._reserved(before, after)
        return None if change is None else await change.prepare(request, leads=leads, again=False)

    async def _stood(self, framework: Convention) -> EnvelopeChange | None:
        standing = standing_of(framework)
        if standing is None:
            return None
        known = await self.envelopes.load(stream_of(standing.framework_id))
        joining = organisations(*(offer.lines for offer in standing.agreed.values()))
        parties = await self._parties(framework, *named_in(known.state), *joining)
        decide = partial(stand, standing=standing, on=self.on, parties=parties)
        return Change(self.envelopes, stream_of(standing.framework_id), decide, known=known)

    async def _reserved(
        self, before: Absent | Convention, after: Convention
    ) -> EnvelopeChange | None:
        held, wanted = reservation_of(before), reservation_of(after)
        if wanted is None or not (wanted.texts or (held and held.texts)):
            return None
        stream = stream_of(wanted.framework_id)
        known = await self.envelopes.load(stream)
        if known.version:
            parties = await self._parties(after, *named_in(known.state))
            decide = partial(reserve, wanted=wanted, on=self.on, parties=parties)
            return Change(self.envelopes, stream, decide, known=known)
        standing = standing_of(await self.read(wanted.framework_id))
        offered = organisations(standing.offer.lines) if standing else ()
        parties = await self._parties(after, *offered)
        first = reserve_first(standing, wanted, self.on, parties)
        return Change(self.envelopes, stream, lambda _: first, known=known)

    async def _parties(self, convention: Convention, *told: UUID) -> Parties:
        """Its names, and what answers for whoever is a party of it or has a line there."""
        wanted = {*convention.terms.parties, *told}
        return Parties(convention.terms.name_of, await self.current(wanted))
