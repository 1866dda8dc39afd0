"""Whatever a request may contain is of the kernel's types, in every service."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, get_args
from uuid import UUID

import annotated_types
import pytest
from mithaq.http import Address, Body, Day, Instant, Line, MoneyBody, Prose, Reason, Sought
from pydantic import AfterValidator, BeforeValidator, Strict, ValidationError

from tests.architecture.inputs import SERVICES, Leaf, cursors, leaves

Metadata = tuple[Any, ...]
_TEXTS = {
    each.func
    for kind in (Address, Line, Prose, Reason, Sought)
    for each in get_args(kind)
    if isinstance(each, AfterValidator)
}
_DATES = {
    each.func
    for kind in (Day, Instant)
    for each in get_args(kind)
    if isinstance(each, BeforeValidator)
}


def fault(leaf: Leaf) -> str | None:
    """What is wrong with this leaf; None for one of the kernel's types."""
    if leaf.within is not None and not issubclass(leaf.within, Body):
        return "a body that is no Body"
    if leaf.within is MoneyBody or leaf.kind is UUID or _is_enum(leaf.kind):
        return None
    if leaf.where.endswith(" after"):  # a cursor, which Window.after reads with care
        return None
    check = _CHECKS.get(leaf.kind)
    return f"a {leaf.kind}" if check is None else check(leaf.metadata)


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _is_date(told: Any) -> bool:
    return isinstance(told, BeforeValidator) and told.func in _DATES


def _of_int(told: Metadata) -> str | None:
    if not any(isinstance(each, Strict | BeforeValidator) for each in told):
        return "a raw int: take Whole, Count, Year, or WholeInText outside bodies"
    bounded = _bounded(told, annotated_types.Le) and _bounded(told, annotated_types.Ge)
    return None if bounded else "an int without bounds"


def _bounded(told: Metadata, kind: type) -> bool:
    return any(
        isinstance(inner, kind) for each in told for inner in (each, *getattr(each, "metadata", ()))
    )


def _is_text(told: Any) -> bool:
    if isinstance(told, AfterValidator):
        return told.func in _TEXTS
    return getattr(told, "pattern", None) is not None


def _of_text(told: Metadata) -> str | None:
    return None if any(map(_is_text, told)) else "a raw str: take Line, Prose, Code..."


def _of_date(told: Metadata) -> str | None:
    return None if any(map(_is_date, told)) else "a raw date: take Day or Instant"


def _of_list(told: Metadata) -> str | None:
    return None if _bounded(told, annotated_types.MaxLen) else "a list of any length"


def _of_bool(told: Metadata) -> str | None:
    strict = any(isinstance(each, Strict) for each in told)
    return None if strict else "a raw bool: take Flag"


_CHECKS: Mapping[Any, Callable[[Metadata], str | None]] = {
    bool: _of_bool,
    int: _of_int,
    str: _of_text,
    date: _of_date,
    datetime: _of_date,
    **dict.fromkeys((list, tuple, set, frozenset), _of_list),
}


@pytest.mark.parametrize("service", SERVICES)
def test_requests_are_made_of_the_kernels_types(service: str) -> None:
    found = {leaf.where: fault(leaf) for leaf in leaves(service)}
    assert found
    assert {where: wrong for where, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("kind", [int, bool, float, str, date, datetime, list, dict])
def test_a_raw_type_would_be_found(kind: Any) -> None:
    assert fault(Leaf("x", kind, ()))


@pytest.mark.parametrize("service", SERVICES)
def test_no_cursor_holds_a_number_or_a_day_beyond_its_column(service: str) -> None:
    for name, key in cursors(service).items():
        parts = key.core_schema.get("items_schema") or [key.core_schema]
        for beyond in (2**63, -1, True, "0001-01-01T00:00:00+01:00", 1.5):
            with pytest.raises(ValidationError):
                key.validate_python([beyond] * len(parts) if len(parts) > 1 else beyond)
            assert name
