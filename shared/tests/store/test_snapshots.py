"""Snapshots of states: a shorter way to what the events say, and to nothing else."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

import pytest
from mithaq.events import Provenance
from mithaq.events.encoding import encode_metadata
from mithaq.ids import new_id
from mithaq.money import ZERO, Money
from mithaq.states import changed, put
from mithaq.store import (
    Database,
    EventStore,
    NewEvent,
    PostgresEventStore,
    PostgresSnapshots,
    Snapshots,
    StateForm,
    Stored,
    Streams,
    Write,
)
from mithaq.testing.counter import Counted, catalogue, request

META = encode_metadata(request().metadata())
EVERY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    by_note: Mapping[str, Money] = field(default_factory=dict)
    last: tuple[date, Money] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """A state with the kinds of fields that states have."""

    total: Money = ZERO
    sums: Sums = field(default_factory=Sums)
    people: frozenset[str] = frozenset()
    ids: Mapping[UUID, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerBefore:
    """The same in a former release."""

    total: Money = ZERO


def evolve(ledger: Ledger, event: Counted, provenance: Provenance) -> Ledger:
    amount = Money(event.by)
    sums = changed(
        ledger.sums,
        by_note=put(ledger.sums.by_note, event.note, amount),
        last=(provenance.effective_date, amount),
    )
    return changed(
        ledger,
        total=ledger.total + amount,
        sums=sums,
        people=ledger.people | {provenance.by.id},
        ids=put(ledger.ids, UUID(int=event.by), event.by),
    )


class Noting:
    """A store that tells after which versions it was asked for events."""

    def __init__(self, store: EventStore) -> None:
        self.store, self.read = store, list[int]()

    def __getattr__(self, name: str) -> object:
        return getattr(self.store, name)

    async def load(
        self, stream_id: str, after: int = 0, limit: int | None = None
    ) -> Sequence[Stored]:
        self.read.append(after)
        return await self.store.load(stream_id, after, limit)


FORM = StateForm(Ledger, revision=1)


class Process:
    """What one process holds: a cache of its own over the common database."""

    def __init__(self, database: Database, form: StateForm[Ledger] = FORM) -> None:
        self.events = Noting(PostgresEventStore(database.pool))
        self.snapshots = Snapshots(PostgresSnapshots(database.pool), form, every=EVERY)
        self.streams: Streams[Ledger, Counted] = Streams(
            self.events,  # type: ignore[arg-type]  # all of the store's, by name
            catalogue(),
            Ledger(),
            evolve,
            snapshots=self.snapshots,
        )

    async def state(self, stream: str) -> Ledger:
        return (await self.streams.load(stream)).state


async def plain(database: Database, stream: str) -> Ledger:
    """By the events alone."""
    store = PostgresEventStore(database.pool)
    return (await Streams(store, catalogue(), Ledger(), evolve).load(stream)).state


def event(by: int) -> NewEvent:
    return NewEvent(new_id(), *catalogue().encode(Counted(by=by, note=f"n{by}")), META)


async def appended(database: Database, stream: str, first: int, last: int) -> None:
    new = [event(by) for by in range(first, last + 1)]
    await PostgresEventStore(database.pool).append([Write(stream, first - 1, new)], new_id(), b"f")


@pytest.fixture
async def stream(database: Database) -> str:
    """A stream of 250 events and a snapshot at its last one."""
    name = f"ledger-{uuid4()}"
    await appended(database, name, 1, 250)
    process = Process(database)
    await process.state(name)
    await process.snapshots.settled()
    return name


async def version_of(database: Database, stream: str) -> list[int]:
    found = await database.pool.fetch("SELECT version FROM snapshot WHERE stream_id = $1", stream)
    return [row["version"] for row in found]


async def test_a_replay_begins_at_the_snapshot(database: Database, stream: str) -> None:
    assert await version_of(database, stream) == [250]
    await appended(database, stream, 251, 260)
    later = Process(database)
    assert await later.state(stream) == await plain(database, stream)
    assert min(later.events.read) == 249  # the event the snapshot was taken after, no earlier one


async def test_one_is_taken_once_so_many_events_are_new(database: Database, stream: str) -> None:
    process = Process(database)
    await process.state(stream)
    await appended(database, stream, 251, 349)
    await process.state(stream)
    await process.snapshots.settled()
    assert await version_of(database, stream) == [250]
    await process.streams.run(stream, lambda _: [Counted(by=350, note="n")], request())
    await process.snapshots.settled()
    assert await version_of(database, stream) == [350]


async def test_a_command_does_not_wait_for_its_snapshot(
    database: Database, stream: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    process, gate = Process(database), asyncio.Event()
    write = PostgresSnapshots.write

    async def late(self: PostgresSnapshots, *told: object) -> None:
        await gate.wait()
        await write(self, *told)  # type: ignore[arg-type]

    monkeypatch.setattr(PostgresSnapshots, "write", late)
    await appended(database, stream, 251, 360)
    accepted = await process.streams.run(stream, lambda _: [Counted(by=361)], request())
    assert accepted.version == 361
    assert await version_of(database, stream) == [250]
    gate.set()
    await process.snapshots.settled()
    assert max(await version_of(database, stream)) >= 360


async def test_a_form_of_another_release_is_not_read_and_stays_for_it(
    database: Database, stream: str
) -> None:
    raised = Process(database, StateForm(Ledger, revision=2))
    assert await raised.state(stream) == await plain(database, stream)
    assert min(raised.events.read) == 0
    await raised.snapshots.settled()
    assert await version_of(database, stream) == [250, 250]
    again = Process(database)
    await again.state(stream)
    assert min(again.events.read) == 249


async def test_what_no_release_took_for_a_week_goes(database: Database, stream: str) -> None:
    await database.pool.execute("UPDATE snapshot SET taken_at = now() - interval '8 days'")
    raised = Process(database, StateForm(Ledger, revision=2))
    await raised.state(stream)
    await raised.snapshots.settled()
    assert await version_of(database, stream) == [250]


def test_the_schema_is_of_the_structure_and_of_the_revision() -> None:
    schemas = {
        FORM.schema,
        StateForm(Ledger, revision=2).schema,
        StateForm(LedgerBefore, revision=1).schema,
    }
    assert len(schemas) == 3
    assert StateForm(Ledger, revision=1).schema == FORM.schema


async def test_a_snapshot_above_the_stream_is_refused(database: Database, stream: str) -> None:
    """As after a restore of the events alone."""
    await database.pool.execute(
        "UPDATE snapshot SET version = 300, mark = 'x' WHERE stream_id = $1", stream
    )
    process = Process(database)
    assert await process.state(stream) == await plain(database, stream)
    await process.snapshots.settled()
    assert await version_of(database, stream) == [250]


async def test_a_snapshot_of_another_history_is_refused(database: Database, stream: str) -> None:
    """The stream reaches as far, with other events."""
    other = f"ledger-{uuid4()}"
    new = [event(7) for _ in range(260)]
    await PostgresEventStore(database.pool).append([Write(other, 0, new)], new_id(), b"f")
    await database.pool.execute(
        "UPDATE snapshot SET stream_id = $2 WHERE stream_id = $1", stream, other
    )
    assert await Process(database).state(other) == await plain(database, other)


@pytest.mark.parametrize("frames", [b"", b"\x00\x00\x00\x02\x00\x00", b"\xff" * 40])
async def test_a_snapshot_that_cannot_be_read_is_dropped(
    database: Database, stream: str, frames: bytes
) -> None:
    await database.pool.execute(
        "UPDATE snapshot SET frames = $2 WHERE stream_id = $1", stream, frames
    )
    process = Process(database)
    assert await process.state(stream) == await plain(database, stream)
    await process.snapshots.settled()
    assert await Process(database).state(stream) == await plain(database, stream)


async def test_a_snapshot_that_says_something_else_is_found_and_dropped(
    database: Database, stream: str
) -> None:
    process = Process(database)
    assert await process.streams.verify(stream)
    wrong = Ledger(total=Money(1))
    frames = b"".join(
        len(frame).to_bytes(4, "big") + frame for frame in process.snapshots.form.frames(wrong)
    )
    await database.pool.execute(
        "UPDATE snapshot SET frames = $2 WHERE stream_id = $1", stream, frames
    )
    assert await Process(database).state(stream) == wrong  # nothing looked yet
    assert not await process.streams.verify(stream)
    assert await version_of(database, stream) == []
    assert await Process(database).state(stream) == await plain(database, stream)


async def test_of_the_snapshots_that_loads_begin_at_some_are_verified(
    database: Database, stream: str
) -> None:
    wrong = Ledger(total=Money(1))
    frames = b"".join(len(frame).to_bytes(4, "big") + frame for frame in FORM.frames(wrong))
    await database.pool.execute(
        "UPDATE snapshot SET frames = $2 WHERE stream_id = $1", stream, frames
    )
    process = Process(database)
    process.streams.verified_share = 1.0
    await process.state(stream)
    await process.streams.settled()
    assert await version_of(database, stream) == []
    assert await process.state(stream) == await plain(database, stream)
