"""Days and instants as requests may write them: ISO 8601 text alone, within bounds.

A number is no day (pydantic reads 0 as 1970), nor is a time of day a part of one. The bounds keep
whatever is computed from them inside the calendar of Python and PostgreSQL, time zones included.
"""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Final

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

FIRST: Final = date(1900, 1, 1)
LAST: Final = date(2999, 12, 31)

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_FRACTION: Final = re.compile(r"(\.[0-9]{6})[0-9]+")


def _day(value: object) -> object:
    """A day that is one already (from a row, say) is taken as it is."""
    if isinstance(value, datetime) or not isinstance(value, date):
        value = _read_day(value)
    if not FIRST <= value <= LAST:
        raise PydanticCustomError("date_out_of_bounds", "beyond our calendar", _bounds())
    return value


def _read_day(value: object) -> date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("date_type", "a day is text such as 2026-01-31")


def _instant(value: object) -> object:
    if not isinstance(value, datetime):
        value = _read_instant(value)
    if value.tzinfo is None:
        raise PydanticCustomError("timezone_aware", "an instant says its offset")
    if not FIRST.year < value.year < LAST.year:
        raise PydanticCustomError("date_out_of_bounds", "beyond our calendar", _bounds())
    return value.astimezone(UTC)


def _read_instant(value: object) -> datetime:
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        try:
            return datetime.fromisoformat(_FRACTION.sub(r"\1", value.upper()))
        except ValueError:
            pass
    raise PydanticCustomError("datetime_type", "an instant is text such as 2026-01-31T12:00:00Z")


def _bounds() -> dict[str, str]:
    return {"first": FIRST.isoformat(), "last": LAST.isoformat()}


Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^(19|2[0-9])[0-9]{2}-"}),
]
Instant = Annotated[
    datetime,
    BeforeValidator(_instant),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
