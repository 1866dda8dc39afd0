"""Amounts: whole dirhams in `cases/`, decimal texts over HTTP, centimes in sums, read in French."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from mithaq.words import Formats

Wire = Mapping[str, str]

_FRENCH: Final = Formats.of("fr")
_SPACE: Final = "\u00a0"  # breaks no line and, unlike French's own narrow one, no terminal


def to_wire(dirhams: int) -> Wire:
    return {"amount": f"{dirhams}.00", "currency": "MAD"}


def centimes_of(money: Wire) -> int:
    """Raises ValueError for an amount that is not one of whole centimes of dirham."""
    centimes = Decimal(money["amount"]) * 100
    if money["currency"] != "MAD" or centimes != int(centimes):
        raise ValueError(f"not an amount in centimes of dirham: {money}")
    return int(centimes)


def in_french(centimes: int) -> str:
    """`24 000 000,00`: as a French reader writes it."""
    return _on_terminals(_FRENCH.amount(Decimal(centimes) / 100))


def in_millions(centimes: int) -> str:
    """`67,87`: millions of dirhams, with as many decimals as it takes."""
    return _on_terminals(_FRENCH.number(Decimal(centimes) / 100_000_000))


def in_mdh(centimes: int) -> str:
    """`67,87 MDH`: as the press writes it."""
    return f"{in_millions(centimes)}{_SPACE}MDH"


def _on_terminals(number: str) -> str:
    return number.replace("\u202f", _SPACE)
