"""Migrations of a store that is in use: long ones, failing ones, killed ones, several at once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

import pytest
from mithaq.store import Database, PostgresEventStore, Streams
from mithaq.store import database as sessions
from mithaq.store.migrate import MigrationFailed, Patience, migrate
from mithaq.store.revisions import StoreTooNew
from mithaq.testing.counter import catalogue, counting, evolve, request

from shared.tests.store.migrations_of import Migrations, in_a_process

ONE_ROW = "CREATE TABLE noted AS SELECT 1 AS number"
ROWS = "SELECT count(*) FROM noted"
BRIEF = Patience(lock=0.1, pause=0.1, give_up=20)


@pytest.fixture
def migrations(tmp_path: Path) -> Migrations:
    made = Migrations(tmp_path / "migrations")
    made.sql(ONE_ROW, floor=True)
    return made


async def column_of(database: Database, table: str) -> list[str]:
    rows = await database.pool.fetch(
        "SELECT attname FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0", table
    )
    return [row["attname"] for row in rows]


async def version(database: Database, table: str) -> str:
    found: str = await database.pool.fetchval(f"SELECT version_num FROM {table}")
    return found


@pytest.fixture
async def impatient(
    fresh_database: Callable[[], Awaitable[str]], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Database]:
    """A service whose sessions end a statement after 400 ms, and a wait for a lock after 200."""
    limits = {"statement_timeout": "400", "lock_timeout": "200"}
    monkeypatch.setattr(sessions, "_SESSION", sessions._SESSION | limits)
    made = await Database.open(await fresh_database())
    await migrate(made.engine)
    yield made
    await made.close()


async def test_a_migration_may_take_longer_than_any_statement(
    impatient: Database, migrations: Migrations
) -> None:
    migrations.sql("SELECT pg_sleep(1.5)")
    migrations.sql("ALTER TABLE noted ADD more int")
    await migrate(impatient.engine, service=migrations.folder)
    assert await column_of(impatient, "noted") == ["number", "more"]
    limit = await impatient.pool.fetchval("SHOW statement_timeout")
    async with impatient.engine.connect() as connection:
        shown = (await connection.exec_driver_sql("SHOW statement_timeout")).scalar_one()
    assert (limit, shown) == ("1min", "400ms")


async def test_the_others_wait_as_long_as_it_takes_and_find_nothing_to_do(
    impatient: Database, migrations: Migrations
) -> None:
    migrations.sql("SELECT pg_sleep(1.5)")
    migrations.sql("INSERT INTO noted VALUES (2)")
    await asyncio.gather(*[migrate(impatient.engine, service=migrations.folder) for _ in range(4)])
    assert await impatient.pool.fetchval(ROWS) == 2


async def test_each_migration_is_kept_by_itself_and_a_failure_names_the_way_out(
    database: Database, migrations: Migrations
) -> None:
    migrations.sql("INSERT INTO noted VALUES (2)")
    failing = migrations.add("op.execute('INSERT INTO noted VALUES (3)'); op.execute('SELECT 1/0')")
    with pytest.raises(MigrationFailed, match=failing) as refused:
        await migrate(database.engine, service=migrations.folder)
    assert "division by zero" in str(refused.value)
    assert "the former release serves the store as before" in str(refused.value)
    assert await database.pool.fetchval(ROWS) == 2
    assert await version(database, "service_migration") == "t0002"
    (migrations.folder / "versions" / f"{failing}.py").unlink()
    await migrate(database.engine, service=migrations.folder)


async def test_a_release_older_than_the_store_starts(
    database: Database, migrations: Migrations
) -> None:
    """Also one of the time when there was one table: it looks at that one alone."""
    later = migrations.sql("ALTER TABLE noted ADD more int")
    await migrate(database.engine, service=migrations.folder)
    assert await version(database, "kernel_version") == "k0007"
    assert await version(database, "service_version") == "t0001"
    (migrations.folder / "versions" / f"{later}.py").unlink()
    await migrate(database.engine, service=migrations.folder)
    assert await version(database, "service_migration") == later


async def test_a_release_that_cannot_serve_the_store_says_so(
    database: Database, migrations: Migrations
) -> None:
    later = migrations.sql("ALTER TABLE noted RENAME TO marked", floor=True)
    await migrate(database.engine, service=migrations.folder)
    (migrations.folder / "versions" / f"{later}.py").unlink()
    with pytest.raises(StoreTooNew, match=later):
        await migrate(database.engine, service=migrations.folder)


async def test_appends_go_on_while_a_migration_waits_behind_a_long_reader(
    database: Database, migrations: Migrations
) -> None:
    migrations.sql("ALTER TABLE event ADD test_column int")
    counters = Streams(PostgresEventStore(database.pool), catalogue(), 0, evolve)
    await counters.run("counter-a", counting(1), request())
    async with reading(database):
        task = migrate(database.engine, service=migrations.folder, patience=BRIEF)
        migrating = asyncio.create_task(task)
        longest = 0.0
        for _ in range(40):
            begun = monotonic()
            await counters.run("counter-a", counting(1), request())
            longest = max(longest, monotonic() - begun)
            await asyncio.sleep(0.03)
        assert not migrating.done()
    await migrating
    assert "test_column" in await column_of(database, "event")
    assert longest < 2  # without stepping back: as long as the reader reads


async def test_a_migration_that_never_gets_its_lock_gives_up(
    database: Database, migrations: Migrations
) -> None:
    refused = migrations.sql("ALTER TABLE event ADD test_column int")
    soon = Patience(lock=0.05, pause=0.05, give_up=0.5)
    async with reading(database):
        with pytest.raises(MigrationFailed, match=refused):
            await migrate(database.engine, service=migrations.folder, patience=soon)
    await migrate(database.engine, service=migrations.folder)


@asynccontextmanager
async def reading(database: Database) -> AsyncIterator[None]:
    """A reader whose transaction is open for as long as the block."""
    connection = await database.connect()
    async with connection.transaction():
        await connection.fetchval("SELECT count(*) FROM event")
        yield
    await connection.close()


INDEX = 'create_index("noted_number", "noted (number)")'
VALID = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('noted_number')"


async def test_an_index_is_made_while_others_wait_to_migrate(
    database: Database, migrations: Migrations
) -> None:
    """They must keep no snapshot, or the index would wait for them and they for it."""
    migrations.add(INDEX)
    async with reading(database):
        works = [migrate(database.engine, service=migrations.folder) for _ in range(3)]
        migrating = [asyncio.create_task(work) for work in works]
        await asyncio.sleep(1.5)
        assert not any(task.done() for task in migrating)
        assert await database.pool.fetchval(VALID) is False
    await asyncio.gather(*migrating)
    assert await database.pool.fetchval(VALID) is True


async def test_an_index_cut_short_by_a_kill_is_made_again(
    database: Database, migrations: Migrations
) -> None:
    migrations.add(INDEX)
    async with reading(database):
        killed = await in_a_process(database.url, migrations)
        while await database.pool.fetchval(VALID) is None:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        killed.kill()
        await killed.wait()
        next_one = asyncio.create_task(migrate(database.engine, service=migrations.folder))
        await asyncio.sleep(0.5)
    await next_one
    assert await database.pool.fetchval(VALID) is True
    assert await version(database, "service_migration") == "t0002"


async def test_a_process_killed_in_the_midst_of_a_migration_leaves_it_to_the_next(
    database: Database, migrations: Migrations
) -> None:
    """The server itself notices that nobody waits for the answer, and lets go of the lock."""
    migrations.add("op.execute('INSERT INTO noted VALUES (2)'); op.execute('SELECT pg_sleep(61)')")
    killed = await in_a_process(database.url, migrations)
    sleeping = "SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(61)'"
    while not await database.pool.fetchval(sleeping):  # noqa: ASYNC110
        await asyncio.sleep(0.05)
    killed.kill()
    await killed.wait()
    path = migrations.folder / "versions" / "t0002.py"
    path.write_text(path.read_text().replace("pg_sleep(61)", "1"))
    async with asyncio.timeout(20):
        await migrate(database.engine, service=migrations.folder)
    assert await database.pool.fetchval(ROWS) == 2
