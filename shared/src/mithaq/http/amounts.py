"""Amounts of recorded events as HTTP shows them: one form for money, in histories too."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from mithaq.events import Catalogue
from mithaq.events.descriptions import properties
from mithaq.money import MAX_CENTIMES, Total

Payload = Mapping[str, Any]


def money_fields(catalogue: Catalogue[Any]) -> frozenset[str]:
    """The names of the fields of a catalogue's events that are amounts, nested ones too."""
    return frozenset(
        name
        for wire_name, schema in catalogue.schemas.items()
        for _, name, property_ in properties(schema, wire_name)
        if any(
            variant.get("type") == "integer" and variant.get("maximum") == MAX_CENTIMES
            for variant in (property_, *property_.get("anyOf", ()))
        )
    )


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
            return {"amount": str(Total(value)), "currency": "MAD"}
        case Mapping():
            return with_amounts(value, fields)
        case Sequence() if not isinstance(value, str):
            return [_shown(name, each, fields) for each in value]
        case _:
            return value
