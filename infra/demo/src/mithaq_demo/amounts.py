"""Amounts on their way: whole dirhams in the files, texts on the wire, centimes in sums."""

from collections.abc import Mapping
from decimal import Decimal

Wire = Mapping[str, str]

_SPACE = "\u00a0"  # breaks no line and, unlike the narrow one, no terminal


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
    whole, rest = divmod(abs(centimes), 100)
    sign = "-" if centimes < 0 else ""
    return f"{sign}{whole:,}".replace(",", _SPACE) + f",{rest:02d}"


def in_millions(centimes: int) -> str:
    """`67,87`: millions of dirhams, with as many decimals as it takes."""
    text = f"{Decimal(centimes) / 100_000_000:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(",", _SPACE).replace(".", ",")


def in_mdh(centimes: int) -> str:
    """`67,87 MDH`: as the press writes it."""
    return f"{in_millions(centimes)}{_SPACE}MDH"
