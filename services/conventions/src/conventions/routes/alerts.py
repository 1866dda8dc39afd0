"""What calls for somebody, over all conventions and of one: the longest standing first."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query
from mithaq.http import PROBLEMS, CallerOf, Code, Cursor, Day, MinPosition, Page, Window
from mithaq.territories import Level, TerritoryUnknown, territory
from mithaq.visibility import Sight
from pydantic import StringConstraints, TypeAdapter
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.application import Conventions, found
from conventions.domain.core.policy import listed_for
from conventions.read_models import alerts, raised_alerts, tranche_schedule
from conventions.read_models.alerts import AlertKind, Wanted
from conventions.read_models.convention_list import CONVENTION_LIST
from conventions.read_models.listing.filters import EVERYTHING
from conventions.routes.dependencies import Parts, Seeing
from conventions.routes.views.alerts import AlertView

router = APIRouter(prefix="/v1", tags=["reading"], responses=PROBLEMS)

_Part = Annotated[str, StringConstraints(max_length=200)]
_AFTER: Final = TypeAdapter(tuple[Day, UUID, AlertKind, _Part])
_BESIDE: Final = (raised_alerts.RAISED_ALERTS, tranche_schedule.TRANCHE_SCHEDULE)
_KINDS: Final = "|".join(AlertKind)
Kinds = Annotated[
    str | None,
    Query(
        pattern=f"^({_KINDS})(,({_KINDS}))*$",
        max_length=1_000,
        description="Kinds, separated by commas.",
    ),
]


@asynccontextmanager
async def _rows(conventions: Conventions, position: int | None) -> AsyncIterator[AsyncConnection]:
    """For queries over the three read models, once the event at `position` is visible in all."""
    for model in _BESIDE:
        reader = conventions.readers[model.name]
        await reader.ensure_level()
        await reader.wait(position or 0)
    async with conventions.readers[CONVENTION_LIST.name].connect(position) as rows:
        yield rows


def _kinds(text: str | None) -> tuple[AlertKind, ...]:
    return tuple(dict.fromkeys(map(AlertKind, text.split(",")))) if text else ()


async def _page(
    conventions: Conventions, cursor: Window, position: int | None, wanted: Wanted, seen_by: Sight
) -> Page[AlertView]:
    async with _rows(conventions, position) as connection:
        rows = await alerts.page(
            connection,
            wanted,
            today=conventions.today(),
            seen_by=seen_by,
            limit=cursor.fetch,
            after=cursor.after(_AFTER),
        )
    return cursor.shown(
        rows,
        key=lambda row: (row.since, row.convention_id, row.kind, row.part),
        show=AlertView.model_validate,
    )


@router.get("/alerts")
async def list_alerts(
    caller: Seeing,
    conventions: Parts,
    cursor: Cursor,
    position: MinPosition,
    *,
    kind: Kinds = None,
    region: Annotated[Code | None, Query(description="HCP code of a region.")] = None,
    organisation: Annotated[UUID | None, Query(description="Tied to the convention.")] = None,
) -> Page[AlertView]:
    """Of all conventions to the office, of one's own to a partner. Raises TerritoryUnknown."""
    seen_by = listed_for(caller)
    if region is not None and territory(region).level is not Level.REGION:
        raise TerritoryUnknown(territory=region)
    theirs = await conventions.registry.entries_of(organisation) if organisation else ()
    wanted = Wanted(kinds=_kinds(kind), territory=region, organisations=tuple(theirs))
    return await _page(conventions, cursor, position, wanted, seen_by)


@router.get("/conventions/{convention_id}/alerts")
async def read_alerts(
    convention_id: UUID, caller: CallerOf, conventions: Parts, cursor: Cursor, position: MinPosition
) -> Page[AlertView]:
    """Of one convention, to whom may see it."""
    await found(conventions, convention_id, caller)
    wanted = Wanted(convention=convention_id)
    return await _page(conventions, cursor, position, wanted, EVERYTHING)
