"""Statements of the hot paths: prepared once a session, and never compiled by SQLAlchemy."""

from collections.abc import Sequence
from typing import Any

import asyncpg
from sqlalchemy.ext.asyncio import AsyncConnection


async def fetch(
    session: AsyncConnection | asyncpg.Pool,
    statement: str,
    *arguments: Any,  # noqa: ANN401
) -> Sequence[Any]:
    """The rows: in the connection's transaction, or in one of the statement's own on the pool."""
    if isinstance(session, AsyncConnection):
        return (await session.exec_driver_sql(statement, arguments)).all()
    rows: Sequence[Any] = await session.fetch(statement, *arguments)
    return rows
