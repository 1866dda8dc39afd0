"""Classifies failures: transient ones are retried, others go to the dead letters."""

from typing import Final

import asyncpg
from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeout

# SQLSTATE classes (PostgreSQL, appendix A): connection, transaction rollback, insufficient
# resources (disk full), operator intervention, lock not available, system error.
_TRANSIENT_SQLSTATES: Final = ("08", "40", "53", "55", "57", "58")


# asyncpg raises InternalClientError when a session ends in the middle of a statement's protocol.
_CONNECTION_LOST: Final = (
    OSError,
    TimeoutError,
    PoolTimeout,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)


def is_transient(failure: BaseException) -> bool:
    """Whether a retry with the same events can succeed."""
    if isinstance(failure, DBAPIError):
        return (
            failure.connection_invalidated
            or isinstance(failure, InterfaceError)
            or _sqlstate(failure).startswith(_TRANSIENT_SQLSTATES)
            or isinstance(_driver_failure(failure), asyncpg.InternalClientError)
        )
    if isinstance(failure, asyncpg.PostgresError):
        return str(failure.sqlstate or "").startswith(_TRANSIENT_SQLSTATES)
    return isinstance(failure, _CONNECTION_LOST)


def _sqlstate(failure: DBAPIError) -> str:
    return str(getattr(failure.orig, "sqlstate", "") or "")


def _driver_failure(failure: DBAPIError) -> BaseException | None:
    return failure.orig.__cause__ if failure.orig else None
