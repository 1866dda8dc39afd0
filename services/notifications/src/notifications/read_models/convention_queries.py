"""Queries on `known_conventions`, for many conventions at once: a statement a table."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.signatories import Forward, KnownConvention, Party
from notifications.read_models.tables import (
    conditions,
    conventions,
    forwarded,
    parties,
    signed,
    voided,
)


@dataclass(slots=True)
class Found:
    """The rows of one convention."""

    convention: Row[Any]
    parties: list[Row[Any]] = field(default_factory=list)
    conditions: dict[str, Row[Any]] = field(default_factory=dict)
    voided: dict[int, int] = field(default_factory=dict)  # by amendment
    signed: defaultdict[int, dict[UUID, int]] = field(default_factory=lambda: defaultdict(dict))
    forwarded: dict[UUID, Forward] = field(default_factory=dict)

    def known(self, amendment: int) -> KnownConvention:
        """As a notice about this amendment sees it; 0 is the convention itself."""
        return KnownConvention(
            version=self.convention.version,
            voided_at=max(self.convention.ended_at, self.voided.get(amendment, 0)),
            signed_at=self.signed[amendment],
            forwarded=self.forwarded if amendment == 0 else {},
            parties=[
                Party(
                    organisation_id=row.organisation_id,
                    signs=row.signs,
                    leads=row.leads,
                    builds=row.builds,
                )
                for row in self.parties
            ],
            asked_by=self.convention.asked_by,
        )


async def find(connection: AsyncConnection, ids: Collection[UUID]) -> Mapping[UUID, Found]:
    """By id; without those of which no event has arrived yet.

    A signature that was forwarded before the text was open again is forwarded no more.
    """
    rows = await _of(connection, conventions, ids)
    found = {row.convention_id: Found(row) for row in rows}
    for row in await _of(connection, parties, found):
        found[row.convention_id].parties.append(row)
    for row in await _of(connection, conditions, found):
        found[row.convention_id].conditions[row.condition] = row
    for row in await _of(connection, voided, found):
        found[row.convention_id].voided[row.amendment] = row.version
    for row in await _of(connection, signed, found):
        found[row.convention_id].signed[row.amendment][row.organisation_id] = row.version
    for row in await _of(connection, forwarded, found):
        of = found[row.convention_id]
        if row.version > of.convention.reopened_at:
            of.forwarded[row.organisation_id] = Forward(version=row.version, person=row.person)
    return found


async def _of(
    connection: AsyncConnection, table: Table, ids: Collection[UUID]
) -> Sequence[Row[Any]]:
    query = select(table).where(table.c.convention_id.in_(ids)).order_by(*table.primary_key)
    return (await connection.execute(query)).all()
