"""Is it the event's fault, or the world's?"""

from typing import Final

import asyncpg
from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeout

# SQLSTATE classes (PostgreSQL, appendix A): connection, transaction rollback, insufficient
# resources (disk full), operator intervention, lock not available, system error.
_WORLD: Final = ("08", "40", "53", "55", "57", "58")


def is_transient(failure: BaseException) -> bool:
    """Whether trying again later can succeed with the same events."""
    if isinstance(failure, DBAPIError):
        return (
            failure.connection_invalidated
            or isinstance(failure, InterfaceError)
            or _sqlstate(failure).startswith(_WORLD)
        )
    if isinstance(failure, asyncpg.PostgresError):
        return str(failure.sqlstate or "").startswith(_WORLD)
    return isinstance(failure, OSError | TimeoutError | PoolTimeout | asyncpg.InterfaceError)


def _sqlstate(failure: DBAPIError) -> str:
    return str(getattr(failure.orig, "sqlstate", "") or "")
