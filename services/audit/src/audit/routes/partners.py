"""Each partner's commitments across all conventions."""

from itertools import groupby
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, CallerOf, Cursor, Page, SeqKey, VersionKey
from mithaq.visibility import Sight, Tie, sight_of
from pydantic import TypeAdapter
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.domain.policy import ensure_reads_organisation
from audit.domain.rules import OrganisationUnknown
from audit.read_models.commitments import queries
from audit.read_models.commitments.obligations import obligation_lines
from audit.read_models.parked import parked_streams
from audit.routes.dependencies import AsOf, Parts, ledger_moment, organisations_named, with_entries
from audit.routes.views.commitments import (
    Amounts,
    ContributionAmounts,
    ConventionName,
    LedgerLine,
    Named,
    ObligationLine,
    PartnerCommitments,
    PartnerRow,
    allocation,
)

router = APIRouter(prefix="/v1/partners", tags=["partners"], responses=PROBLEMS)
_ID = TypeAdapter(UUID)
_LINE = TypeAdapter(tuple[SeqKey, VersionKey])
_CONTRIBUTION = TypeAdapter(tuple[UUID, str, str, VersionKey, str])
_NOBODY = UUID(int=0)


def _own(sight: Sight) -> UUID:
    """Its own row alone, in which what was merged into it counts."""
    return sight.organisation or _NOBODY if sight.by(Tie.SUBJECT) else _NOBODY


@router.get("")
async def list_partners(
    caller: CallerOf, parts: Parts, moment: AsOf, cursor: Cursor
) -> Page[PartnerRow]:
    """Organisations by id, with the totals of all their commitments; a partner sees itself."""
    sight = sight_of(caller)
    async with parts.connect() as connection:
        complete = not await parked_streams(connection)
        rows = await queries.organisation_totals(
            connection,
            await ledger_moment(connection, moment),
            only=None if sight.everything else _own(sight),
            after=cursor.after(_ID),
            limit=cursor.fetch,
        )
    listed = [
        PartnerRow(
            organisation=named,
            totals=Amounts.of(row for row in of if row.nature),
            complete=complete,
        )
        for named, of in groupby(rows, key=Named.model_validate)
    ]
    return cursor.page(listed, key=lambda row: row.organisation.id)


@router.get("/{organisation}/commitments")
async def read_commitments(
    organisation: UUID, caller: CallerOf, parts: Parts, moment: AsOf, cursor: Cursor
) -> PartnerCommitments:
    """What an organisation promised, paid and proved, each line bound to its event.

    With the lines of what was merged into it, each under the organisation it was recorded for.
    """
    async with parts.connect() as connection:
        ensure_reads_organisation(await with_entries(connection, caller), organisation)
        named = await _named(connection, organisation)
        complete = not await parked_streams(connection)
        then = await ledger_moment(connection, moment)
        entries = await queries.entries_of(connection, organisation)
        totals = await queries.totals_of(connection, then, entries)
        after, limit = cursor.after(_LINE), cursor.fetch
        lines = await queries.lines(
            connection, then, organisations=entries, after=after, limit=limit
        )
    return PartnerCommitments(
        organisation=named,
        entries=tuple(entries),
        totals=Amounts.of(totals),
        complete=complete,
        lines=cursor.page([LedgerLine.of(row) for row in lines], key=lambda it: (it.seq, it.nth)),
    )


@router.get("/{organisation}/contributions")
async def list_contributions(
    organisation: UUID, caller: CallerOf, parts: Parts, moment: AsOf, cursor: Cursor
) -> Page[ContributionAmounts]:
    """What each of an organisation's contributions came to, by convention and name."""
    async with parts.connect() as connection:
        ensure_reads_organisation(await with_entries(connection, caller), organisation)
        await _named(connection, organisation)
        rows = await queries.contributions(
            connection,
            await ledger_moment(connection, moment),
            await queries.entries_of(connection, organisation),
            after=cursor.after(_CONTRIBUTION),
            limit=cursor.fetch,
        )
        about = await queries.conventions(connection, {row.convention_id for row in rows})
    listed = [_contribution(row, about[row.convention_id]) for row in rows]
    return cursor.page(
        listed, key=lambda it: (it.convention.id, it.contribution, *it.place, it.nature)
    )


@router.get("/{organisation}/obligations")
async def list_obligations(
    organisation: UUID, caller: CallerOf, parts: Parts, moment: AsOf, cursor: Cursor
) -> Page[ObligationLine]:
    """What an organisation owes besides money: promised, shown, met, missed, waived.

    Each line is bound to its event; those of what was merged into it are among them.
    """
    async with parts.connect() as connection:
        ensure_reads_organisation(await with_entries(connection, caller), organisation)
        await _named(connection, organisation)
        rows = await obligation_lines(
            connection,
            await ledger_moment(connection, moment),
            await queries.entries_of(connection, organisation),
            after=cursor.after(_LINE),
            limit=cursor.fetch,
        )
    listed = [ObligationLine.model_validate(row) for row in rows]
    return cursor.page(listed, key=lambda it: (it.seq, it.nth))


async def _named(connection: AsyncConnection, organisation: UUID) -> Named:
    """Raises OrganisationUnknown."""
    named = await organisations_named(connection, [organisation])
    if organisation not in named:
        raise OrganisationUnknown(organisation=str(organisation))
    return named[organisation]


def _contribution(row: Row[Any], convention: Row[Any]) -> ContributionAmounts:
    return ContributionAmounts(
        convention=ConventionName.model_validate(convention),
        contribution=row.contribution,
        **allocation(row.action, row.year),
        nature=row.nature,
        amounts=Amounts.of([row]),
    )
