"""Whatever is done to the past, the first line that is not what it must be is named."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import asyncpg
import pytest
from mithaq.events import LogRecord
from mithaq.operations import verify as verifying
from mithaq.operations.verify import Verified, verify
from mithaq.store.chain import GENESIS, link
from mithaq.store.database import plain
from mithaq.store.log import COLUMNS

from .conftest import Counting

_EVENT = f"""
    SELECT {COLUMNS} FROM (SELECT $1::bigint AS seq, ''::bytea AS hash) l, event e
    WHERE e.position = $2
"""


@asynccontextmanager
async def owner(counting: Counting) -> AsyncIterator[asyncpg.Connection]:
    """Who may do what no service may: with the guards off."""
    connection = await asyncpg.connect(plain(counting.database.url))
    try:
        for table in ("event", "event_log"):
            await connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield connection
    finally:
        await connection.close()


async def forge(
    connection: asyncpg.Connection, choose: Callable[[Sequence[int]], Sequence[int]]
) -> None:
    """Write the log anew over these positions, with a chain that holds."""
    rows = await connection.fetch("SELECT position FROM event_log ORDER BY seq")
    await connection.execute("DELETE FROM event_log")
    previous = GENESIS
    for seq, position in enumerate(choose([row["position"] for row in rows]), start=1):
        line = LogRecord._make(await connection.fetchrow(_EVENT, seq, position))
        previous = link(previous, line)
        await connection.execute(
            "INSERT INTO event_log VALUES ($1, $2, $3)", seq, position, previous
        )


def named(verified: Verified) -> tuple[int, str] | None:
    return (verified.fault.seq, verified.fault.what) if verified.fault else None


@pytest.fixture
async def ten(counting: Counting) -> Counting:
    """Lines 1..10: counter-a and counter-b in turn, versions 1..5 each."""
    for _ in range(5):
        await counting.count("counter-a", 1)
        await counting.count("counter-b", 1)
    await counting.sequence()
    return counting


async def test_a_log_that_was_left_alone_is_sound(ten: Counting) -> None:
    head = await ten.desk.kernel.log.head()
    told = await verify(ten.database)
    assert told.sound
    assert (told.seq, told.hash) == (10, head.hash.hex())


async def test_an_empty_log_is_sound(counting: Counting) -> None:
    told = await verify(counting.database)
    assert told.sound
    assert told.seq == 0


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("""UPDATE event SET data = '{"by":2,"note":""}' WHERE position = $1""", "hash"),
        (
            "UPDATE event SET recorded_at = recorded_at - interval '1 day' WHERE position = $1",
            "hash",
        ),
        ("UPDATE event SET meta = '{}' WHERE position = $1", "hash"),
        ("UPDATE event_log SET hash = sha256('') WHERE position = $1", "hash"),
        ("DELETE FROM event_log WHERE position = $1", "line"),
        ("DELETE FROM event WHERE position = $1", "event"),
    ],
)
async def test_a_line_that_was_touched_is_named(ten: Counting, statement: str, what: str) -> None:
    position = await ten.database.pool.fetchval("SELECT position FROM event_log WHERE seq = 7")
    async with owner(ten) as connection:
        await connection.execute(statement, position)
    told = await verify(ten.database)
    assert not told.sound
    assert named(told) == (7, what)


async def test_a_fault_says_what_was_expected(ten: Counting) -> None:
    kept = await ten.database.pool.fetchval("SELECT hash FROM event_log WHERE seq = 4")
    async with owner(ten) as connection:
        await connection.execute("UPDATE event_log SET hash = sha256('') WHERE seq = 4")
    fault = (await verify(ten.database)).fault
    assert fault is not None
    assert fault.expected == kept.hex()
    assert fault.found.startswith("e3b0c442")  # the hash of nothing
    assert fault.stream_id == "counter-b"


async def test_versions_turned_round_are_named_though_the_chain_holds(ten: Counting) -> None:
    async with owner(ten) as connection:
        await forge(connection, lambda all_: [*all_[:4], all_[6], all_[5], all_[4], *all_[7:]])
    assert named(await verify(ten.database)) == (5, "version")


async def test_an_event_twice_in_the_log_is_named(ten: Counting) -> None:
    async with owner(ten) as connection:
        await connection.execute("ALTER TABLE event_log DROP CONSTRAINT event_log_position")
        await forge(connection, lambda all_: [*all_, all_[9]])
    assert named(await verify(ten.database)) == (11, "version")


async def test_a_payload_in_another_form_is_named_though_the_chain_holds(ten: Counting) -> None:
    async with owner(ten) as connection:
        await connection.execute(
            """UPDATE event SET data = '{"note":"","by":1}' WHERE stream_id = 'counter-a'
               AND version = 2"""
        )
        await forge(connection, list)
    assert named(await verify(ten.database)) == (3, "data")


async def test_a_committed_event_that_the_log_passed_by_is_named(ten: Counting) -> None:
    async with owner(ten) as connection:
        await forge(connection, lambda all_: [*all_[:8], all_[9]])
    told = await verify(ten.database)
    assert not told.sound
    assert told.lost == ("counter-a@5",)
    assert told.unsequenced == 0


async def test_an_event_that_waits_for_the_sequencer_is_no_fault(ten: Counting) -> None:
    await ten.count("counter-c", 1)
    told = await verify(ten.database)
    assert told.sound
    assert (told.seq, told.unsequenced) == (10, 1)


async def test_ranges_in_several_processes_find_the_same(
    ten: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "RANGE", 4)
    reached: list[int] = []
    assert (await verify(ten.database, reached.append)).sound
    assert reached == [4, 8, 10]
    async with owner(ten) as connection:
        await forge(connection, lambda all_: [*all_[:2], *all_[4:], all_[2], all_[3]])
    assert named(await verify(ten.database)) == (3, "version")
    async with owner(ten) as connection:
        await forge(connection, lambda all_: [all_[0], *all_[2:], all_[1]])
    assert not (await verify(ten.database)).sound


async def test_a_version_missing_between_two_ranges_is_named(
    ten: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "RANGE", 4)
    async with owner(ten) as connection:
        await forge(connection, lambda all_: [*all_[:4], *all_[5:]])
    told = await verify(ten.database)
    assert named(told) == (6, "version")
    assert told.lost == ("counter-a@3",)


async def test_it_holds_no_transaction_open(ten: Counting) -> None:
    """Appends and the sequencer go on between two of its batches."""
    seen: list[int] = []

    def look(_lines: int) -> None:
        seen.append(1)

    await ten.count("counter-a", 1)
    await verify(ten.database, look)
    open_ = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND state LIKE 'idle in%'"
    )
    assert seen
    assert await ten.database.pool.fetchval(open_) == 0
