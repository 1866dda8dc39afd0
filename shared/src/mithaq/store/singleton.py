"""One worker of a kind in a whole database, by a lock that dies with its session."""

import asyncio
from enum import IntEnum
from typing import Final

import asyncpg

_FAMILY: Final = 0x6D69
_STANDBY_S: Final = 1.0
_TRY: Final = "SELECT pg_try_advisory_lock($1, $2)"


class Singleton(IntEnum):
    """The kinds of worker of which a database has one at a time."""

    SEQUENCER = 1
    RELAY = 2


async def hold(connection: asyncpg.Connection, kind: Singleton) -> None:
    """Return once this session is the one worker of its kind; stand by until then."""
    while not await connection.fetchval(_TRY, _FAMILY, kind):  # noqa: ASYNC110 - the lock is remote
        await asyncio.sleep(_STANDBY_S)
