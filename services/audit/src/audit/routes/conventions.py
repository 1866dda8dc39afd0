"""One convention: the matrix of its commitments, and its history."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, CallerOf, Cursor, Page
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.access import ensure_reads_convention
from audit.errors import ConventionUnknown
from audit.parts import Parts
from audit.read_models import ledger_queries
from audit.routes.moments import AsOf
from audit.routes.streams import Happened, history
from audit.routes.views import Amounts, ConventionName, Named, View, convention_name

router = APIRouter(prefix="/v1/conventions", tags=["conventions"], responses=PROBLEMS)


class Cell(View):
    """What one partner promised and paid for one action in one year."""

    organisation: Named
    action: str
    year: int
    amounts: Amounts


class PartnerTotal(View):
    organisation: Named
    amounts: Amounts


class ConventionCommitments(View):
    convention: ConventionName
    totals: Amounts
    partners: tuple[PartnerTotal, ...]
    matrix: tuple[Cell, ...]


@router.get("/{convention_id}/commitments")
async def read_convention_commitments(
    convention_id: UUID, caller: CallerOf, parts: Parts, moment: AsOf
) -> ConventionCommitments:
    """Partner by action by year, with totals a partner and in all."""
    by = ("organisation_id", "action", "year")
    async with parts.engine.connect() as connection:
        await ensure_reads_convention(connection, caller, convention_id)
        found = await ledger_queries.conventions(connection, {convention_id})
        if convention_id not in found:
            raise ConventionUnknown(convention=str(convention_id))
        cells = await ledger_queries.totals(connection, moment, by=by, convention_id=convention_id)
        named = await _named(connection, {row.organisation_id for row in cells})
    return ConventionCommitments(
        convention=convention_name(found[convention_id]),
        totals=Amounts.of(cells),
        partners=tuple(_total(named[key], cells) for key in sorted(named)),
        matrix=tuple(_cell(named[row.organisation_id], row) for row in cells),
    )


async def _named(connection: AsyncConnection, ids: set[UUID]) -> dict[UUID, Named]:
    names = await ledger_queries.names(connection, ids)
    return {key: Named(id=key, name_fr=fr, name_ar=ar) for key, (fr, ar) in names.items()}


def _total(organisation: Named, cells: Sequence[Row[Any]]) -> PartnerTotal:
    own = (row for row in cells if row.organisation_id == organisation.id)
    return PartnerTotal(organisation=organisation, amounts=Amounts.of(own))


def _cell(organisation: Named, row: Row[Any]) -> Cell:
    return Cell(
        organisation=organisation, action=row.action, year=row.year, amounts=Amounts.of([row])
    )


@router.get("/{convention_id}/history")
async def read_convention_history(
    convention_id: UUID, caller: CallerOf, parts: Parts, moment: AsOf, cursor: Cursor
) -> Page[Happened]:
    """What happened to the convention, event by event."""
    async with parts.engine.connect() as connection:
        await ensure_reads_convention(connection, caller, convention_id)
        return await history(connection, f"convention-{convention_id}", moment, cursor)
