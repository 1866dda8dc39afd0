"""Rebuilds a read model of the service's own events in a shadow schema, then switches.

The live rows serve reads until the switch.
"""

from collections.abc import Callable
from typing import Final

import structlog
from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.failpoints import FailPoint, reach
from mithaq.projections import dead_letters, tables
from mithaq.projections.apply import apply
from mithaq.projections.model import ReadModel, Subscription
from mithaq.projections.registry import Model, create, in_schema
from mithaq.projections.shadow import shadow_name, shadow_of
from mithaq.store.database import Database
from mithaq.store.log import Log
from mithaq.store.singleton import rebuild_lock

log = structlog.get_logger()

_BATCH: Final = 2_000
Progress = Callable[[int], None]


def no_progress(_lines: int) -> None:
    """A progress callback that does nothing."""


async def rebuild_own(
    database: Database, model: ReadModel, progress: Progress = no_progress
) -> int:
    """Project the whole log into a shadow schema, then switch it with the live one.

    Reads go on throughout; the switch waits for running ones. Returns the number of lines applied;
    `progress` gets it after each batch. An interrupted rebuild (also by ProjectorBroken) leaves the
    live rows untouched; the next one starts over. A second rebuild of the same read model waits for
    the first.
    """
    async with rebuild_lock(database, model.key):
        return await _rebuild(database, model, progress)


async def _rebuild(database: Database, model: ReadModel, progress: Progress) -> int:
    shadow = shadow_of(model.subscription())
    async with database.engine.begin() as connection:
        await start_shadow(connection, model)
    seq, source = 0, shadow.sources[0]
    while records := await Log(database.pool).after(seq, _BATCH):
        async with database.engine.begin() as connection:
            inside = await in_schema(connection, model.metadata, shadow.name)
            await apply(inside, shadow, {source: records})
        reach(FailPoint.REBUILDING)
        seq = records[-1].seq
        progress(seq)
    await _catch_up_and_switch(database, model, shadow, seq)
    return seq


async def _catch_up_and_switch(
    database: Database, model: ReadModel, shadow: Subscription, seq: int
) -> None:
    """Lock the live projection, apply the lines it has applied meanwhile, then switch."""
    async with database.engine.begin() as connection:
        live = await tables.lock_seq(connection, model.key) or 0
        inside = await in_schema(connection, model.metadata, shadow.name)
        while seq < live:
            records = await Log(database.pool).after(seq, _BATCH)
            await apply(inside, shadow, {shadow.sources[0]: records})
            seq = records[-1].seq
        await switch(inside, model)
        await tables.save_seq(inside, model.key, seq)
    log.info("read_model.switched", read_model=model.key, seq=seq)


async def start_shadow(connection: AsyncConnection, model: Model) -> None:
    """Create the shadow's tables, empty, and delete what an interrupted rebuild left behind."""
    await dead_letters.clear(connection, shadow_name(model.key))
    await create(connection, model.metadata, shadow_name(model.key))


async def switch(connection: AsyncConnection, model: Model) -> None:
    """The shadow's rows and dead letters become the live ones, in the caller's transaction."""
    key, shadow = model.key, shadow_name(model.key)
    await connection.execute(text(f'DROP SCHEMA "{key}" CASCADE'))
    await connection.execute(text(f'ALTER SCHEMA "{shadow}" RENAME TO "{key}"'))
    await dead_letters.clear(connection, key)
    for table in (tables.DEAD_LETTER, tables.PARKED_STREAM):
        renamed = update(table).where(table.c.consumer == shadow).values(consumer=key)
        await connection.execute(renamed)
    await dead_letters.delete_dropped(connection, key)
    reach(FailPoint.SWITCHING)
