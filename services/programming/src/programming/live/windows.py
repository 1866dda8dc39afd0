"""The totals of a region as they are read: of all time, this minute, this hour, and before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from programming.live.faust_app import (
    HOUR,
    HOURS_KEPT,
    MINUTE,
    MINUTES_KEPT,
    TOTALS,
    LiveApp,
    Row,
)
from programming.live.totals import Totals


@dataclass(frozen=True, slots=True)
class Window:
    """What was recorded from `start` on, for the window's length."""

    start: datetime
    totals: Totals


def all_time(live: LiveApp, region: str) -> Totals:
    return TOTALS.validate_python(live.all_time[region])


def this_minute(live: LiveApp, region: str, now: datetime) -> Window:
    return _window(live.minutes, region, _begun(now, MINUTE))


def this_hour(live: LiveApp, region: str, now: datetime) -> Window:
    return _window(live.hours, region, _begun(now, HOUR))


def minutes(live: LiveApp, region: str, now: datetime) -> list[Window]:
    """Those of the last hour in which something moved, the latest first."""
    return list(_moved(live.minutes, region, _begun(now, MINUTE), MINUTE, MINUTES_KEPT))


def hours(live: LiveApp, region: str, now: datetime) -> list[Window]:
    """Those of the last week in which something moved, the latest first."""
    return list(_moved(live.hours, region, _begun(now, HOUR), HOUR, HOURS_KEPT))


def _begun(now: datetime, size: timedelta) -> datetime:
    seconds = int(size.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)


def _moved(
    table: Any,  # noqa: ANN401 - Faust's tables have no usable types
    region: str,
    latest: datetime,
    size: timedelta,
    kept: timedelta,
) -> Iterator[Window]:
    for nth in range(kept // size):
        window = _window(table, region, latest - nth * size)
        if window.totals != Totals():
            yield window


def _window(table: Any, region: str, start: datetime) -> Window:  # noqa: ANN401
    row: Row = table[region][table.table.window.current(start.timestamp())]
    return Window(start, TOTALS.validate_python(row))
