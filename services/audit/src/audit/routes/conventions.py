"""One convention: the matrix of its commitments, and its history."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, CallerOf, Cursor, Page
from sqlalchemy import Row

from audit.domain.rules import ConventionUnknown
from audit.read_models.commitments import queries
from audit.routes.dependencies import AsOf, Parts, ensure_reads_convention, organisations_named
from audit.routes.streams import history
from audit.routes.views.commitments import (
    Amounts,
    Cell,
    ConventionCommitments,
    ConventionName,
    Named,
    PartnerTotal,
)
from audit.routes.views.streams import StreamEvent

router = APIRouter(prefix="/v1/conventions", tags=["conventions"], responses=PROBLEMS)


@router.get("/{convention_id}/commitments")
async def read_convention_commitments(
    convention_id: UUID, caller: CallerOf, parts: Parts, moment: AsOf
) -> ConventionCommitments:
    """Partner by action by year, with totals a partner and in all."""
    by = ("organisation_id", "action", "year")
    async with parts.engine.connect() as connection:
        await ensure_reads_convention(connection, caller, convention_id)
        found = await queries.conventions(connection, {convention_id})
        if convention_id not in found:
            raise ConventionUnknown(convention=str(convention_id))
        cells = await queries.totals(connection, moment, by=by, convention_id=convention_id)
        named = await organisations_named(connection, {row.organisation_id for row in cells})
    return ConventionCommitments(
        convention=ConventionName.model_validate(found[convention_id]),
        totals=Amounts.of(cells),
        partners=tuple(_total(named[key], cells) for key in sorted(named)),
        matrix=tuple(_cell(named[row.organisation_id], row) for row in cells),
    )


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
) -> Page[StreamEvent]:
    """What happened to the convention, event by event."""
    async with parts.engine.connect() as connection:
        await ensure_reads_convention(connection, caller, convention_id)
        return await history(connection, f"convention-{convention_id}", moment, cursor)
