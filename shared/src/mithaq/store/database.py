"""Database connections: an asyncpg pool for the hot path, a SQLAlchemy engine for the rest."""

from dataclasses import dataclass
from typing import Self

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

# A write transaction left open anywhere in the database cluster blocks every sequencer, so none may
# stay idle for long.
_SESSION = {
    "idle_in_transaction_session_timeout": "10000",
    "statement_timeout": "60000",
    "lock_timeout": "10000",
    "timezone": "UTC",
}
# The pool and `connect` run key look-ups, prepared once per session. A plan made while the table
# had one page would use a sequential scan for ever: 15 ms an append at 20,000 events (measured).
_BY_KEY = _SESSION | {"enable_seqscan": "off"}


@dataclass(frozen=True, slots=True)
class Database:
    """An asyncpg pool and a SQLAlchemy engine on one database; one per process, closed at the end.

    `pool` is plain asyncpg because an append is one statement without BEGIN and COMMIT, and
    SQLAlchemy's checkout alone would cost a fifth of the throughput (measured).
    """

    url: str
    pool: asyncpg.Pool
    engine: AsyncEngine

    @classmethod
    async def open(cls, url: str, *, size: int = 8) -> Self:
        """Connect with `postgresql+asyncpg://...`; raises OSError if the server is unreachable."""
        # The engine first: it opens nothing yet, so a malformed URL leaves no pool behind.
        engine = create_async_engine(
            url,
            pool_size=size,
            max_overflow=0,
            pool_timeout=10,
            connect_args={"server_settings": _SESSION},
        )
        pool = await asyncpg.create_pool(
            asyncpg_url(url),
            min_size=1,
            max_size=size,
            reset=_no_reset,
            server_settings=_BY_KEY,
            command_timeout=60,
        )
        return cls(url=url, pool=pool, engine=engine)

    async def connect(self) -> asyncpg.Connection:
        """A connection outside the pool, for holders of a session lock."""
        return await connect(self.url)

    async def close(self) -> None:
        await self.engine.dispose()
        await self.pool.close()


async def _no_reset(_: asyncpg.Connection) -> None:
    """No reset on release: users of the pool leave no setting, lock or listener behind.

    asyncpg's own reset would be a second round trip for each append.
    """


async def connect(url: str) -> asyncpg.Connection:
    """One connection with the same settings as the pool's."""
    return await asyncpg.connect(asyncpg_url(url), server_settings=_BY_KEY, command_timeout=60)


def asyncpg_url(url: str) -> str:
    """The URL without SQLAlchemy's driver name, as asyncpg reads it."""
    return url.replace("postgresql+asyncpg://", "postgresql://", 1)
