"""Contributions that their payers are late with, on any day: a list, its totals, and files."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse
from mithaq.http import PROBLEMS, Code, Cursor, Day, MinPosition, Name, Page
from mithaq.territories import Level, TerritoryUnknown, territory
from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.application import Conventions
from conventions.domain.core.lateness import Age
from conventions.domain.core.policy import listed_for
from conventions.read_models import CONVENTION_LIST, TRANCHE_DAYS
from conventions.read_models.late_contributions import LateAsked, LateContribution, late_on
from conventions.routes.dependencies import Parts, Seeing
from conventions.routes.exporting import LATE_COLUMNS, Delimited, Sheet, Workbook, sent, written
from conventions.routes.exporting import Named as NamedRow
from conventions.routes.exports import Named, file_of
from conventions.routes.text_reader import AtMoment
from conventions.routes.views.late import LateContributionView, LateTotals

router = APIRouter(prefix="/v1/late-contributions", tags=["reading"], responses=PROBLEMS)

_AFTER: Final = TypeAdapter(tuple[Day, UUID, Name])
_AGES: Final = "|".join(Age)


async def _asked(
    caller: Seeing,
    conventions: Parts,
    moment: AtMoment,
    *,
    payer: Annotated[UUID | None, Query(description="The organisation that is late.")] = None,
    region: Annotated[
        Code | None, Query(description="HCP code: the convention's own, or an action's.")
    ] = None,
    age: Annotated[
        str | None,
        Query(
            pattern=f"^({_AGES})(,({_AGES}))*$",
            max_length=100,
            description="By how many days, separated by commas.",
        ),
    ] = None,
) -> LateAsked:
    """As of today unless a day is given. Raises CallerWithoutOrganisation, TerritoryUnknown."""
    if region is not None and territory(region).level is not Level.REGION:
        raise TerritoryUnknown(territory=region)
    asked = LateAsked(
        on=moment.on or conventions.today(),
        known_at=moment.known_at,
        territories=(region,) if region else (),
        ages=tuple(map(Age, age.split(","))) if age else (),
        seen_by=listed_for(caller),
    )
    if payer is None:
        return asked
    return replace(asked, payers=tuple(await conventions.registry.entries_of(payer)))


Asked = Annotated[LateAsked, Depends(_asked)]


@router.get("")
async def list_late_contributions(
    asked: Asked, conventions: Parts, cursor: Cursor, position: MinPosition
) -> Page[LateContributionView]:
    """What was called and not paid after its due day, the longest due first.

    All of it to the office, to a funder what it is late with itself.
    """
    rows = await _found(conventions, asked, position)
    after = cursor.after(_AFTER)
    left = [row for row in rows if after is None or row.key > after]
    return cursor.shown(left, key=lambda row: row.key, show=LateContributionView.model_validate)


@router.get("/totals")
async def add_up_late_contributions(
    asked: Asked, conventions: Parts, position: MinPosition
) -> LateTotals:
    """What they come to: together, by age, by payer and by region."""
    return LateTotals.of(asked.on, await _found(conventions, asked, position))


@router.get("/export.csv", response_class=StreamingResponse, responses=file_of(Delimited))
async def export_late_as_csv(
    asked: Asked, conventions: Parts, naming: Named, position: MinPosition
) -> StreamingResponse:
    """All of the filtered list as CSV."""
    return await _exported(Delimited, asked, conventions, naming, position)


@router.get(
    "/export.xlsx",
    response_class=StreamingResponse,
    responses={**file_of(Workbook), 413: PROBLEMS[413]},
)
async def export_late_as_workbook(
    asked: Asked, conventions: Parts, naming: Named, position: MinPosition
) -> StreamingResponse:
    """All of the filtered list as XLSX."""
    return await _exported(Workbook, asked, conventions, naming, position)


async def _exported(
    sheet: type[Sheet],
    asked: LateAsked,
    conventions: Conventions,
    naming: Named,
    position: int | None,
) -> StreamingResponse:
    rows = await _found(conventions, asked, position)
    payers = {row.organisation_id for row in rows}
    names = {
        each.organisation_id: each.name_ar or each.name_fr
        if naming.language == "ar"
        else each.name_fr
        for each in await conventions.registry.organisations(payers)
    }

    async def named() -> AsyncIterator[Sequence[NamedRow]]:
        yield [
            NamedRow(row, names.get(row.organisation_id, str(row.organisation_id))) for row in rows
        ]

    file = await written(sheet, naming, named(), LATE_COLUMNS)
    name = f"late-contributions-{asked.on}.{sheet.suffix}"
    return sent(file, name, sheet.media_type, naming.language)


async def _found(
    conventions: Conventions, asked: LateAsked, position: int | None
) -> Sequence[LateContribution]:
    async with _lists(conventions, position) as connection:
        return await late_on(connection, asked)


@asynccontextmanager
async def _lists(conventions: Conventions, position: int | None) -> AsyncIterator[AsyncConnection]:
    """For a query over both read models, once the event at `position` is visible in both."""
    days = conventions.readers[TRANCHE_DAYS.name]
    await days.ensure_level()
    await days.wait(position or 0)
    async with conventions.readers[CONVENTION_LIST.name].connect(position) as rows:
        yield rows
