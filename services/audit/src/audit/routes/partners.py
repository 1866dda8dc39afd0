"""Each partner's commitments across all conventions."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, CallerOf, Cursor, Page
from pydantic import TypeAdapter
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.domain.policy import ensure_reads_organisation, own_organisation, reads_all
from audit.domain.rules import OrganisationUnknown
from audit.read_models.commitments import queries
from audit.read_models.commitments.queries import Moment
from audit.routes.dependencies import AsOf, Parts, organisations_named
from audit.routes.views.commitments import (
    Amounts,
    ContributionAmounts,
    ConventionName,
    LedgerLine,
    PartnerCommitments,
    PartnerRow,
)

router = APIRouter(prefix="/v1/partners", tags=["partners"], responses=PROBLEMS)
_ID = TypeAdapter(UUID)
_LINE = TypeAdapter(tuple[int, int])
_CONTRIBUTION = ("convention_id", "contribution", "action", "year", "nature")
_NOBODY = UUID(int=0)


@router.get("")
async def list_partners(caller: CallerOf, parts: Parts, cursor: Cursor) -> Page[PartnerRow]:
    """Organisations by id, with the totals of all their commitments; a partner sees itself."""
    only = None if reads_all(caller) else own_organisation(caller) or _NOBODY
    async with parts.engine.connect() as connection:
        ids = await queries.organisations(
            connection, only=only, after=cursor.after(_ID), limit=cursor.fetch
        )
        rows = await _rows(connection, ids)
    return cursor.page(rows, key=lambda row: row.organisation.id)


@router.get("/{organisation}/commitments")
async def read_commitments(
    organisation: UUID, caller: CallerOf, parts: Parts, moment: AsOf, cursor: Cursor
) -> PartnerCommitments:
    """What an organisation promised, paid and proved, each line bound to its event."""
    ensure_reads_organisation(caller, organisation)
    async with parts.engine.connect() as connection:
        named = await organisations_named(connection, [organisation])
        if organisation not in named:
            raise OrganisationUnknown(organisation=str(organisation))
        totals = await queries.totals(
            connection, moment, by=_CONTRIBUTION, organisations=[organisation]
        )
        about = await queries.conventions(connection, {row.convention_id for row in totals})
        after, limit = cursor.after(_LINE), cursor.fetch
        lines = await queries.lines(
            connection, moment, organisation_id=organisation, after=after, limit=limit
        )
    return PartnerCommitments(
        organisation=named[organisation],
        totals=Amounts.of(totals),
        contributions=tuple(_contribution(row, about[row.convention_id]) for row in totals),
        lines=cursor.page([LedgerLine.of(row) for row in lines], key=lambda it: (it.seq, it.nth)),
    )


def _contribution(row: Row[Any], convention: Row[Any]) -> ContributionAmounts:
    return ContributionAmounts(
        convention=ConventionName.model_validate(convention),
        contribution=row.contribution,
        action=row.action,
        year=row.year,
        nature=row.nature,
        amounts=Amounts.of([row]),
    )


async def _rows(connection: AsyncConnection, ids: Sequence[UUID]) -> Sequence[PartnerRow]:
    """Three queries, however many organisations."""
    named = await organisations_named(connection, ids)
    totals = await queries.totals(connection, Moment(), by=["organisation_id"], organisations=ids)
    rows = {row.organisation_id: [row] for row in totals}
    return [
        PartnerRow(organisation=named[each], totals=Amounts.of(rows.get(each, []))) for each in ids
    ]
