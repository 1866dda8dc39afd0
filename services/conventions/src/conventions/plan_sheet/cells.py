"""What a cell says: an amount, a year, a name, as readers of three languages type them."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from mithaq.errors import MithaqError
from mithaq.http import Line, Name, Prose, Year
from mithaq.money import Money
from pydantic import TypeAdapter, ValidationError

from conventions.plan_sheet.grid import Value
from conventions.plan_sheet.rules import CellUnreadable

# Arabic-Indic digits and separators, and the digits of Persian keyboards.
_DIGITS: Final = str.maketrans(
    "".join(map(chr, (*range(0x660, 0x66A), *range(0x6F0, 0x6FA), 0x66B))), "01234567890123456789,"
)
_SPACES: Final = re.compile(r"[\s\u00a0\u202f\u066c'\u2019]")
# In Arabic: dirham, and its abbreviation.
_CURRENCY: Final = re.compile(
    r"(dhs?|mad|\u062f\u0631\u0647\u0645|\u062f\.?\u0645\.?)$", re.IGNORECASE
)
_INVISIBLE: Final = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_ADAPTERS: Final[dict[str, TypeAdapter[Any]]] = {
    "name": TypeAdapter(Name),
    "line": TypeAdapter(Line),
    "prose": TypeAdapter(Prose),
    "year": TypeAdapter(Year),
}


def text_in(value: Value) -> str:
    """As it is shown: a whole number has no decimals."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def fitting(kind: str, value: Value) -> str:
    """A text of this kind. Raises CellUnreadable."""
    try:
        return str(_ADAPTERS[kind].validate_python(text_in(value)))
    except ValidationError as error:
        raise _unreadable(kind, value) from error


def year_in(value: Value) -> int:
    """Raises CellUnreadable."""
    text = _INVISIBLE.sub("", text_in(value)).translate(_DIGITS)
    try:
        return int(_ADAPTERS["year"].validate_python(int(text)))
    except (ValidationError, ValueError) as error:
        raise _unreadable("year", value) from error


def amount_in(value: Value) -> Money:
    """To the centime. Raises CellUnreadable, also where a point might part either."""
    try:
        centimes = _dirhams(value) * 100
        if centimes != centimes.to_integral_value():
            raise _unreadable("amount", value)
        return Money(int(centimes))
    except (InvalidOperation, OverflowError, MithaqError) as error:
        raise _unreadable("amount", value) from error


def _dirhams(value: Value) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise InvalidOperation
    if isinstance(value, int | float):
        return Decimal(str(value))
    text = _SPACES.sub("", _INVISIBLE.sub("", value).translate(_DIGITS))
    return Decimal(_plain(_CURRENCY.sub("", text)))


def _plain(text: str) -> str:
    """With a decimal point and nothing between thousands."""
    if re.fullmatch(r"-?\d+([.,]\d{1,2})?", text):
        return text.replace(",", ".")
    for thousands, decimals in ((".", ","), (",", ".")):
        part, point = re.escape(thousands), re.escape(decimals)
        if re.fullmatch(rf"-?\d{{1,3}}({part}\d{{3}})+{point}\d{{1,2}}", text):
            return text.replace(thousands, "").replace(decimals, ".")
        if re.fullmatch(rf"-?\d{{1,3}}({part}\d{{3}}){{2,}}", text):
            return text.replace(thousands, "")
    raise InvalidOperation


def _unreadable(kind: str, value: Value) -> CellUnreadable:
    return CellUnreadable(expected=kind, value=text_in(value)[:60])
