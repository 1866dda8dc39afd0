"""Amounts, days, numbers and lists as each language writes them in Morocco."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from mithaq.words import Formats, isolated

LANGUAGES = ("fr", "ar", "en")


@pytest.mark.parametrize(
    ("dirhams", "fr", "ar", "en"),
    [
        ("12000000.00", "12\u202f000\u202f000,00", "12.000.000,00", "12,000,000.00"),
        ("-1234.50", "-1\u202f234,50", "-1.234,50", "-1,234.50"),
        ("0.05", "0,05", "0,05", "0.05"),
        ("90071992547409.91", "90\u202f071\u202f992\u202f547\u202f409,91", "90.071.992.547.409,91",
         "90,071,992,547,409.91"),
    ],
)  # fmt: skip
def test_amounts_are_grouped_and_exact(dirhams: str, fr: str, ar: str, en: str) -> None:
    assert [Formats.of(each).amount(Decimal(dirhams)) for each in LANGUAGES] == [fr, ar, en]


@pytest.mark.parametrize(
    ("day", "fr", "ar", "en"),
    [
        (date(2026, 3, 1), "1er mars 2026", "1 مارس 2026", "March 1, 2026"),
        (date(2026, 8, 14), "14 août 2026", "14 غشت 2026", "August 14, 2026"),
        (date(2026, 7, 31), "31 juillet 2026", "31 يوليوز 2026", "July 31, 2026"),
        (date(2026, 12, 11), "11 décembre 2026", "11 دجنبر 2026", "December 11, 2026"),
    ],
)
def test_months_have_their_moroccan_names(day: date, fr: str, ar: str, en: str) -> None:
    assert [Formats.of(each).day(day) for each in LANGUAGES] == [fr, ar, en]


def test_columns_have_days_in_digits_and_hours_of_morocco() -> None:
    french = Formats.of("fr")
    assert french.short_day(date(2026, 3, 2)) == "02/03/2026"
    assert french.moment(datetime(2026, 1, 2, 23, 30, tzinfo=UTC)) == "03/01/2026 00:30"


def test_lists_end_as_the_language_ends_them() -> None:
    names = ["A", "B", "C"]
    assert [Formats.of(each).list(names) for each in LANGUAGES] == [
        "A, B et C",
        "A وB وC",
        "A, B, and C",
    ]
    assert [Formats.of(each).list(names, "or") for each in LANGUAGES] == [
        "A, B ou C",
        "A أو B أو C",
        "A, B, or C",
    ]


def test_percentages_and_numbers() -> None:
    assert [Formats.of(each).percent(50) for each in LANGUAGES] == ["50\u00a0%", "50%", "50%"]
    assert Formats.of("fr").number(2_097_152) == "2\u202f097\u202f152"


def test_amazigh_needs_no_code() -> None:
    amazigh = Formats.of("zgh")
    assert not amazigh.right_to_left
    assert amazigh.day(date(2026, 3, 2)).endswith("2026")
    assert amazigh.amount(Decimal("1234.5")).endswith(",50")


def test_a_value_is_isolated_where_it_could_disturb() -> None:
    assert isolated("T1", right_to_left=True) == "\u2068T1\u2069"
    assert isolated("T1", right_to_left=False) == "T1"
    assert isolated("جماعة", right_to_left=False) == "\u2068جماعة\u2069"
    assert isolated("", right_to_left=True) == ""


def test_a_value_cannot_end_its_isolation() -> None:
    assert isolated("a\u2069b\u202ec", right_to_left=True) == "\u2068abc\u2069"
