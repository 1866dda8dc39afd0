"""Commands that changed nothing, on PostgreSQL: beside appends in every form, and for ever."""

import asyncio
from collections.abc import Awaitable

import asyncpg
import pytest
from mithaq.commands import Accepted
from mithaq.errors import CommandReused, VersionConflict
from mithaq.ids import new_id
from mithaq.store import Database, NewEvent, PostgresEventStore, Streams, Write
from mithaq.store.appending import AppendBatch
from mithaq.testing.counter import Counted, catalogue, counting, evolve, request

APPENDS = (1, 2)  # one event: `append_event`; two: `append_events`
WAIT_S = 0.3


def write(stream: str, version: int = 0, *, events: int = 1) -> Write:
    new = [NewEvent(new_id(), "Counted", 1, '{"by":1,"note":""}', "{}") for _ in range(events)]
    return Write(stream, version, new)


def counter() -> str:
    return f"counter-{new_id()}"


async def is_waiting(work: asyncio.Task[Accepted]) -> bool:
    done, _ = await asyncio.wait([work], timeout=WAIT_S)
    return not done


@pytest.mark.parametrize("events", APPENDS)
async def test_an_append_waits_for_a_key_that_is_being_remembered(
    database: Database, store: PostgresEventStore, events: int
) -> None:
    command, session = new_id(), await database.connect()
    transaction = session.transaction()
    await transaction.start()
    assert await session.fetchval(
        "SELECT remember_command($1, 'f', 'counter-a', 0, '{}', '{}')", command
    )
    appending = asyncio.create_task(store.append([write(counter(), events=events)], command, b"f"))
    assert await is_waiting(appending)
    await transaction.commit()
    with pytest.raises(VersionConflict):
        await appending
    first = await store.accepted(command, b"f")
    assert first is not None
    assert (first.stream_id, first.version, first.position) == ("counter-a", 0, 0)
    await session.close()


@pytest.mark.parametrize("events", APPENDS)
@pytest.mark.parametrize("kept", [True, False])
async def test_a_key_waits_for_an_append_under_it(
    database: Database, store: PostgresEventStore, events: int, *, kept: bool
) -> None:
    command, session = new_id(), await database.connect()
    transaction = session.transaction()
    await transaction.start()
    batch = AppendBatch([write(counter(), events=events)], command, b"f")
    await session.fetchval(*batch.statement())
    remembering = asyncio.create_task(store.unchanged([write("counter-a")], command, b"f"))
    assert await is_waiting(remembering)
    await (transaction.commit() if kept else transaction.rollback())
    if kept:
        with pytest.raises(VersionConflict):
            await remembering
    else:
        assert (await remembering).stream_id == "counter-a"
    await session.close()


async def test_a_group_leaves_out_the_command_that_was_remembered(
    store: PostgresEventStore,
) -> None:
    """Eight at once: all but the first wait for it, and are appended in one statement."""
    used = new_id()
    await store.unchanged([write(counter())], used, b"f")
    commands = [new_id(), new_id(), new_id(), used, *(new_id() for _ in range(4))]
    appends = [store.append([write(counter())], command, b"f") for command in commands]
    outcomes = await asyncio.gather(*appends, return_exceptions=True)
    refused = [isinstance(each, VersionConflict) for each in outcomes]
    assert refused == [command == used for command in commands]


async def test_other_keys_do_not_wait(database: Database, store: PostgresEventStore) -> None:
    session = await database.connect()
    async with session.transaction():
        await session.fetchval(
            "SELECT remember_command($1, 'f', 'counter-a', 0, '{}', '{}')", new_id()
        )
        others: list[Awaitable[Accepted]] = [
            *(store.append([write(counter())], new_id(), b"f") for _ in range(8)),
            store.unchanged([write(counter())], new_id(), b"f"),
        ]
        await asyncio.wait_for(asyncio.gather(*others), 5)
    await session.close()


async def test_what_is_remembered_is_kept(database: Database, store: PostgresEventStore) -> None:
    await store.unchanged([write(counter())], new_id(), b"f")
    for change in ("UPDATE command SET version = 9", "DELETE FROM command", "TRUNCATE command"):
        with pytest.raises(asyncpg.PostgresError) as refused:
            await database.pool.execute(change)
        assert refused.value.sqlstate == "MQ003"


async def test_the_former_release_does_not_use_a_remembered_key_again(
    database: Database, store: PostgresEventStore
) -> None:
    """It asks events alone whether a key is used, so it answers with a conflict, not twice."""

    class Former(PostgresEventStore):
        async def accepted(self, *_: object) -> None:
            return None

    command, stream = new_id(), counter()
    await store.unchanged([write(stream)], command, b"f")
    former = Streams(Former(database.pool), catalogue(), 0, evolve)
    with pytest.raises(VersionConflict):
        await former.run(stream, counting(1), request(command, expected=0))
    assert not await store.load(stream)
    current = Streams(store, catalogue(), 0, evolve)
    with pytest.raises(CommandReused):
        await current.run(stream, counting(1), request(command, fingerprint=b"other"))


async def test_a_crowd_with_few_keys_uses_each_once(store: PostgresEventStore) -> None:
    """Whether it changes something, and what, is up to each of them."""
    keys, shared = [new_id() for _ in range(5)], counter()

    async def one(nth: int) -> tuple[object, ...]:
        streams = Streams[int, Counted](store, catalogue(), 0, evolve)
        decide = counting(1) if nth % 3 else (lambda _: [])
        stream = shared if nth % 2 else counter()
        accepted = await streams.run(stream, decide, request(keys[nth % 5]))
        return (keys[nth % 5], accepted.stream_id, accepted.version, accepted.position)

    answers = await asyncio.gather(*map(one, range(60)))
    assert len(set(answers)) == len(keys)


async def test_a_key_that_is_being_remembered_delays_its_own_command_alone(
    database: Database, store: PostgresEventStore
) -> None:
    """In a group too: it gives up the lock, and each of its commands is appended by itself."""
    used, session = new_id(), await database.connect()
    transaction = session.transaction()
    await transaction.start()
    await session.fetchval("SELECT remember_command($1, 'f', 'counter-a', 0, '{}', '{}')", used)
    commands = [new_id(), used, *(new_id() for _ in range(5))]
    appends = {
        command: asyncio.create_task(store.append([write(counter())], command, b"f"))
        for command in commands
    }
    waiting = appends.pop(used)
    await asyncio.wait_for(asyncio.gather(*appends.values()), 5)
    assert not waiting.done()
    await transaction.rollback()
    assert (await waiting).version == 1
    await session.close()
