"""The table of personal keys, in a database of its own, and the only ways to touch it."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from alembic import command
from alembic.config import Config
from sqlalchemy import (
    ARRAY,
    Column,
    Connection,
    DateTime,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    any_,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from partners.domain.rules import ContactErased, RepresentativeUnknown
from partners.personal import new_key

MIGRATIONS: Final = Path(__file__).parent / "key_migrations"
_LOCK: Final = 0x6B65_7973

metadata = MetaData()
person_key = Table(
    "person_key",
    metadata,
    Column("person", Uuid, primary_key=True),
    Column("key", LargeBinary, nullable=True),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("destroyed_at", DateTime(timezone=True), nullable=True),
    Column("destroyed_by", Text, nullable=True),
)


class PersonKeys:
    """One key a person. A destroyed key never comes back, and its row says when and by whom."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def create(self, person: UUID, now: datetime) -> bytes:
        """The person's key, made if there is none yet. Raises ContactErased if it was destroyed."""
        new = insert(person_key).values(person=person, key=new_key(), created_at=now)
        async with self._engine.begin() as connection:
            await connection.execute(new.on_conflict_do_nothing())
        return await self.of(person)

    async def of(self, person: UUID) -> bytes:
        """Raises RepresentativeUnknown if there never was a key, ContactErased if it is gone."""
        wanted = select(person_key.c.key).where(person_key.c.person == person)
        async with self._engine.connect() as connection:
            row = (await connection.execute(wanted)).one_or_none()
        if row is None:
            raise RepresentativeUnknown
        if row.key is None:
            raise ContactErased
        return bytes(row.key)

    async def destroy(self, persons: Iterable[UUID], by: str, now: datetime) -> None:
        """Erase these persons, however many. Doing it again changes nothing."""
        these = any_(literal(list(persons), ARRAY(Uuid)))
        erase = (
            update(person_key)
            .where(person_key.c.person == these, person_key.c.key.is_not(None))
            .values(key=None, destroyed_at=now, destroyed_by=by)
        )
        async with self._engine.begin() as connection:
            await connection.execute(erase)


async def migrate_keys(engine: AsyncEngine) -> None:
    """Bring the database of keys to today's table; processes starting together wait in line."""
    async with engine.begin() as connection:
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        await connection.run_sync(_upgrade)


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
