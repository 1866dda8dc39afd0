"""Creates the tables of read models, registers their revisions and compares their contents."""

import hashlib
from collections.abc import Sequence
from typing import Final

from sqlalchemy import MetaData, Table, literal, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from mithaq.projections.model import RawReadModel, ReadModel
from mithaq.projections.tables import DROPPED_LETTER, READ_MODEL

_LOCK: Final = 0x6D69_7469
Model = ReadModel | RawReadModel


class RevisionTaken(Exception):
    """A release of the time before keys registered another revision under this name."""

    def __init__(self, key: str, known: int) -> None:
        super().__init__(
            f"{key} is registered for revision {known} by a former release: give the read model a "
            f"revision above {known}"
        )


async def prepare(engine: AsyncEngine, models: Sequence[Model]) -> None:
    """Register the revisions that are new, each with empty tables; older ones stay as they are.

    Raises RevisionTaken.
    """
    async with engine.begin() as connection:
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        for model in models:
            await _register(connection, model)


async def _register(connection: AsyncConnection, model: Model) -> None:
    row = {"name": model.key, "seq": 0, "revision": model.revision}
    registered = insert(READ_MODEL).values(row).on_conflict_do_nothing()
    if (await connection.execute(registered)).rowcount:
        await create(connection, model.metadata, model.key)
        await _inherit_dropped(connection, model)
        return
    query = select(READ_MODEL.c.revision).where(READ_MODEL.c.name == model.key)
    known = (await connection.execute(query)).scalar_one()
    if known != model.revision:
        raise RevisionTaken(model.key, known)


async def _inherit_dropped(connection: AsyncConnection, model: Model) -> None:
    """What an operator dropped for an older revision is dropped for this one."""
    older = [model.name, *(f"{model.name}__r{number}" for number in range(2, model.revision))]
    names = [column.name for column in DROPPED_LETTER.columns if column.name != "consumer"]
    lines = select(literal(model.key), *(DROPPED_LETTER.c[name] for name in names)).where(
        DROPPED_LETTER.c.consumer.in_(each for each in older if each != model.key)
    )
    inherited = insert(DROPPED_LETTER).from_select(["consumer", *names], lines)
    await connection.execute(inherited.on_conflict_do_nothing())


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
