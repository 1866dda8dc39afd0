"""What of one convention is late, held and drifting on any day, as it was known at any time."""

import asyncio
from datetime import date
from itertools import islice
from typing import Annotated, Final

from fastapi import APIRouter, Query
from mithaq.http import PROBLEMS, Cursor, Day, Name, Page, WholeInText
from mithaq.money import Money
from pydantic import TypeAdapter

from conventions.domain.core.drift import DRIFT_POINTS, drifts
from conventions.domain.core.held_balance import held_of, holders_of
from conventions.domain.core.vocabulary import Stage
from conventions.domain.timing.overdue import Overdue, overdue
from conventions.routes.as_of import AsOf
from conventions.routes.views.balances import DriftView, HeldView
from conventions.routes.views.late import LateTranche

router = APIRouter(prefix="/v1/conventions/{convention_id}", tags=["reading"], responses=PROBLEMS)

_AFTER: Final = TypeAdapter(tuple[Day, Name])
_AFTER_ACTION: Final = TypeAdapter(Name)


@router.get("/late")
async def read_late(then: AsOf, cursor: Cursor) -> Page[LateTranche]:
    """Tranches of which something waits after their due day, the longest due first.

    Each part says who is late with it: the payer, who builds, or nobody where conditions of the
    release are unmet. Days of a suspension do not count.
    """
    after = cursor.after(_AFTER)
    rows = overdue(then.convention, then.on, after)
    wanted = await asyncio.to_thread(lambda: list(islice(rows, cursor.fetch)))
    return cursor.shown(wanted, key=_key, show=LateTranche.model_validate)


def _key(row: Overdue) -> tuple[date, str]:
    return (row.due_on, row.tranche)


@router.get("/drift")
async def read_drift(
    then: AsOf,
    cursor: Cursor,
    over: Annotated[
        WholeInText, Query(le=100, description="Points beyond which an action drifts.")
    ] = DRIFT_POINTS,
) -> Page[DriftView]:
    """Each action's accepted progress against what is paid of its cash, by name."""
    after = cursor.after(_AFTER_ACTION)
    rows = drifts(then.convention, then.on, after)
    wanted = await asyncio.to_thread(lambda: list(islice(rows, cursor.fetch)))
    return cursor.shown(
        wanted, key=lambda each: each.action, show=lambda each: DriftView.of(each, over)
    )


@router.get("/held")
async def read_held(then: AsOf) -> HeldView:
    """What those who build hold on that day: paid and not justified."""
    moved = then.convention.lookups
    return HeldView(
        on=then.on,
        holders=sorted(holders_of(then.convention.terms), key=str),
        paid=Money(moved.out),
        justified=Money(moved.sum(Stage.JUSTIFIED)),
        held=held_of(then.convention),
    )
