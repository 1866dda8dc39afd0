"""A store restored from a dump into a younger cluster: the log continues without loss.

The way an operator does it is in docs/guides/back-up-and-restore.md.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from mithaq.events import LogRecord
from mithaq.store import GENESIS, Database, Log, RecentLines, Sequencer, Signal, link
from mithaq.store.database import asyncpg_url
from mithaq.store.eras import restores
from mithaq_local.postgres_files import tool
from mithaq_local.providers import LocalServers
from mithaq_local.testing import temporary_database, temporary_stack

from shared.tests.store.test_sequencer import count, sequencer

_BURN = "DO $$ BEGIN FOR n IN 1..3000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$"
_YOUNGER = "SELECT max(xid)::text::numeric > pg_current_xact_id()::text::numeric FROM event"


@pytest.fixture(scope="module")
def young_cluster() -> Iterator[str]:
    """Another PostgreSQL, with low transaction ids."""
    with temporary_stack("young") as stack, LocalServers(stack.folder).postgres() as address:
        yield address


async def program(*command: str) -> None:
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    _, told = await process.communicate()
    assert process.returncode == 0, told.decode()


@asynccontextmanager
async def restored(old: Database, cluster: str, folder: Path) -> AsyncIterator[Database]:
    """Restore the store into the other cluster, by the documented commands."""
    dump = str(folder / "store.dump")
    source = asyncpg_url(old.url)
    await program(tool("pg_dump"), "--format=custom", f"--file={dump}", source)
    async with temporary_database(cluster) as url:
        target = asyncpg_url(url)
        await program(tool("pg_restore"), "--no-owner", f"--dbname={target}", dump)
        database = await Database.open(url)
        try:
            yield database
        finally:
            await database.close()


async def test_the_log_goes_on_in_a_younger_cluster(
    database: Database, young_cluster: str, tmp_path: Path
) -> None:
    """With unsequenced events, and an append before the sequencer starts."""
    await database.pool.execute(_BURN)
    await count(database, "counter-a", 1, 2, 3)
    async with sequencer(database) as drain:
        assert await drain() == 3
    await count(database, "counter-a", 4)
    await count(database, "counter-b", 5)
    async with restored(database, young_cluster, tmp_path) as young:
        assert await young.pool.fetchval(_YOUNGER), "the test needs lower transaction ids"
        await count(young, "counter-a", 6)
        async with sequencer(young) as drain:
            assert await drain() == 3
            await count(young, "counter-a", 7)
            assert await drain() == 1
        await count(young, "counter-b", 8)
        async with sequencer(young) as drain:
            assert await drain() == 1
        await holds(young, before=await Log(database.pool).after(0, 100))


async def holds(young: Database, before: Sequence[LogRecord]) -> None:
    """Assert that every event is there once, in order, with old lines unchanged in one chain."""
    lines = await Log(young.pool).after(0, 100)
    assert [line.seq for line in lines] == list(range(1, 9))
    assert lines[: len(before)] == before
    for stream, length in (("counter-a", 6), ("counter-b", 2)):
        versions = [line.version for line in lines if line.stream_id == stream]
        assert versions == list(range(1, length + 1))
    previous = GENESIS
    for line in lines:
        assert line.hash == (previous := link(previous, line))


async def test_a_store_restored_in_its_own_cluster_is_in_another_era(
    database: Database, postgres_server: str, tmp_path: Path
) -> None:
    await count(database, "counter-a", 1)
    async with restored(database, postgres_server, tmp_path) as again:
        async with sequencer(again) as drain:
            assert await drain() == 1
        assert await again.pool.fetchval("SELECT count(*) FROM store_era") == 2
        assert await restores(again.pool) == [0]  # nothing was in the log yet


async def test_an_era_begins_once_however_many_look(
    database: Database, young_cluster: str, tmp_path: Path
) -> None:
    await count(database, "counter-a", 1, 2)
    async with restored(database, young_cluster, tmp_path) as young:
        for _ in range(2):
            connection = await young.connect()
            try:
                made = Sequencer(young, Signal(), Signal(), recent=RecentLines())
                await made.resume(connection)
            finally:
                await connection.close()
        assert await young.pool.fetchval("SELECT count(*) FROM store_era") == 2
