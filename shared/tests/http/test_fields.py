"""The types that requests are made of refuse what no rule should have to think of."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.http import (
    Address,
    Body,
    Day,
    Instant,
    Line,
    Name,
    Once,
    Prose,
    Reason,
    Sought,
    Whole,
    WholeInText,
    Year,
)
from pydantic import TypeAdapter, ValidationError


def read(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value)


def code(kind: Any, value: object) -> str:
    with pytest.raises(ValidationError) as refused:
        read(kind, value)
    return str(refused.value.errors()[0]["type"])


@pytest.mark.parametrize("value", [True, "2", 2.0, "2024 ", None, [], 10**23, -(2**31), 2**31])
@pytest.mark.parametrize("kind", [Whole, Year])
def test_a_number_is_a_json_integer_that_a_column_holds(kind: Any, value: object) -> None:
    assert code(kind, value)


@pytest.mark.parametrize(
    "value", ["1.0", "1_000", "٣", " 1", "+1", "", "-", "1e3", "9" * 400, "-1"]
)
def test_a_number_in_a_query_is_digits(value: str) -> None:
    assert code(WholeInText, value)
    assert read(WholeInText, "2024") == 2024


@pytest.mark.parametrize(
    "value",
    [
        0,
        1704067200000,
        20260131,
        1.5,
        True,
        "0",
        "20260131",
        "2026-01-31T00:00:00",
        "2024-01-01T00:00:00Z",
        "2026-02-30",
        "2026-1-31",
        "٢٠٢٦-٠١-٣١",
        " 2026-01-31",
        datetime(2026, 1, 31, tzinfo=UTC),
    ],
)
def test_a_day_is_an_iso_day(value: object) -> None:
    assert code(Day, value) == "date_type"


def test_days_stay_inside_the_calendar() -> None:
    assert read(Day, "2026-01-31") == date(2026, 1, 31)
    assert code(Day, "0001-01-01") == "date_out_of_bounds"
    assert code(Day, "9999-12-31") == "date_out_of_bounds"


@pytest.mark.parametrize(
    "value",
    [
        "20260131",
        20260131,
        "2026-01-31",
        "2026-01-31T12:00:00",
        "2026-01-31T12:00:00 01:00",
        "2026-01-31T25:00:00Z",
        "2026-01-31T12:00:00+99:00",
        "now",
    ],
)
def test_an_instant_says_its_offset(value: object) -> None:
    assert code(Instant, value) == "datetime_type"


@pytest.mark.parametrize("value", ["0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-23:59"])
def test_instants_stay_inside_the_calendar(value: str) -> None:
    assert code(Instant, value) == "date_out_of_bounds"


def test_an_instant_is_kept_in_utc() -> None:
    read_at = read(Instant, "2026-01-31T12:00:00.123456789+01:00")
    assert read_at == datetime(2026, 1, 31, 11, 0, 0, 123456, tzinfo=UTC)
    assert read_at.tzinfo is UTC


@given(st.text(alphabet="0123456789-+:.TtZz ", max_size=30))
def test_property_no_text_breaks_the_calendar(text: str) -> None:
    for kind in (Day, Instant, WholeInText):
        try:
            read(kind, text)
        except ValidationError:
            continue


@pytest.mark.parametrize("kind", [Line, Reason, Prose])
@pytest.mark.parametrize("value", ["\u200b", "\u2066\u2069", "\u3164"])
def test_what_shows_nothing_is_no_text(kind: Any, value: str) -> None:
    assert code(kind, value) == "text_blank"
    assert code(kind, " ") == "string_too_short"


def test_texts_are_kept_composed() -> None:
    assert read(Line, " Al Hocei\u0308ma ") == "Al Hoceïma"
    assert read(Prose, "un\r\ndeux\tb") == "un\ndeux\tb"
    assert code(Line, "un\ndeux") == "text_control"
    assert code(Line, "un\u2028deux") == "text_line_break"
    assert code(Prose, "un\u202edeux") == "text_direction"
    assert code(Reason, "a\uffff") == "text_unstorable"


def test_nothing_sought_is_everything_sought() -> None:
    assert read(Sought, "") == ""
    assert code(Sought, "a\u202e") == "text_direction"


@pytest.mark.parametrize(
    "address",
    [
        "présidence@commune.ma",
        "نعيمة@commune.ma",
        "a..b@c.ma",
        "a(x)@c.ma",
        "c@b..ma",
        "a@c.ma\u202e",
        "a@c.ma.",
        "x@localhost",
        "x@tanger.test",
        "a@[127.0.0.1]",
        '"a b"@c.ma',
        "a@-x.ma",
        "a" * 65 + "@c.ma",
        "a@c.ma\r\nBcc: e@e.ma",
        "=?utf-8?q?a?=@c.ma\u200b",
    ],
)
def test_an_address_no_mail_can_reach_is_refused(address: str) -> None:
    assert code(Address, address) in {"email", "string_too_long"}


def test_a_domain_is_kept_as_dns_writes_it() -> None:
    assert read(Address, "p@Préfecture.ma") == "p@xn--prfecture-c4a.ma"
    assert read(Address, " p@جماعة.ma ") == "p@xn--mgbeh7c0c.ma"
    assert read(Address, "A.b+c@Commune.MA") == "A.b+c@commune.ma"


class Named(Body):
    name: Name
    year: Year = 2026


@pytest.mark.parametrize(
    ("kind", "twice", "apart"),
    [
        (Annotated[tuple[Named, ...], Once("name")], [{"name": "a"}] * 2, [{"name": "A"}]),
        (
            Annotated[tuple[Named, ...], Once("name", "year")],
            [{"name": "a"}] * 2,
            [{"name": "a"}, {"name": "a", "year": 2027}],
        ),
        (Annotated[tuple[Name, ...], Once()], ["a", "b", "a"], ["a", "b"]),
    ],
)
def test_nothing_is_named_twice_in_one_list(kind: Any, twice: object, apart: object) -> None:
    assert code(kind, twice) == "item_repeated"
    assert read(kind, apart)
