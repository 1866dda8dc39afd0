"""Amounts of recorded events as HTTP shows them: one form for money, in histories too."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from mithaq.money import Money, Total

Payload = Mapping[str, Any]


def shown(amount: Money | Total) -> dict[str, str]:
    """An amount as every body shows it."""
    return {"amount": str(amount), "currency": "MAD"}


def with_amounts(payload: Payload, fields: Collection[str]) -> dict[str, Any]:
    """The payload with `{"amount", "currency"}` where a field of these names has centimes.

    An event says centimes as a bare integer; beside decimal texts a reader takes it for dirhams.
    """
    return {name: _shown(name, value, fields) for name, value in payload.items()}


def _shown(name: str, value: object, fields: Collection[str]) -> object:
    match value:
        case bool():
            return value
        case int() if name in fields:
            return shown(Total(value))
        case Mapping():
            return with_amounts(value, fields)
        case Sequence() if not isinstance(value, str):
            return [_shown(name, each, fields) for each in value]
        case _:
            return value
