"""One service's database: a bare asyncpg pool for the hot path, SQLAlchemy for the rest."""

from dataclasses import dataclass
from typing import Self

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

# A write transaction left open anywhere in the cluster holds every log back, so none may idle.
_SESSION = {
    "idle_in_transaction_session_timeout": "10000",
    "statement_timeout": "60000",
    "lock_timeout": "10000",
    "timezone": "UTC",
}
# Through the pool and `connect` go statements that look up keys, prepared once a session. One made
# while the table had a page would scan it for ever: 15 ms an append at 20,000 events (measured).
_BY_KEY = _SESSION | {"enable_seqscan": "off"}


@dataclass(frozen=True, slots=True)
class Database:
    """Two ways into one database; open it once per process, close it at the end.

    `pool` speaks asyncpg itself: an append is one statement without BEGIN and COMMIT, and
    SQLAlchemy's checkout alone would cost a fifth of the throughput (measured).
    """

    url: str
    pool: asyncpg.Pool
    engine: AsyncEngine

    @classmethod
    async def open(cls, url: str, *, size: int = 8) -> Self:
        """Connect with `postgresql+asyncpg://...`; raises OSError when nothing answers there."""
        # First, for it opens nothing: a URL it cannot read leaves no pool behind.
        engine = create_async_engine(
            url,
            pool_size=size,
            max_overflow=0,
            pool_timeout=10,
            connect_args={"server_settings": _SESSION},
        )
        pool = await asyncpg.create_pool(
            plain(url),
            min_size=1,
            max_size=size,
            reset=_nothing_to_reset,
            server_settings=_BY_KEY,
            command_timeout=60,
        )
        return cls(url=url, pool=pool, engine=engine)

    async def connect(self) -> asyncpg.Connection:
        """A connection of one's own, for whoever holds a session lock."""
        return await connect(self.url)

    async def close(self) -> None:
        await self.engine.dispose()
        await self.pool.close()


async def _nothing_to_reset(_: asyncpg.Connection) -> None:
    """Who borrows from the pool leaves no setting, lock or listener behind.

    asyncpg would ask the server to forget them after each use: a second round trip an append.
    """


async def connect(url: str) -> asyncpg.Connection:
    """One connection with the settings of those in the pool."""
    return await asyncpg.connect(plain(url), server_settings=_BY_KEY, command_timeout=60)


def plain(url: str) -> str:
    """The URL as asyncpg itself reads it."""
    return url.replace("postgresql+asyncpg://", "postgresql://", 1)
