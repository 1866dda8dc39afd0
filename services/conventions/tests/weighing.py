"""What a state weighs: every object in it, once."""

import sys
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from mithaq.money import Money


def weight_of(state: object) -> int:
    """In bytes, as CPython lays objects out; enums and classes belong to the code."""
    seen: set[int] = set()
    waiting, weight = [state], 0
    while waiting:
        each = waiting.pop()
        if id(each) in seen or each is None or isinstance(each, Enum | type):
            continue
        seen.add(id(each))
        weight += sys.getsizeof(each)
        waiting += _inside(each)
    return weight


def _inside(value: object) -> list[object]:
    match value:
        case Mapping():
            return [*value.keys(), *value.values()]
        case tuple() | list() | AbstractSet():
            return list(value)
        case Money():
            return [value.centimes]
        case UUID():
            return [value.int]
        case str() | int() | date():
            return []
        case _ if is_dataclass(value):
            own = [vars(value)] if hasattr(value, "__dict__") else []
            return [*own, *(getattr(value, each.name) for each in fields(value))]
        case _:
            raise TypeError(f"nobody weighs a {type(value).__name__}")
