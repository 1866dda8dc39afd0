"""A database of the first release, with events, used by the current code."""

from collections.abc import Awaitable, Callable

import pytest
from mithaq.ids import new_id
from mithaq.operations.verify import verify
from mithaq.store import Database, Sequencer, Signal
from mithaq.store.eras import current_era
from mithaq.store.migrate import migrate
from mithaq.store.revisions import kernel_revisions
from mithaq.testing.broker import broker
from mithaq.testing.flow import Producing
from mithaq.testing.running import topic_lines
from sqlalchemy import Connection, text

APPEND = """
    SELECT append_events(ARRAY['counter-a'], ARRAY[0], ARRAY['counter-a'], ARRAY[1],
                         ARRAY[$1::uuid], ARRAY['Counted'], ARRAY[1],
                         ARRAY['{"by":1,"note":""}'], ARRAY['{}'], $1::uuid, 'f')
"""


def _first_release(connection: Connection) -> None:
    kernel = kernel_revisions()
    kernel.apply(connection, "k0001")
    connection.execute(text("ALTER TABLE kernel_migration RENAME TO kernel_version"))
    connection.commit()


@pytest.fixture
async def old(fresh_database: Callable[[], Awaitable[str]]) -> Database:
    database = await Database.open(await fresh_database())
    async with database.engine.connect() as connection:
        await connection.run_sync(_first_release)
    await database.pool.execute(APPEND, new_id())
    return database


async def sequence(database: Database) -> None:
    connection = await database.connect()
    made = Sequencer(database, Signal(), Signal())
    await made.resume(connection)
    await made.advance(connection)
    await connection.close()


async def test_an_upgraded_store_continues_its_log(
    old: Database, kafka_server: str, source: str
) -> None:
    """Its event and its cursor have the old form, without previous lines."""
    producing = Producing(old, broker(kafka_server), source)
    await migrate(old.engine)
    await producing.publish()
    await old.pool.execute("UPDATE relay_cursor SET previous = '{}'")
    await producing.count("counter-a", 2, 3)
    await producing.publish()
    lines = await topic_lines(producing.kafka, source)
    assert sorted(seq for each in lines.values() for seq in each) == [1, 2, 3]
    assert (await verify(old)).sound
    await old.close()


async def test_a_dump_without_eras_begins_one_in_a_younger_cluster(old: Database) -> None:
    """As if restored: the events have transaction ids from this cluster's future."""
    await old.pool.execute("ALTER TABLE event DISABLE TRIGGER ALL")
    future = "UPDATE event SET xid = (pg_current_xact_id()::text::bigint + 1000000)::text::xid8"
    await old.pool.execute(future)
    await old.pool.execute("ALTER TABLE event ENABLE TRIGGER ALL")
    await migrate(old.engine)
    connection = await old.connect()
    assert (await current_era(connection)).position == 1
    await connection.close()
    await sequence(old)
    assert await old.pool.fetchval("SELECT count(*) FROM event_log") == 1
    await old.close()
