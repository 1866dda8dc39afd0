"""Reads and writes the rows of a read model for a batch of events: one query each."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from sqlalchemy import Table, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

__all__ = ["Key", "Row", "read_rows", "write_rows"]

Row = dict[str, Any]
Key = tuple[Hashable, ...]


async def read_rows(
    connection: AsyncConnection, table: Table, keys: Iterable[Key]
) -> dict[Key, Row]:
    """The rows of these primary keys, by key."""
    wanted = sorted(set(keys), key=str)
    if not wanted:
        return {}
    columns = list(table.primary_key.columns)
    found = await connection.execute(select(table).where(tuple_(*columns).in_(wanted)))
    names = [column.name for column in columns]
    rows = [dict(row._mapping) for row in found]
    return {tuple(row[name] for name in names): row for row in rows}


async def write_rows(connection: AsyncConnection, table: Table, rows: Mapping[Key, Row]) -> None:
    """Insert or replace whole rows, in the order of their keys (see `projections.locking`)."""
    if not rows:
        return
    statement = insert(table)
    keys = {column.name for column in table.primary_key.columns}
    changed = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
    if changed:
        upsert = statement.on_conflict_do_update(index_elements=sorted(keys), set_=changed)
    else:
        upsert = statement.on_conflict_do_nothing()
    await connection.execute(upsert, [rows[key] for key in sorted(rows, key=str)])
