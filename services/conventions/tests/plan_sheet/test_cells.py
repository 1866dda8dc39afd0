"""What a cell says, as people of three languages type it."""

import pytest
from conventions.plan_sheet.cells import amount_in, year_in
from conventions.plan_sheet.grid import Value, letters
from conventions.plan_sheet.rules import CellUnreadable
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("cell", "centimes"),
    [
        (1234.5, 123450),
        (0.1, 10),
        (7, 700),
        ("1234,50", 123450),
        ("1 234,50", 123450),
        ("1\u202f234\u00a0567,5 DH", 123456750),
        ("1.234.567,89", 123456789),
        ("1,234,567.89", 123456789),
        ("1.234,50", 123450),
        ("12.5", 1250),
        ("١٢٣٤٫٥٠", 123450),
        ("١٬٢٣٤٬٥٦٧", 123456700),
        ("٢٠٠٠ درهم", 200000),
        ("\u200f150\u200f", 15000),
        ("-5", -500),
    ],
)
def test_an_amount_is_read_to_the_centime(cell: Value, centimes: int) -> None:
    assert amount_in(cell).centimes == centimes


@pytest.mark.parametrize(
    "cell",
    ["1.234", "1,234", "12,345.6,7", "abc", "1,2,3", "10 €", 0.001, "0,001", True, 1e30, "nan",
     float("inf"), float("nan"), "", "--5", "1..2", "5%"],
)  # fmt: skip
def test_what_might_be_two_amounts_or_none_is_refused(cell: Value) -> None:
    with pytest.raises(CellUnreadable):
        amount_in(cell)


@given(st.integers(-(10**14), 10**14))
def test_property_every_amount_is_read_as_it_is_written_in_french(centimes: int) -> None:
    sign, whole, part = "-" if centimes < 0 else "", abs(centimes) // 100, abs(centimes) % 100
    written = f"{sign}{whole:,}".replace(",", "\u202f") + f",{part:02d}"
    assert amount_in(written).centimes == centimes


@pytest.mark.parametrize("cell", [2026, 2026.0, "2026", "٢٠٢٦", " 2026 "])
def test_a_year_is_read(cell: Value) -> None:
    assert year_in(cell) == 2026


@pytest.mark.parametrize("cell", ["26", 1800, "2026.5", 2026.5, "l'an 2026", "20260"])
def test_what_is_no_year_is_refused(cell: Value) -> None:
    with pytest.raises(CellUnreadable):
        year_in(cell)


def test_columns_are_named_as_spreadsheets_do() -> None:
    assert [letters(each) for each in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
