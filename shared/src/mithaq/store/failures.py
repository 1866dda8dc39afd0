"""Is it the event's fault, or the world's?"""

from typing import Final

import asyncpg
from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeout

# SQLSTATE classes (PostgreSQL, appendix A): connection, transaction rollback, insufficient
# resources (disk full), operator intervention, lock not available, system error.
_WORLD: Final = ("08", "40", "53", "55", "57", "58")


# InternalClientError: what asyncpg says when a session ends in the midst of a statement's protocol.
_LOST: Final = (
    OSError,
    TimeoutError,
    PoolTimeout,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)


def is_transient(failure: BaseException) -> bool:
    """Whether trying again later can succeed with the same events."""
    if isinstance(failure, DBAPIError):
        return (
            failure.connection_invalidated
            or isinstance(failure, InterfaceError)
            or _sqlstate(failure).startswith(_WORLD)
            or isinstance(_driver_failure(failure), asyncpg.InternalClientError)
        )
    if isinstance(failure, asyncpg.PostgresError):
        return str(failure.sqlstate or "").startswith(_WORLD)
    return isinstance(failure, _LOST)


def _sqlstate(failure: DBAPIError) -> str:
    return str(getattr(failure.orig, "sqlstate", "") or "")


def _driver_failure(failure: DBAPIError) -> BaseException | None:
    return failure.orig.__cause__ if failure.orig else None
