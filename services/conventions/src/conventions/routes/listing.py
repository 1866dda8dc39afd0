"""Lists over all conventions, from read models: a moment behind, unless asked to wait."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query
from mithaq.http import PROBLEMS, Cursor, Day, MinPosition, Name, Page, WholeInText
from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.application import Conventions
from conventions.domain.core.occurrences import OccurrenceState
from conventions.domain.core.policy import listed_for
from conventions.read_models import convention_list, listing, obligation_list, tranche_schedule
from conventions.routes.dependencies import Parts, Seeing
from conventions.routes.listing_asked import Sorted, Unsorted
from conventions.routes.listing_cursor import places_in
from conventions.routes.views.listing import ConventionLine, DueTranche, OwedView, TotalsView

router = APIRouter(prefix="/v1", tags=["reading"], responses=PROBLEMS)

_AFTER_DUE: Final = TypeAdapter(tuple[Day, UUID, Name])
_AFTER_OWED: Final = TypeAdapter(tuple[date, UUID, Name, int])


@asynccontextmanager
async def _lists(conventions: Conventions, position: int | None) -> AsyncIterator[AsyncConnection]:
    """For queries over both read models, once the event at `position` is visible in both."""
    schedule = conventions.readers[tranche_schedule.TRANCHE_SCHEDULE.name]
    await schedule.ensure_level()
    await schedule.wait(position or 0)
    async with conventions.readers[convention_list.CONVENTION_LIST.name].connect(position) as rows:
        yield rows


@router.get("/conventions")
async def list_conventions(
    asked: Sorted, conventions: Parts, cursor: Cursor, position: MinPosition
) -> Page[ConventionLine]:
    """Conventions, newest first: all of them to the office, one's own to a partner.

    A cursor goes on in the order it was made for. Sorted by what never changes (`created`,
    `reference`), each comes once, whatever is written meanwhile. In another
    order none is passed over: what changed since the first page comes again at the end.
    """
    places = places_in(asked.order)
    async with _lists(conventions, position) as connection:
        place = places.read(cursor)
        rows = await listing.page(connection, asked, cursor.fetch, place)
    return cursor.shown(
        rows,
        key=lambda listed: places.told(listed.place),
        show=lambda listed: ConventionLine.of(listed.row),
    )


@router.get("/conventions/totals")
async def add_up_conventions(
    asked: Unsorted, conventions: Parts, position: MinPosition
) -> TotalsView:
    """What the filtered conventions amount to, within what the caller may see."""
    async with _lists(conventions, position) as connection:
        return TotalsView.of(await listing.totals(connection, asked))


@router.get("/tranches")
async def list_due_tranches(
    caller: Seeing,
    conventions: Parts,
    cursor: Cursor,
    position: MinPosition,
    *,
    due_before: Day | None = None,
    organisation: UUID | None = None,
    convention: UUID | None = None,
    year: Annotated[WholeInText | None, Query(ge=1990, le=2100)] = None,
) -> Page[DueTranche]:
    """Tranches not wholly paid, the longest due first: all to the office, one's own to a funder."""
    theirs = await conventions.registry.entries_of(organisation) if organisation else ()
    reader = conventions.readers[tranche_schedule.TRANCHE_SCHEDULE.name]
    async with reader.connect(position) as connection:
        rows = await tranche_schedule.unpaid(
            connection,
            limit=cursor.fetch,
            after=cursor.after(_AFTER_DUE),
            due_before=due_before,
            organisations=theirs,
            convention=convention,
            year=year,
            seen_by=listed_for(caller),
        )
    return cursor.shown(
        rows,
        key=lambda row: (row.due_on, row.convention_id, row.tranche),
        show=DueTranche.model_validate,
    )


@router.get("/obligations")
async def list_obligations(
    caller: Seeing,
    conventions: Parts,
    cursor: Cursor,
    position: MinPosition,
    *,
    owner: UUID | None = None,
    convention: UUID | None = None,
    state: Annotated[list[OccurrenceState] | None, Query()] = None,
    due_before: Day | None = None,
) -> Page[OwedView]:
    """What conventions oblige their parties to, the longest due first: of those one may see."""
    theirs = await conventions.registry.entries_of(owner) if owner else ()
    filters = obligation_list.OwedFilters(
        owners=tuple(theirs), convention=convention, states=state or (), due_before=due_before
    )
    query = obligation_list.owed_query(
        filters, conventions.today(), listed_for(caller), cursor.after(_AFTER_OWED)
    )
    await conventions.readers[convention_list.CONVENTION_LIST.name].wait(position or 0)
    reader = conventions.readers[obligation_list.OBLIGATION_LIST.name]
    async with reader.connect(position) as connection:
        rows = await obligation_list.owed_page(connection, query, cursor.fetch)
    return cursor.shown(
        rows,
        key=lambda row: (row.place, row.convention_id, row.obligation, row.occurrence),
        show=OwedView.model_validate,
    )
