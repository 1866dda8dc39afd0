"""Delays in working days, against days counted by hand on the calendar of 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.working_days import LONGEST, DelayTooLong, days_off, is_working, last_working_day

FRIDAY = date(2026, 7, 24)
MARCH = date(2026, 11, 6)  # the Green March, a Friday
FITR = date(2026, 3, 20)  # estimated by the library, a Friday


@pytest.mark.parametrize(
    ("after", "count", "last"),
    [
        (FRIDAY, 0, FRIDAY),
        (FRIDAY, 1, date(2026, 7, 27)),
        (FRIDAY, 4, date(2026, 7, 31)),  # over the Throne, Thursday 30
        (date(2026, 11, 5), 1, date(2026, 11, 9)),  # over the Green March and a week-end
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # over the New Year and a week-end
    ],
)
def test_a_delay_skips_week_ends_and_days_off(after: date, count: int, last: date) -> None:
    assert last_working_day(after, count) == last


def test_the_day_it_is_counted_from_may_be_off() -> None:
    assert last_working_day(MARCH, 1) == last_working_day(date(2026, 11, 7), 1)


def test_names_are_in_both_languages_and_estimates_are_told() -> None:
    march, fitr = days_off(2026)[MARCH], days_off(2026)[FITR]
    assert (march.name_fr, march.name_ar, march.estimated) == (
        "La marche verte",
        "ذكرى المسيرة الخضراء",
        False,
    )
    assert fitr.estimated
    assert "estim" not in fitr.name_fr


def test_a_correction_goes_before_the_library() -> None:
    announced = {FITR: False, date(2026, 3, 23): True}  # a working Friday, a Monday off
    assert last_working_day(date(2026, 3, 19), 1) == date(2026, 3, 23)
    assert last_working_day(date(2026, 3, 19), 1, announced) == FITR
    assert last_working_day(date(2026, 3, 19), 2, announced) == date(2026, 3, 24)


def test_no_correction_makes_a_sunday_working() -> None:
    sunday = date(2026, 7, 26)
    assert not is_working(sunday, {sunday: False})


@pytest.mark.parametrize("count", [-1, LONGEST + 1])
def test_a_delay_is_of_a_year_at_most(count: int) -> None:
    with pytest.raises(DelayTooLong):
        last_working_day(FRIDAY, count)


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.integers(0, 60))
def test_so_many_days_in_between_are_working(after: date, count: int) -> None:
    last = last_working_day(after, count)
    between = [after + timedelta(days=n) for n in range(1, (last - after).days + 1)]
    assert sum(map(is_working, between)) == count
    assert count == 0 or is_working(last)
