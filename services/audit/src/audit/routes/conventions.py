"""One convention: the matrix of its commitments, and its history."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, CallerOf, Cursor, Page, VersionKey, Window
from pydantic import TypeAdapter
from sqlalchemy import Row

from audit.domain.rules import ConventionUnknown, LedgerParked
from audit.read_models import parked
from audit.read_models.commitments import queries
from audit.routes.dependencies import (
    AsOf,
    Parts,
    ensure_reads_convention,
    ledger_moment,
    organisations_named,
)
from audit.routes.streams import history
from audit.routes.views.commitments import (
    Amounts,
    Cell,
    ConventionCommitments,
    ConventionName,
    Named,
    PartnerTotal,
    allocation,
)
from audit.routes.views.streams import StreamEvent

router = APIRouter(prefix="/v1/conventions", tags=["conventions"], responses=PROBLEMS)
_MATRIX_BYTES = 100_000  # beside the totals of two hundred partners
_CELL = TypeAdapter(tuple[UUID, str, VersionKey, str])


@router.get("/{convention_id}/commitments")
async def read_convention_commitments(
    convention_id: UUID, caller: CallerOf, parts: Parts, moment: AsOf, cursor: Cursor
) -> ConventionCommitments:
    """Partner by action by year, page by page, with totals a partner and in all."""
    by = ("organisation_id", "nature")
    async with parts.connect() as connection:
        await ensure_reads_convention(connection, caller, convention_id)
        if await parked.is_parked(connection, convention_id):
            raise LedgerParked(convention=str(convention_id))
        found = await queries.conventions(connection, {convention_id})
        if convention_id not in found:
            raise ConventionUnknown(convention=str(convention_id))
        then = await ledger_moment(connection, moment)
        totals = await queries.totals(connection, then, by=by, convention_id=convention_id)
        cells = await queries.cells(
            connection, then, convention_id, after=cursor.after(_CELL), limit=cursor.fetch
        )
        named = await organisations_named(connection, {row.organisation_id for row in totals})
        about = found[convention_id]
        is_framework = about.family == convention_id
        family = (
            await queries.family_totals(connection, then, convention_id) if is_framework else []
        )
    return ConventionCommitments(
        convention=ConventionName.model_validate(about),
        framework_id=about.framework_id,
        totals=Amounts.of(totals),
        together=Amounts.of(family) if is_framework else None,
        partners=tuple(
            PartnerTotal(organisation=named[key], amounts=Amounts.of(rows))
            for key, rows in groupby(totals, key=lambda row: row.organisation_id)
        ),
        matrix=_matrix(cursor, [_cell(named[row.organisation_id], row) for row in cells]),
    )


def _matrix(cursor: Window, cells: Sequence[Cell]) -> Page[Cell]:
    return cursor.shown(
        cells,
        key=lambda it: (it.organisation.id, *it.place, it.nature),
        show=lambda it: it,
        most=_MATRIX_BYTES,
    )


def _cell(organisation: Named, row: Row[Any]) -> Cell:
    return Cell(
        organisation=organisation,
        **allocation(row.action, row.year),
        nature=row.nature,
        amounts=Amounts.of([row]),
    )


@router.get("/{convention_id}/history")
async def read_convention_history(
    convention_id: UUID, caller: CallerOf, parts: Parts, moment: AsOf, cursor: Cursor
) -> Page[StreamEvent]:
    """What happened to the convention, event by event."""
    async with parts.connect() as connection:
        await ensure_reads_convention(connection, caller, convention_id)
        return await history(connection, f"convention-{convention_id}", moment, cursor)
