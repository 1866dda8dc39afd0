"""Reads and writes the rows of a read model for a batch of events: one statement each.

A batch goes to PostgreSQL as one array a column, through asyncpg: SQLAlchemy binds each value of
each row by itself, which took longer than all the rest of a projector.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.projections.statements import TableStatements, statements_of

__all__ = ["Key", "Row", "add_rows", "delete_rows", "insert_rows", "read_rows", "write_rows"]

_COPIED: Final = 50  # rows from which COPY is worth its second round trip

Row = dict[str, Any]
Key = tuple[Hashable, ...]


async def read_rows(
    connection: AsyncConnection, table: Table, keys: Iterable[Key]
) -> dict[Key, Row]:
    """The rows of these primary keys, by key."""
    wanted = set(keys)
    if not wanted:
        return {}
    statements = _statements(connection, table)
    arrays = _bound(zip(*wanted, strict=True), statements.key_binders)
    driver = await _driver(connection)
    found = [dict(record) for record in await driver.fetch(statements.read, *arrays)]
    for name, loaded in statements.loaders:
        for row in found:
            row[name] = loaded(row[name])
    names = statements.key_names
    return {tuple([row[name] for name in names]): row for row in found}


async def write_rows(connection: AsyncConnection, table: Table, rows: Mapping[Key, Row]) -> None:
    """Insert or replace whole rows, in the order of their keys (see `projections.locking`)."""
    if rows:
        statements = _statements(connection, table)
        await _write(connection, statements, statements.write, rows.values())


async def insert_rows(connection: AsyncConnection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that are new. Raises asyncpg's UniqueViolationError if one is there already."""
    statements = _statements(connection, table)
    if len(rows) >= _COPIED and statements.copies:
        records = zip(*_bound_columns(statements, rows), strict=True)
        driver, names = await _driver(connection), statements.names
        await driver.copy_records_to_table(
            table.name, schema_name=statements.schema, columns=names, records=records
        )
    elif rows:
        await _write(connection, statements, statements.insert, rows)


async def add_rows(connection: AsyncConnection, table: Table, rows: Mapping[Key, Row]) -> None:
    """Insert rows, or add their numbers to those of the rows that are there."""
    if rows:
        statements = _statements(connection, table)
        await _write(connection, statements, statements.add, rows.values())


async def delete_rows(connection: AsyncConnection, table: Table, keys: Iterable[Key]) -> None:
    """Delete the rows of these primary keys, those that there are."""
    if gone := set(keys):
        statements = _statements(connection, table)
        arrays = _bound(zip(*gone, strict=True), statements.key_binders)
        await (await _driver(connection)).execute(statements.delete, *arrays)


async def _write(
    connection: AsyncConnection, statements: TableStatements, sql: str, rows: Collection[Row]
) -> None:
    arrays = _bound_columns(statements, rows)
    await (await _driver(connection)).execute(sql, *arrays)


def _bound_columns(statements: TableStatements, rows: Collection[Row]) -> list[list[Any]]:
    columns = ([row[name] for row in rows] for name in statements.names)
    return _bound(columns, statements.binders)


def _bound(
    columns: Iterable[Iterable[Any]], binders: Sequence[Callable[[Any], Any] | None]
) -> list[list[Any]]:
    return [
        list(values) if bind is None else [bind(value) for value in values]
        for values, bind in zip(columns, binders, strict=True)
    ]


def _statements(connection: AsyncConnection, table: Table) -> TableStatements:
    """For the schema that statements on this table are redirected to: a rebuild's, or its own."""
    redirected = connection.sync_connection.get_execution_options().get("schema_translate_map", {})  # type: ignore[union-attr]
    return statements_of(table, redirected.get(table.schema, table.schema))


async def _driver(connection: AsyncConnection) -> Any:  # noqa: ANN401
    """asyncpg's connection, inside SQLAlchemy's transaction: that begins with a first statement."""
    driver = (await connection.get_raw_connection()).driver_connection
    if not driver.is_in_transaction():  # type: ignore[union-attr]
        await connection.execute(text("SELECT"))
    return driver
