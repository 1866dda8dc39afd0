"""Live activity over HTTP: what moved in each region, for whoever has a token of ours."""

from datetime import datetime
from typing import Annotated, Self

from fastapi import APIRouter, Depends
from mithaq.http import PROBLEMS, CallerOf, MoneyBody, parts_of
from pydantic import BaseModel, ConfigDict, Field

from programming.live import reading
from programming.live.showing import Showing
from programming.live.tally import Tally
from programming.routes.views import Named
from programming.territories import region as region_of
from programming.territories import regions

router = APIRouter(prefix="/v1/activity", tags=["activity"], responses=PROBLEMS)
Shown = Annotated[Showing, Depends(parts_of(Showing))]


class Activity(BaseModel):
    """Sums over a time; `promised` falls when an amendment lowers what was signed."""

    model_config = ConfigDict(frozen=True)

    promised: MoneyBody
    paid: MoneyBody
    signatures: Annotated[int, Field(examples=[5])]
    payments: Annotated[int, Field(examples=[2])]

    @classmethod
    def of(cls, tally: Tally) -> Self:
        return cls(
            promised=MoneyBody.of(tally.promised),
            paid=MoneyBody.of(tally.paid),
            signatures=tally.signatures,
            payments=tally.payments,
        )


class Window(BaseModel):
    """What was recorded from `start` on, for one minute or one hour."""

    model_config = ConfigDict(frozen=True)

    start: datetime
    activity: Activity

    @classmethod
    def of(cls, window: reading.Window) -> Self:
        return cls(start=window.start, activity=Activity.of(window.tally))


class RegionNow(BaseModel):
    model_config = ConfigDict(frozen=True)

    region: Named
    total: Activity
    this_minute: Window
    this_hour: Window


class Regions(BaseModel):
    model_config = ConfigDict(frozen=True)

    at: datetime
    regions: tuple[RegionNow, ...]


class RegionActivity(RegionNow):
    """Windows in which something moved, the latest first."""

    minutes: tuple[Window, ...]
    hours: tuple[Window, ...]


@router.get("")
async def live_regions(_caller: CallerOf, shown: Shown) -> Regions:
    """The twelve regions: since ever, this minute, this hour."""
    now = shown.clock()
    return Regions(at=now, regions=tuple(_now(shown, each.code, now) for each in regions()))


@router.get("/{region}")
async def live_region(region: str, _caller: CallerOf, shown: Shown) -> RegionActivity:
    """One region, with every minute of the last hour and every hour of the last week."""
    code, now = region_of(region).code, shown.clock()
    views = shown.views()
    return RegionActivity(
        **dict(_now(shown, code, now)),
        minutes=tuple(map(Window.of, reading.minutes(views, code, now))),
        hours=tuple(map(Window.of, reading.hours(views, code, now))),
    )


def _now(shown: Showing, code: str, now: datetime) -> RegionNow:
    views = shown.views()
    return RegionNow(
        region=Named.of(code),
        total=Activity.of(reading.ever(views, code)),
        this_minute=Window.of(reading.this_minute(views, code, now)),
        this_hour=Window.of(reading.this_hour(views, code, now)),
    )
