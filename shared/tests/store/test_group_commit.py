"""Commands that come at once share a transaction, and none suffers from another."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg
import pytest
from mithaq.commands import Accepted
from mithaq.errors import VersionConflict
from mithaq.ids import new_id
from mithaq.store import Database, NewEvent, PostgresEventStore, Write
from mithaq.store.appending import Order
from mithaq.testing.flow import run_until

HELD = "held"  # stream ids sort: this one lies in the midst of the others
OTHERS = [*"abcd", *"wxyz"]


def write(stream: str, expected: int = 0, *, event: str = "Counted", data: str = "{}") -> Write:
    return Write(stream, expected, [NewEvent(new_id(), event, 1, data, "{}")])


@pytest.fixture
def store(database: Database) -> PostgresEventStore:
    return PostgresEventStore(database.pool)


async def at_once(
    store: PostgresEventStore, *writes: Write, ids: Sequence[UUID] = ()
) -> list[Accepted | BaseException]:
    """The first goes alone; those that come meanwhile are a group."""
    commands = ids or [new_id() for _ in writes]
    appends = [
        store.append([each], command, b"f") for each, command in zip(writes, commands, strict=True)
    ]
    return await asyncio.gather(*appends, return_exceptions=True)


async def stored(database: Database) -> dict[str, int]:
    rows = await database.pool.fetch("SELECT stream_id, max(version) FROM event GROUP BY stream_id")
    return dict(rows)


async def transactions(database: Database) -> int:
    return int(await database.pool.fetchval("SELECT count(DISTINCT xid) FROM event"))


def versions(answers: Sequence[Accepted | BaseException]) -> dict[str, int]:
    return {each.stream_id: each.version for each in answers if isinstance(each, Accepted)}


async def others_are_in(database: Database) -> bool:
    return await stored(database) == dict.fromkeys(OTHERS, 1)


async def somebody_waits(database: Database) -> bool:
    return bool(await database.pool.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted"))


@asynccontextmanager
async def held(database: Database, stream: str) -> AsyncIterator[asyncpg.Connection]:
    """Somebody has appended the first event of `stream` and does not commit."""
    session = await database.connect()
    transaction = session.transaction()
    await transaction.start()
    await session.fetchval(*Order([write(stream)], new_id(), b"f").alone())
    try:
        yield session
    finally:
        await transaction.rollback()
        await session.close()


async def test_those_that_come_meanwhile_share_a_transaction(
    database: Database, store: PostgresEventStore
) -> None:
    answers = await at_once(store, *map(write, OTHERS))
    assert versions(answers) == await stored(database) == dict.fromkeys(OTHERS, 1)
    assert await transactions(database) == 2
    positions = dict(await database.pool.fetch("SELECT stream_id, position FROM event"))
    assert {each.stream_id: each.position for each in answers if isinstance(each, Accepted)} == (
        positions
    )


async def test_several_events_of_a_command_lie_in_order(
    database: Database, store: PostgresEventStore
) -> None:
    several = [Write(stream, 0, [*write("").events, *write("").events]) for stream in OTHERS]
    answers = await at_once(store, *several)
    assert versions(answers) == dict.fromkeys(OTHERS, 2)
    rows = await database.pool.fetch(
        "SELECT version, command_index FROM event ORDER BY stream_id, position"
    )
    assert [tuple(row) for row in rows] == [(1, 1), (2, 2)] * len(OTHERS)
    last = dict(
        await database.pool.fetch("SELECT stream_id, max(position) FROM event GROUP BY stream_id")
    )
    assert all(each.position == last[each.stream_id] for each in answers)  # type: ignore[union-attr]


@pytest.mark.parametrize("expected", [0, 2])
async def test_one_that_saw_another_version_is_refused_and_no_other(
    database: Database, store: PostgresEventStore, expected: int
) -> None:
    await store.append([write(HELD)], new_id(), b"f")
    answers = await at_once(store, *map(write, OTHERS), write(HELD, expected))
    assert isinstance(answers[-1], VersionConflict)
    assert versions(answers) == dict.fromkeys(OTHERS, 1)
    assert await stored(database) == dict.fromkeys([*OTHERS, HELD], 1)
    assert await transactions(database) == 3


async def test_one_that_the_table_refuses_fails_alone(
    database: Database, store: PostgresEventStore
) -> None:
    answers = await at_once(store, *map(write, OTHERS), write(HELD, event="no-name"))
    assert isinstance(answers[-1], asyncpg.CheckViolationError)
    assert versions(answers) == await stored(database) == dict.fromkeys(OTHERS, 1)


async def test_a_command_accepted_before_is_recognised_and_no_other_fails(
    database: Database, store: PostgresEventStore
) -> None:
    again = new_id()
    await store.append([write(HELD)], again, b"f")
    ids = [*(new_id() for _ in OTHERS), again]
    answers = await at_once(store, *map(write, OTHERS), write(HELD, 1), ids=ids)
    assert isinstance(answers[-1], VersionConflict)
    assert await stored(database) == dict.fromkeys([*OTHERS, HELD], 1)


async def test_one_id_for_two_commands_at_once_answers_each_for_itself(
    database: Database, store: PostgresEventStore
) -> None:
    """One of them on a stream that moved on: it must not be told the other's result."""
    same = new_id()
    ids = [*(new_id() for _ in OTHERS), same, same]
    answers = await at_once(store, *map(write, OTHERS), write(HELD), write("a", 0), ids=ids)
    assert isinstance(answers[-1], VersionConflict)
    assert versions(answers) == await stored(database) == dict.fromkeys([*OTHERS, HELD], 1)


async def test_of_two_on_one_stream_the_first_wins(
    database: Database, store: PostgresEventStore
) -> None:
    answers = await at_once(store, *map(write, OTHERS), write(HELD), write(HELD))
    assert isinstance(answers[-1], VersionConflict)
    assert versions(answers) == await stored(database) == dict.fromkeys([*OTHERS, HELD], 1)


@pytest.mark.parametrize("streams", [[*OTHERS, HELD], [HELD, *OTHERS]], ids=["last", "first"])
async def test_a_stream_that_somebody_holds_does_not_hold_the_others(
    database: Database, store: PostgresEventStore, streams: list[str]
) -> None:
    async with held(database, HELD):
        waiting = asyncio.gather(*[at_once(store, write(each)) for each in streams])
        await run_until(lambda: others_are_in(database), seconds=5)
        assert not waiting.done()
    assert versions([each for (each,) in await waiting]) == dict.fromkeys([*OTHERS, HELD], 1)


async def test_large_events_go_in_several_groups(
    database: Database, store: PostgresEventStore
) -> None:
    large = f'{{"note":"{"n" * 700_000}"}}'
    answers = await at_once(store, *(write(stream, data=large) for stream in OTHERS))
    assert versions(answers) == await stored(database) == dict.fromkeys(OTHERS, 1)
    assert await transactions(database) == len(OTHERS)


async def test_who_leaves_while_waiting_writes_nothing(
    database: Database, store: PostgresEventStore
) -> None:
    first, gone, last = (
        asyncio.create_task(at_once(store, write(stream))) for stream in ("a", "gone", "z")
    )
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.gather(first, last)
    with pytest.raises(asyncio.CancelledError):
        await gone
    assert await stored(database) == {"a": 1, "z": 1}
    await store.append([write("gone")], new_id(), b"f")


async def test_who_leaves_while_it_is_sent_takes_nobody_along(
    database: Database, store: PostgresEventStore
) -> None:
    first, gone, last = (
        asyncio.create_task(at_once(store, write(stream))) for stream in ("a", "gone", "z")
    )
    await first
    await asyncio.sleep(0)  # the group is on its way
    gone.cancel()
    assert versions(await last) == {"z": 1}
    assert await stored(database) == dict.fromkeys(("a", "gone", "z"), 1)


async def test_two_that_wait_for_one_another_are_a_lost_race(
    database: Database, store: PostgresEventStore
) -> None:
    async with held(database, HELD) as session:
        ours = asyncio.create_task(store.append([write("a"), write(HELD)], new_id(), b"f"))
        await run_until(lambda: somebody_waits(database), seconds=5)
        theirs = """
            INSERT INTO event (event_id, command_id, command_index, fingerprint, stream_id, version,
                               type, schema, data, meta)
            SELECT uuidv7(), uuidv7(), 1, '', 'a', 1, 'Counted', 1, '{}', '{}'
        """
        await session.execute(theirs)
        with pytest.raises(VersionConflict):
            await ours
    assert await stored(database) == {}


async def test_a_database_that_is_away_is_told_to_everyone(store: PostgresEventStore) -> None:
    pool = store._pool
    await pool.close()
    answers = await at_once(store, *map(write, OTHERS))
    assert all(isinstance(each, asyncpg.InterfaceError) for each in answers)


async def test_a_connection_cut_in_the_midst_loses_and_doubles_nothing(
    database: Database, store: PostgresEventStore
) -> None:
    async with held(database, HELD):
        waiting = asyncio.create_task(at_once(store, write("first"), *map(write, [*OTHERS, HELD])))
        cut = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted"
        await run_until(lambda: somebody_waits(database), seconds=5, look_s=0.005)
        await database.pool.execute(cut)
    assert versions(await waiting) == dict.fromkeys([*OTHERS, HELD, "first"], 1)
    assert await stored(database) == dict.fromkeys([*OTHERS, HELD, "first"], 1)
