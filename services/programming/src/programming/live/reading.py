"""The tables as pages show them: each region since ever, this minute, this hour, and before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from programming.live.tally import Tally
from programming.live.views import (
    HOUR,
    HOURS_KEPT,
    MINUTE,
    MINUTES_KEPT,
    TALLY,
    Row,
    Views,
)


@dataclass(frozen=True, slots=True)
class Window:
    """What was recorded from `start` on, for the window's length."""

    start: datetime
    tally: Tally


def ever(views: Views, region: str) -> Tally:
    return TALLY.validate_python(views.ever[region])


def this_minute(views: Views, region: str, now: datetime) -> Window:
    return _window(views.minutes, region, _begun(now, MINUTE))


def this_hour(views: Views, region: str, now: datetime) -> Window:
    return _window(views.hours, region, _begun(now, HOUR))


def minutes(views: Views, region: str, now: datetime) -> list[Window]:
    """Those of the last hour in which something moved, the latest first."""
    return list(_moved(views.minutes, region, _begun(now, MINUTE), MINUTE, MINUTES_KEPT))


def hours(views: Views, region: str, now: datetime) -> list[Window]:
    """Those of the last week in which something moved, the latest first."""
    return list(_moved(views.hours, region, _begun(now, HOUR), HOUR, HOURS_KEPT))


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
        if window.tally != Tally():
            yield window


def _window(table: Any, region: str, start: datetime) -> Window:  # noqa: ANN401
    row: Row = table[region][table.table.window.current(start.timestamp())]
    return Window(start, TALLY.validate_python(row))
