"""One process migrates at a time; the others wait for it without being in its way."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic
from typing import Final

import structlog
from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

log = structlog.get_logger()

OURS: Final = 0x6D69_746D
# What releases before this lock take while they migrate: held only where they would migrate too.
FORMER: Final = 0x6D69_7468
_TRY: Final = text("SELECT pg_try_advisory_lock(:key)")
_UNLOCK: Final = text("SELECT pg_advisory_unlock(:key)")
_LOOK_S: Final = 0.5
_SAY_S: Final = 30.0


@asynccontextmanager
async def migration_lock(connection: AsyncConnection, key: int) -> AsyncIterator[None]:
    """Hold this lock of the session, once it is free, however long that takes.

    Asks again and again rather than waiting in the server: a statement that waits there keeps a
    snapshot, and an index made CONCURRENTLY by the holder would wait for that, for ever.
    """
    said = float("-inf")
    while not await _answer(connection, _TRY, key):
        if monotonic() - said > _SAY_S:
            said = monotonic()
            log.info("migration.waits", reason="another process migrates this store")
        await asyncio.sleep(_LOOK_S)
    try:
        yield
    finally:
        if not connection.invalidated:
            await connection.rollback()
            await _answer(connection, _UNLOCK, key)


async def _answer(connection: AsyncConnection, statement: TextClause, key: int) -> bool:
    answer = await connection.execute(statement, {"key": key})
    await connection.commit()
    return bool(answer.scalar_one())
