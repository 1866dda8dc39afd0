"""Live activity over HTTP: what moved in each region, for anyone with a token."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from mithaq.http import PROBLEMS, CallerOf, Code, TotalBody, View, parts_of
from mithaq.territories import Territory
from pydantic import Field

from programming.domain.regions import region as region_of
from programming.domain.regions import regions
from programming.live import windows
from programming.live.faust_app import LiveApp
from programming.live.live_view import LiveView
from programming.routes.views import Named

router = APIRouter(prefix="/v1/activity", tags=["activity"], responses=PROBLEMS)
Parts = Annotated[LiveView, Depends(parts_of(LiveView))]


class Activity(View):
    """Sums over a time; `promised` falls when an amendment lowers what was signed."""

    promised: TotalBody
    paid: TotalBody
    signatures: Annotated[int, Field(examples=[5])]
    payments: Annotated[int, Field(examples=[2])]


class Window(View):
    """What was recorded from `start` on, for one minute or one hour."""

    start: datetime
    activity: Annotated[Activity, Field(validation_alias="totals")]


class RegionNow(View):
    region: Named
    total: Activity
    this_minute: Window
    this_hour: Window


class Completeness(View):
    """Whether every event that should count is in the figures."""

    complete: Annotated[
        bool, Field(description="False: some events could not be counted; figures lack them.")
    ]
    left_out: Annotated[int, Field(description="How many could not be counted.", examples=[0])]


class Regions(Completeness):
    at: datetime
    regions: tuple[RegionNow, ...]


class RegionActivity(RegionNow, Completeness):
    """Windows in which something moved, the latest first."""

    minutes: tuple[Window, ...]
    hours: tuple[Window, ...]


@router.get("")
async def live_regions(_caller: CallerOf, live_view: Parts) -> Regions:
    """The twelve regions: of all time, this minute, this hour."""
    now, live = live_view.clock(), live_view.app()
    return Regions(
        at=now,
        complete=not live.left_out.count,
        left_out=live.left_out.count,
        regions=tuple(_now(live, each, now) for each in regions()),
    )


@router.get("/{region}")
async def live_region(region: Code, _caller: CallerOf, live_view: Parts) -> RegionActivity:
    """One region, with every minute of the last hour and every hour of the last week."""
    found, now, live = region_of(region), live_view.clock(), live_view.app()
    current = _now(live, found, now)
    return RegionActivity(
        complete=not live.left_out.count,
        left_out=live.left_out.count,
        region=current.region,
        total=current.total,
        this_minute=current.this_minute,
        this_hour=current.this_hour,
        minutes=tuple(map(Window.model_validate, windows.minutes(live, found.code, now))),
        hours=tuple(map(Window.model_validate, windows.hours(live, found.code, now))),
    )


def _now(live: LiveApp, region: Territory, now: datetime) -> RegionNow:
    code = region.code
    return RegionNow(
        region=Named.model_validate(region),
        total=Activity.model_validate(windows.all_time(live, code)),
        this_minute=Window.model_validate(windows.this_minute(live, code, now)),
        this_hour=Window.model_validate(windows.this_hour(live, code, now)),
    )
