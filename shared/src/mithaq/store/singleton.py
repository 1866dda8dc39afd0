"""Singleton workers: session-level advisory locks allow one worker of a kind per database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import IntEnum
from typing import Final

import asyncpg

from mithaq.store.database import Database

LOCK_CLASS: Final = 0x6D69
_REBUILDS: Final = 0x6D6A
_NAMED: Final = 0x6D6B
_STANDBY_S: Final = 1.0
_TRY: Final = "SELECT pg_try_advisory_lock($1, $2)"
_TRY_NAME: Final = "SELECT pg_try_advisory_lock($1, hashtext($2))"


class Singleton(IntEnum):
    """The kinds of worker of which only one may be active in a database."""

    SEQUENCER = 1
    RELAY = 2
    DEADLINES = 3


async def acquire(connection: asyncpg.Connection, kind: Singleton) -> None:
    """Wait for the lock of this kind; the session holds it until it ends."""
    while not await try_acquire(connection, kind):  # noqa: ASYNC110 - a remote lock
        await asyncio.sleep(_STANDBY_S)


async def acquire_named(connection: asyncpg.Connection, name: str) -> None:
    """Wait for the lock of this name; the session holds it until it ends."""
    while not await connection.fetchval(_TRY_NAME, _NAMED, name):  # noqa: ASYNC110 - as above
        await asyncio.sleep(_STANDBY_S)


async def try_acquire(connection: asyncpg.Connection, kind: Singleton) -> bool:
    """Take the lock of this kind, unless another session holds it; whether it is held now."""
    return bool(await connection.fetchval(_TRY, LOCK_CLASS, kind))


@asynccontextmanager
async def rebuild_lock(database: Database, read_model: str) -> AsyncIterator[None]:
    """Hold the lock for rebuilding this read model: two rebuilds would fill the same shadow."""
    connection = await database.connect()
    try:
        while not await connection.fetchval(_TRY_NAME, _REBUILDS, read_model):  # noqa: ASYNC110
            await asyncio.sleep(_STANDBY_S)
        yield
    finally:
        await connection.close()
