"""Tampers with the log, as an owner of the database can."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import asyncpg
from mithaq.events import LogRecord
from mithaq.operations.verify import Verified
from mithaq.store.chain import GENESIS, link
from mithaq.store.database import asyncpg_url
from mithaq.store.log import COLUMNS

from .conftest import Counting

_EVENT = f"""
    SELECT {COLUMNS} FROM (SELECT $1::bigint AS seq, ''::bytea AS hash) l, event e
    WHERE e.position = $2
"""


@asynccontextmanager
async def owner(counting: Counting) -> AsyncIterator[asyncpg.Connection]:
    """A connection with the triggers disabled, which no service has."""
    connection = await asyncpg.connect(asyncpg_url(counting.database.url))
    try:
        for table in ("event", "event_log"):
            await connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield connection
    finally:
        await connection.close()


async def forge(
    connection: asyncpg.Connection, choose: Callable[[Sequence[int]], Sequence[int]]
) -> None:
    """Rewrite the log over these positions, with a valid chain."""
    rows = await connection.fetch("SELECT position FROM event_log ORDER BY seq")
    await connection.execute("DELETE FROM event_log")
    previous = GENESIS
    for seq, position in enumerate(choose([row["position"] for row in rows]), start=1):
        line = LogRecord._make(await connection.fetchrow(_EVENT, seq, position))
        previous = link(previous, line)
        await connection.execute(
            "INSERT INTO event_log VALUES ($1, $2, $3)", seq, position, previous
        )


def named(verified: Verified) -> tuple[int, str] | None:
    return (verified.fault.seq, verified.fault.what) if verified.fault else None
