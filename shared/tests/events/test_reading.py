"""Reading by msgspec is reading by pydantic: the same event or the same refusal, of any payload."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mithaq.events import Catalogue, Open
from mithaq.events.reading import reading
from mithaq.money import Money
from pydantic import TypeAdapter


class Kind(StrEnum):
    CASH = "cash"
    LAND = "land"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    name: str
    amount: Money
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event with every kind of field that events have."""

    id: UUID
    kind: Open[Kind]
    closed: Kind
    number: int
    sure: bool
    amount: Money
    on: date
    at: datetime | None = None
    note: str | None = None
    lines: tuple[Line, ...] = ()
    by_name: dict[str, Money] = field(default_factory=dict)


ADAPTER = TypeAdapter(Told)
READ = reading(Told, ADAPTER)
PLAIN: dict[str, Any] = {
    "id": "018f0000-0000-7000-8000-000000000001",
    "kind": "cash",
    "closed": "land",
    "number": 7,
    "sure": True,
    "amount": 123_450,
    "on": "2026-03-02",
    "at": "2026-03-02T10:00:00Z",
    "note": "n",
    "lines": [{"name": "a", "amount": 1, "on": "2026-03-02"}],
    "by_name": {"a": 1},
}
ODD: list[Any] = [
    *(None, True, False, 0, 1, -1, 7.0, 7.5, 1e3, 2**53, 2**63, 2**64, -(2**53), 1e300),
    *("", "7", "7.0", "true", "cash", "gold", "CASH", "\ud7ff", "\u0000", "a" * 5_000),
    *("2026-03-02", "2026-3-2", "2026-02-30", "20260302", "2026-03-02T00:00:00", "-2026-03-02"),
    *("2026-03-02T10:00:00", "2026-03-02 10:00:00Z", "2026-03-02T25:00:00Z", "1772445600"),
    *("018f0000000070008000000000000001", "{018f0000-0000-7000-8000-000000000001}"),
    *("urn:uuid:018f0000-0000-7000-8000-000000000001", "018F0000-0000-7000-8000-000000000001"),
    *([], {}, [[]], [{}], {"a": None}, {"a": "1"}, {"centimes": 1}, [1], [None], {"1": 1}),
    *([{"name": "a", "amount": 1, "more": 1}], [{"name": "a"}], [["a", 1]], "a,b"),
]
FIELDS = sorted(PLAIN)


def outcome(read: Any, payload: bytes) -> object:
    """What is read, and how it is written again; or that it is refused."""
    try:
        told = read(payload)
    except Exception as error:
        return type(error).__name__
    return told, ADAPTER.dump_json(told)


def same(payload: bytes) -> None:
    assert outcome(READ, payload) == outcome(ADAPTER.validator.validate_json, payload), payload


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("value", ODD, ids=range(len(ODD)))
def test_an_odd_value_is_read_or_refused_alike(name: str, value: object) -> None:
    same(json.dumps(PLAIN | {name: value}).encode())


@pytest.mark.parametrize("name", FIELDS)
def test_a_missing_field_too(name: str) -> None:
    same(orjson.dumps({key: value for key, value in PLAIN.items() if key != name}))


RAW = [
    b"",
    b"null",
    b"[]",
    b"{",
    b'{"id":1,"id":2}',
    orjson.dumps(PLAIN) + b" ",
    orjson.dumps(PLAIN) + b"x",
    b"\xef\xbb\xbf" + orjson.dumps(PLAIN),
    orjson.dumps(PLAIN).replace(b'"n"', b'"\\ud800"'),
    orjson.dumps(PLAIN).replace(b'"n"', b'"\\u0000"'),
    orjson.dumps(PLAIN).replace(b'"n"', b'"\xff"'),
    orjson.dumps(PLAIN).replace(b"123450", b"123450.0"),
    orjson.dumps(PLAIN).replace(b"123450", b"1234e2"),
    orjson.dumps(PLAIN).replace(b"123450", b"0123"),
    orjson.dumps(PLAIN).replace(b"123450", b"NaN"),
    orjson.dumps(PLAIN).replace(b'"number":7', b'"number":7,"number":8'),
    orjson.dumps(PLAIN).replace(b'"number":7', b'"number":1e2'),
    orjson.dumps(PLAIN).replace(b'"number":7', b'"number":-0'),
    orjson.dumps(PLAIN).replace(b'"number":7', b'"number":123456789012345678901234567890'),
]


@pytest.mark.parametrize("payload", RAW, ids=range(len(RAW)))
def test_odd_bytes_too(payload: bytes) -> None:
    same(payload)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=12) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)


@settings(deadline=None)
@given(name=st.sampled_from(FIELDS), value=JSON)
def test_any_value_is_read_or_refused_alike(name: str, value: object) -> None:
    same(orjson.dumps(PLAIN | {name: value}))


def test_what_is_read_has_the_classes_of_the_event() -> None:
    told = READ(orjson.dumps(PLAIN | {"kind": "gold"}))
    assert (type(told.kind), told.kind.value) == (Kind, "gold")
    assert (type(told.lines), type(told.lines[0].amount)) == (tuple, Money)


def test_a_class_that_msgspec_does_not_know_is_read_by_its_adapter() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Odd:
        either: UUID | str

    catalogue = Catalogue("ma.mithaq.odd", {("Odd", 1): Odd})
    assert catalogue.decode("Odd", 1, '{"either":"x"}') == Odd(either="x")
