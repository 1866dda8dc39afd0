"""The service with one life of the largest convention in its store, at any of its stages.

What a command appended is taken back, so that the same one can be given again. No log is sequenced.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final
from uuid import uuid4

from conventions.application import Conventions, run, stream_of
from conventions.bootstrap import put_together
from conventions.catalogue import CONVENTIONS, ENVELOPES
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.envelopes import envelope
from conventions.domain.envelopes.bodies import Parties
from conventions.domain.envelopes.decide import reserve, stand
from conventions.domain.envelopes.envelope import Envelope
from conventions.domain.envelopes.events import EnvelopeEvents
from conventions.domain.enveloping import reservation_of, standing_of
from conventions.heard import partners as heard
from conventions.read_models.partner_registry import PARTNER_REGISTRY
from mithaq.commands import Accepted, Submission
from mithaq.events import Catalogue, Metadata, Origin
from mithaq.events.encoding import encode_metadata
from mithaq.ids import new_id
from mithaq.runtime.kernel import Kernel
from mithaq.store import Loaded, NewEvent, Write
from mithaq.testing.levels import take_as_level
from mithaq.testing.recorded import recorded

from ..people import DAY, ID, region
from . import shape
from .framework import framework
from .life import Life
from .shape import Size

STREAM: Final = stream_of(ID)
ABOVE: Final = stream_of(shape.FRAMEWORK)
ENVELOPE: Final = envelope.stream_of(shape.FRAMEWORK)
_AT_ONCE: Final = 500
_KNOWN_SINCE: Final = date(2026, 1, 5)
# The past of a store is never changed but here.
_OPEN: Final = ("event", "event_is_kept"), ("command", "command_is_kept")
_BACK: Final = "DELETE FROM event WHERE position > $1"
_SNAPSHOTS: Final = "DELETE FROM snapshot WHERE stream_id = $1 AND version > $2"
_LAST: Final = "SELECT coalesce(max(position), 0) FROM event"
_OF: Final = "SELECT coalesce(max(position), 0) FROM event WHERE stream_id = $1 AND version <= $2"


@dataclass(frozen=True, slots=True)
class Known:
    """States as a process that has served them holds them: of both conventions, of the envelope."""

    convention: Loaded[Absent | Convention]
    framework: Loaded[Absent | Convention]
    envelope: Loaded[Envelope]


def process_of(kernel: Kernel, known: Known | None = None) -> Conventions:
    """A process of the service: one that has just begun, or that holds these states."""
    begun = Kernel(settings=kernel.settings, database=kernel.database)
    conventions = put_together(begun)
    conventions.streams.verified_share = 0  # nothing is compared beside what is measured
    if known is not None:
        begun.states.put((conventions.streams, STREAM), known.convention)
        begun.states.put((conventions.streams, ABOVE), known.framework)
        begun.states.put((conventions.beside.envelopes, ENVELOPE), known.envelope)
    return conventions


def submission(command: ConventionCommand, *, dry_run: bool = False) -> Submission:
    return Submission(
        caller=command.caller,
        command_id=new_id(),
        fingerprint=b"f",
        correlation_id=str(uuid4()),
        dry_run=dry_run,
    )


@dataclass(slots=True)
class Store:
    """`life` is what is in it of the convention; the framework and who is a party are there."""

    kernel: Kernel
    size: Size
    life: Life = field(default_factory=Life)
    base: int = 0

    async def begin(self) -> None:
        pool = self.kernel.database.pool
        for table, trigger in _OPEN:
            await pool.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
        await take_as_level(self.kernel.database)
        await self._know()
        above = framework(self.size)
        await self._append(ABOVE, 0, above.told, CONVENTIONS)
        opened = self._opened(above.convention)
        await self._append(ENVELOPE, 0, _on(opened), ENVELOPES)
        self.base = await pool.fetchval(_LAST)

    async def _know(self) -> None:
        """The registry knows every organisation and has verified it."""
        noted = datetime(2026, 1, 5, tzinfo=UTC)
        told: list[heard.PartnersEvent] = []
        for body, kind in shape.kinds(self.size).items():
            name = f"Organisme {body.hex[-4:]}"
            told += (
                heard.OrganisationRegistered(organisation_id=body, kind=kind, name_fr=name),
                heard.OrganisationVerified(organisation_id=body),
            )
        lines = [
            recorded(
                heard.PARTNERS.source, each, "organisation", effective_date=_KNOWN_SINCE, at=noted
            )
            for each in told
        ]
        async with self.kernel.engine.begin() as connection:
            await PARTNER_REGISTRY.project(connection, lines)

    def _opened(self, above: Convention) -> Sequence[EnvelopeEvents]:
        standing = standing_of(above)
        assert standing is not None
        return stand(Envelope(), standing, DAY, Parties(above.terms.name_of))

    async def stand_at(self, life: Life) -> None:
        """Have it be at the end of this life, and in its framework's envelope."""
        pool, kept = self.kernel.database.pool, _shared(self.life, life)
        await self.back_to(max(self.base, await pool.fetchval(_OF, STREAM, kept)), kept)
        await self._append(STREAM, kept, life.told[kept:], CONVENTIONS)
        self.life = life
        await self._reserve(life)
        await pool.execute("ANALYZE event")

    async def known(self) -> Known:
        """As it stands; where it is long, a snapshot is taken."""
        process = process_of(self.kernel)
        found = Known(
            await process.streams.load(STREAM),
            await process.streams.load(ABOVE),
            await process.beside.envelopes.load(ENVELOPE),
        )
        await process.streams.settled()
        return found

    async def _reserve(self, life: Life) -> None:
        wanted = reservation_of(life.state)
        beside = process_of(self.kernel).beside.envelopes
        known = await beside.load(ENVELOPE)
        if wanted is None:
            return
        told = reserve(known.state, wanted, DAY, Parties(life.convention.terms.name_of))
        await self._append(ENVELOPE, known.version, _on(told), ENVELOPES)

    async def back_to(self, position: int, version: int) -> None:
        """Without what was appended after it, to whatever stream."""
        pool = self.kernel.database.pool
        await pool.execute(_BACK, position)
        await pool.execute(_SNAPSHOTS, STREAM, version)

    async def last(self) -> int:
        position: int = await self.kernel.database.pool.fetchval(_LAST)
        return position

    async def _append(
        self,
        stream: str,
        version: int,
        told: Sequence[tuple[object, Origin]],
        of: Catalogue,  # type: ignore[type-arg]
    ) -> None:
        for start in range(0, len(told), _AT_ONCE):
            some = told[start : start + _AT_ONCE]
            new = [_encoded(event, origin, of) for event, origin in some]
            await self.kernel.store.append([Write(stream, version + start, new)], new_id(), b"f")


def _shared(one: Life, other: Life) -> int:
    """How many events both begin with."""
    pairs = zip(one.told, other.told, strict=False)
    return next(
        (nth for nth, (a, b) in enumerate(pairs) if a[0] is not b[0]),
        min(len(one.told), len(other.told)),
    )


def _encoded(event: object, origin: Origin, of: Catalogue) -> NewEvent:  # type: ignore[type-arg]
    meta = Metadata(
        actor=origin.by,
        command_id=new_id(),
        correlation_id=str(uuid4()),
        effective_date=origin.effective_date,
    )
    return NewEvent(new_id(), *of.encode(event), encode_metadata(meta))


def _on(told: Sequence[EnvelopeEvents]) -> list[tuple[object, Origin]]:
    origin = Origin(by=region.caller.actor("manager"), effective_date=DAY)
    return [(each, origin) for each in told]


async def give(conventions: Conventions, command: ConventionCommand) -> Accepted:
    return await run(conventions, submission(command), command)
