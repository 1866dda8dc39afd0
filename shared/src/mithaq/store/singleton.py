"""One worker of a kind in a whole database, by locks that die with their session."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import IntEnum
from typing import Final

import asyncpg

from mithaq.store.database import Database

FAMILY: Final = 0x6D69
_REBUILDS: Final = 0x6D6A
_STANDBY_S: Final = 1.0
_TRY: Final = "SELECT pg_try_advisory_lock($1, $2)"
_TRY_NAME: Final = "SELECT pg_try_advisory_lock($1, hashtext($2))"


class Singleton(IntEnum):
    """The kinds of worker of which a database has one at a time."""

    SEQUENCER = 1
    RELAY = 2


async def hold(connection: asyncpg.Connection, kind: Singleton) -> None:
    """Return once this session is the one worker of its kind; stand by until then."""
    while not await connection.fetchval(_TRY, FAMILY, kind):  # noqa: ASYNC110 - the lock is remote
        await asyncio.sleep(_STANDBY_S)


@asynccontextmanager
async def one_rebuild(database: Database, read_model: str) -> AsyncIterator[None]:
    """Within it nobody else rebuilds this read model: two would fill one shadow."""
    connection = await database.connect()
    try:
        while not await connection.fetchval(_TRY_NAME, _REBUILDS, read_model):  # noqa: ASYNC110
            await asyncio.sleep(_STANDBY_S)
        yield
    finally:
        await connection.close()
