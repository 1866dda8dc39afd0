"""Each partner's commitments across all conventions."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, CallerOf, Cursor, Page
from pydantic import Field, TypeAdapter
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.access import ensure_reads_organisation, own, reads_all
from audit.errors import OrganisationUnknown
from audit.parts import Parts
from audit.read_models import ledger_queries
from audit.read_models.ledger_queries import Moment
from audit.routes.moments import AsOf
from audit.routes.views import (
    Amounts,
    ContributionAmounts,
    LedgerLine,
    Named,
    View,
    convention_name,
)

router = APIRouter(prefix="/v1/partners", tags=["partners"], responses=PROBLEMS)
_ID = TypeAdapter(UUID)
_PLACE = TypeAdapter(tuple[int, int])
_CONTRIBUTION = ("convention_id", "contribution", "action", "year", "nature")
_NOBODY = UUID(int=0)


class PartnerRow(View):
    organisation: Named
    totals: Amounts


class PartnerCommitments(View):
    organisation: Named
    totals: Amounts
    contributions: tuple[ContributionAmounts, ...]
    lines: Annotated[
        Page[LedgerLine], Field(description="In the log's order; `limit` and `after` page them.")
    ]


@router.get("")
async def list_partners(caller: CallerOf, parts: Parts, cursor: Cursor) -> Page[PartnerRow]:
    """Organisations by id, with the totals of all their commitments; a partner sees itself."""
    only = None if reads_all(caller) else own(caller) or _NOBODY
    async with parts.engine.connect() as connection:
        ids = await ledger_queries.organisations(
            connection, only=only, after=cursor.after(_ID), limit=cursor.fetch
        )
        rows = [await _row(connection, each) for each in ids]
    return cursor.page(rows, key=lambda row: row.organisation.id)


@router.get("/{organisation}/commitments")
async def read_commitments(
    organisation: UUID, caller: CallerOf, parts: Parts, moment: AsOf, cursor: Cursor
) -> PartnerCommitments:
    """What an organisation promised, paid and proved, each line bound to its event."""
    ensure_reads_organisation(caller, organisation)
    async with parts.engine.connect() as connection:
        named = await _named(connection, organisation)
        totals = await ledger_queries.totals(
            connection, moment, by=_CONTRIBUTION, organisation_id=organisation
        )
        about = await ledger_queries.conventions(connection, {row.convention_id for row in totals})
        place, limit = cursor.after(_PLACE), cursor.fetch
        lines = await ledger_queries.lines(
            connection, moment, organisation_id=organisation, after=place, limit=limit
        )
    return PartnerCommitments(
        organisation=named,
        totals=Amounts.of(totals),
        contributions=tuple(_contribution(row, about[row.convention_id]) for row in totals),
        lines=cursor.page([LedgerLine.of(row) for row in lines], key=lambda it: (it.seq, it.nth)),
    )


def _contribution(row: Row[Any], convention: Row[Any]) -> ContributionAmounts:
    return ContributionAmounts(
        convention=convention_name(convention),
        contribution=row.contribution,
        action=row.action,
        year=row.year,
        nature=row.nature,
        amounts=Amounts.of([row]),
    )


async def _row(connection: AsyncConnection, organisation_id: UUID) -> PartnerRow:
    totals = await ledger_queries.totals(
        connection, Moment(), by=["organisation_id"], organisation_id=organisation_id
    )
    return PartnerRow(
        organisation=await _named(connection, organisation_id), totals=Amounts.of(totals)
    )


async def _named(connection: AsyncConnection, organisation_id: UUID) -> Named:
    found = await ledger_queries.names(connection, {organisation_id})
    if organisation_id not in found:
        raise OrganisationUnknown(organisation=str(organisation_id))
    name_fr, name_ar = found[organisation_id]
    return Named(id=organisation_id, name_fr=name_fr, name_ar=name_ar)
