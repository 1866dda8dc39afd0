"""Creates the tables of read models, registers their revisions and compares their contents."""

import hashlib
from collections.abc import Sequence
from typing import Final

from sqlalchemy import MetaData, Table, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from mithaq.projections.model import RawReadModel, ReadModel
from mithaq.projections.tables import READ_MODEL

_LOCK: Final = 0x6D69_7469
Model = ReadModel | RawReadModel


async def prepare(engine: AsyncEngine, models: Sequence[Model]) -> list[Model]:
    """Create missing schemas and register new read models.

    Returns the models whose registered revision is older than the code's: they need a rebuild.
    """
    async with engine.begin() as connection:
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        known = [await _register(connection, model) for model in models]
    return [
        model for model, revision in zip(models, known, strict=True) if revision < model.revision
    ]


async def _register(connection: AsyncConnection, model: Model) -> int:
    query = select(READ_MODEL.c.revision).where(READ_MODEL.c.name == model.name)
    known = (await connection.execute(query)).scalar_one_or_none()
    if known is not None:
        return int(known)
    await create(connection, model.metadata, model.name)
    row = {"name": model.name, "seq": 0, "revision": model.revision}
    await connection.execute(insert(READ_MODEL).values(row))
    return model.revision


async def create(connection: AsyncConnection, metadata: MetaData, schema: str) -> None:
    """Create the read model's empty tables in a new schema of this name, replacing an old one."""
    await connection.execute(text(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE'))
    await connection.execute(text(f'CREATE SCHEMA "{schema}"'))
    shadow = await in_schema(connection, metadata, schema)
    await shadow.run_sync(metadata.create_all)


async def in_schema(
    connection: AsyncConnection, metadata: MetaData, schema: str
) -> AsyncConnection:
    """The connection, with statements on these tables redirected to the schema of this name."""
    return await connection.execution_options(schema_translate_map={metadata.schema: schema})


async def content_hash(connection: AsyncConnection, metadata: MetaData) -> str:
    """SHA-256 over every row of every table, independent of the order of writing."""
    total = hashlib.sha256()
    for table in metadata.sorted_tables:
        total.update(f"{table.name}\n".encode())
        for line in await _lines(connection, table):
            total.update(line.encode() + b"\n")
    return total.hexdigest()


async def _lines(connection: AsyncConnection, table: Table) -> list[str]:
    rows = await connection.execute(select(table).order_by(*table.primary_key.columns))
    return [repr(tuple(map(str, row))) for row in rows]
