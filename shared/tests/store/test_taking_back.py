"""A store restored from an older dump takes back what it has lost, from a copy of its log."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from mithaq.errors import CommandReused
from mithaq.events import LogRecord
from mithaq.ids import new_id
from mithaq.store import Database, Log, PostgresEventStore, Streams
from mithaq.store.eras import restores
from mithaq.store.singleton import Singleton, acquire
from mithaq.store.taking_back import LinesDoNotFollow, ServiceRunning, copies_of, take_back
from mithaq.testing.counter import catalogue, counting, evolve, request

from shared.tests.store.test_restore import restored
from shared.tests.store.test_sequencer import count, sequencer


async def lines(database: Database) -> Sequence[LogRecord]:
    return await Log(database.pool).after(0, 1_000)


async def sequenced(database: Database) -> Sequence[LogRecord]:
    async with sequencer(database) as drain:
        await drain()
    return await lines(database)


async def test_the_lost_lines_come_back_byte_for_byte_and_the_log_goes_on(
    database: Database, postgres_server: str, tmp_path: Path
) -> None:
    await count(database, "counter-a", 1, 2)
    await sequenced(database)
    await count(database, "counter-b", 3)  # committed, not in the log when the dump was made
    async with restored(database, postgres_server, tmp_path) as again:
        await count(database, "counter-a", 4)
        await count(database, "counter-c", 5, 6)
        whole = await sequenced(database)
        done = await take_back(again, copies_of(whole))
        assert (done.after, done.lines, done.head.seq) == (2, 4, 6)
        assert await lines(again) == whole
        assert await restores(again.pool) == [6]  # nothing is lost any more
        await count(again, "counter-a", 7)
        after = await sequenced(again)
        assert [line.seq for line in after] == list(range(1, 8))
        assert after[:6] == whole
        assert await again.pool.fetchval("SELECT count(*) FROM event") == 7


async def test_what_waited_for_the_sequencer_and_is_in_no_copy_still_gets_its_line(
    database: Database, postgres_server: str, tmp_path: Path
) -> None:
    await count(database, "counter-a", 1)
    await sequenced(database)
    async with restored(database, postgres_server, tmp_path) as again:
        await count(again, "counter-z", 9)  # accepted before anybody looked
        await count(database, "counter-a", 2)
        whole = await sequenced(database)
        await take_back(again, copies_of(whole))
        after = await sequenced(again)
        assert after[:2] == whole
        assert [line.stream_id for line in after[2:]] == ["counter-z"]


async def test_another_past_is_not_taken_back(
    database: Database, postgres_server: str, tmp_path: Path
) -> None:
    await count(database, "counter-a", 1)
    await sequenced(database)
    async with restored(database, postgres_server, tmp_path) as again:
        await count(again, "counter-b", 2)
        other = await sequenced(again)
        await count(database, "counter-a", 2, 3)
        whole = await sequenced(database)
        with pytest.raises(LinesDoNotFollow, match="line 3 of the copy"):
            await take_back(again, copies_of(whole))
        assert await lines(again) == other


async def test_an_event_that_the_store_has_otherwise_is_not_overwritten(
    database: Database, postgres_server: str, tmp_path: Path
) -> None:
    await count(database, "counter-a", 1)
    await sequenced(database)
    async with restored(database, postgres_server, tmp_path) as again:
        await count(again, "counter-a", 20)  # version 2, and not in the log
        await count(database, "counter-a", 2)
        whole = await sequenced(database)
        with pytest.raises(LinesDoNotFollow):
            await take_back(again, copies_of(whole))
        assert len(await lines(again)) == 1


async def test_of_two_candidates_the_one_that_follows_is_believed(
    database: Database, postgres_server: str, tmp_path: Path
) -> None:
    async with restored(database, postgres_server, tmp_path) as again:
        await count(database, "counter-a", 1)
        (line,) = await sequenced(database)
        forged = line._replace(data='{"by":100,"note":""}')
        await take_back(again, copies_of([forged, line]))
        assert await lines(again) == [line]


async def test_not_while_a_worker_writes_the_log(database: Database) -> None:
    connection = await database.connect()
    try:
        await acquire(connection, Singleton.RELAY)
        with pytest.raises(ServiceRunning):
            await take_back(database, {})
    finally:
        await connection.close()


async def test_a_repeat_of_a_command_that_came_back_gets_its_result(
    database: Database, postgres_server: str, tmp_path: Path
) -> None:
    async with restored(database, postgres_server, tmp_path) as again:
        asked = request(new_id())
        streams = Streams(PostgresEventStore(database.pool), catalogue(), 0, evolve)
        first = await streams.run("counter-a", counting(1), asked)
        await take_back(again, copies_of(await sequenced(database)))
        mine = Streams(PostgresEventStore(again.pool), catalogue(), 0, evolve)
        repeat = await mine.run("counter-a", counting(1), asked)
        assert (repeat.version, repeat.repeated) == (first.version, True)
        with pytest.raises(CommandReused):
            await streams.run("counter-a", counting(1), replace(asked, fingerprint=b"other"))
