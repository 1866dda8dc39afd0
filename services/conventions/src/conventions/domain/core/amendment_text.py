"""The canonical text of an amendment: what its parties sign."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Final
from uuid import UUID

from mithaq.canonical import digest
from mithaq.money import Money

from conventions.domain.core.amendment import Amendment, Minutes, Operations
from conventions.domain.core.convention import Convention
from conventions.domain.core.terms import Terms
from conventions.domain.core.text import Json, canonical_text

# Written always, from the first release on, in a form of their own: digests signed then hold.
_ALWAYS: Final = ("amounts", "costs", "ends_on")


def amendment_sha256(convention: Convention, amendment: Amendment, after: Terms) -> str:
    """Of the amendment's own text: what it rests on, what it changes, and how all then reads."""
    operations = amendment.operations
    return digest(
        {
            "amendment": amendment.number,
            "base_text_sha256": convention.text.text_sha256 if convention.text else None,
            "reason": amendment.reason,
            "amounts": [[x.contribution, x.amount.centimes] for x in operations.amounts],
            "costs": [[x.action, x.year, x.cost.centimes] for x in operations.costs],
            "ends_on": str(operations.ends_on) if operations.ends_on else None,
            **_more(operations, amendment.minutes),
            "text": canonical_text(convention.convention_id, after),
        }
    )


def _more(operations: Operations, minutes: Minutes | None) -> Json:
    """What is announced besides, and the minutes that decided on it: only where there is some."""
    said = {
        field.name: getattr(operations, field.name)
        for field in fields(operations)
        if field.name not in _ALWAYS
    }
    told = {**said, "minutes": minutes}
    return {name: plain(value) for name, value in told.items() if value not in ((), None)}


def plain(value: object) -> object:
    """A value of the terms as JSON: amounts in centimes, days and ids as text."""
    match value:
        case Money():
            return value.centimes
        case UUID() | date():
            return str(value)
        case tuple():
            return [plain(each) for each in value]
        case _ if is_dataclass(value):
            return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
        case _:
            return value
