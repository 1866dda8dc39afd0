"""Verification of a valid log, and of one with a faulty line."""

import pytest
from mithaq.operations.verify import verify

from .conftest import Counting
from .forging import named, owner


async def test_an_untouched_log_is_sound(ten: Counting) -> None:
    head = await ten.session.kernel.log.head()
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
async def test_a_tampered_line_is_found(ten: Counting, statement: str, what: str) -> None:
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


async def test_an_event_that_waits_for_the_sequencer_is_no_fault(ten: Counting) -> None:
    await ten.count("counter-c", 1)
    told = await verify(ten.database)
    assert told.sound
    assert (told.seq, told.unsequenced) == (10, 1)


async def test_it_holds_no_transaction_open(ten: Counting) -> None:
    """Appends and the sequencer run between two batches of the verification."""
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
