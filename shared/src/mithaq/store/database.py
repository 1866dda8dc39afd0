"""Database connections: an asyncpg pool for the hot path, a SQLAlchemy engine for the rest."""

import ssl
from dataclasses import dataclass
from typing import Final, Self

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from mithaq.tls import CLEAR, Tls, TlsUnavailable

# A write transaction left open anywhere in the database cluster blocks every sequencer, so none may
# stay idle for long.
_SESSION: Final = {
    "idle_in_transaction_session_timeout": "10000",
    "statement_timeout": "60000",
    "lock_timeout": "10000",
    "timezone": "UTC",
    # Our longest query reads 20,000 rows. To start workers for it, or to compile it, takes longer
    # than to run it (measured: 120 against 49 ms of processor for the totals of a list).
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
}
# The pool and `connect` run key look-ups, prepared once per session. A plan made while the table
# had one page would use a sequential scan for ever: 15 ms an append at 20,000 events (measured).
_BY_KEY: Final = _SESSION | {"enable_seqscan": "off"}
_NO_TLS: Final = "rejected SSL upgrade"  # asyncpg has no class of its own for it


@dataclass(frozen=True, slots=True)
class Database:
    """An asyncpg pool and a SQLAlchemy engine on one database; one per process, closed at the end.

    `pool` is plain asyncpg because an append is one statement without BEGIN and COMMIT, and
    SQLAlchemy's checkout alone would cost a fifth of the throughput (measured).
    """

    url: str
    pool: asyncpg.Pool
    engine: AsyncEngine
    tls: Tls = CLEAR

    @classmethod
    async def open(cls, url: str, *, tls: Tls = CLEAR, size: int = 8) -> Self:
        """Connect with `postgresql+asyncpg://...`; raises OSError if the server is unreachable.

        With `tls` every connection is encrypted: TlsUnavailable if the server is not able to, or
        does not prove who it is. (Left to itself, asyncpg would go on in clear text.)
        """
        # The engine first: it opens nothing yet, so a malformed URL leaves no pool behind.
        engine = open_engine(url, tls=tls, size=size, server_settings=_SESSION)
        try:
            pool = await asyncpg.create_pool(
                asyncpg_url(url),
                min_size=1,
                max_size=size,
                reset=_no_reset,
                server_settings=_BY_KEY,
                command_timeout=60,
                ssl=tls.context(),
            )
        except (ConnectionError, ssl.SSLError) as error:
            raise _told(error) from error
        return cls(url=url, pool=pool, engine=engine, tls=tls)

    async def connect(self) -> asyncpg.Connection:
        """A connection outside the pool, for holders of a session lock."""
        return await connect(self.url, tls=self.tls)

    async def close(self) -> None:
        await self.engine.dispose()
        await self.pool.close()


def open_engine(
    url: str, *, tls: Tls, size: int, server_settings: dict[str, str] | None = None
) -> AsyncEngine:
    """An engine that connects at first use. Its errors never show the parameters of a statement:
    they may be personal data."""
    return create_async_engine(
        url,
        pool_size=size,
        max_overflow=0,
        pool_timeout=10,
        hide_parameters=True,
        connect_args={"server_settings": server_settings or {}, "ssl": tls.context()},
    )


async def connect(url: str, *, tls: Tls = CLEAR) -> asyncpg.Connection:
    """One connection with the same settings as the pool's."""
    return await asyncpg.connect(
        asyncpg_url(url), server_settings=_BY_KEY, command_timeout=60, ssl=tls.context()
    )


def asyncpg_url(url: str) -> str:
    """The URL without SQLAlchemy's driver name, as asyncpg reads it."""
    return url.replace("postgresql+asyncpg://", "postgresql://", 1)


async def _no_reset(_: asyncpg.Connection) -> None:
    """No reset on release: users of the pool leave no setting, lock or listener behind.

    asyncpg's own reset would be a second round trip for each append.
    """


def _told(error: OSError) -> Exception:
    """A refusal of TLS by its name; anything else as it is."""
    if isinstance(error, ssl.SSLError):
        return TlsUnavailable(f"PostgreSQL did not prove who it is: {error}")
    if _NO_TLS in str(error):
        return TlsUnavailable(
            "PostgreSQL does not speak TLS, and MITHAQ_POSTGRES_SSLMODE asks for it: switch it on "
            "there (ssl = on), or say MITHAQ_POSTGRES_SSLMODE=disable"
        )
    return error
