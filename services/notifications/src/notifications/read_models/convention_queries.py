"""Queries on `known_conventions`."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.signatories import KnownConvention, Party
from notifications.read_models.known_conventions import conventions, parties, voided


async def known_convention(
    connection: AsyncConnection, convention_id: UUID, amendment: int
) -> KnownConvention | None:
    """None if no event of it has arrived yet."""
    known = await find(connection, convention_id)
    if known is None:
        return None
    return KnownConvention(
        version=known.version,
        voided_at=await voided_at(connection, convention_id, amendment),
        parties=[
            Party(organisation_id=row.organisation_id, signs=row.signs, leads=row.leads)
            for row in await parties_of(connection, convention_id)
        ],
        asked_by=known.asked_by,
    )


async def find(connection: AsyncConnection, convention_id: UUID) -> Row[Any] | None:
    query = select(conventions).where(conventions.c.convention_id == convention_id)
    return (await connection.execute(query)).one_or_none()


async def parties_of(connection: AsyncConnection, convention_id: UUID) -> list[Row[Any]]:
    query = select(parties).where(parties.c.convention_id == convention_id)
    return list(await connection.execute(query.order_by(parties.c.organisation_id)))


async def voided_at(connection: AsyncConnection, convention_id: UUID, amendment: int) -> int:
    """The version at which turns asked for before became void, 0 if never."""
    query = select(func.coalesce(func.max(voided.c.version), 0)).where(
        voided.c.convention_id == convention_id, voided.c.amendment == amendment
    )
    return int((await connection.execute(query)).scalar_one())
