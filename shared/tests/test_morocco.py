"""The day in Morocco, in winter and in the month of Ramadan, when the clock goes back."""

from datetime import UTC, date, datetime

import pytest
from mithaq.morocco import Clocked, day_in_morocco


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 1, 31, 22, 59, tzinfo=UTC), date(2026, 1, 31)),
        (datetime(2026, 1, 31, 23, 0, tzinfo=UTC), date(2026, 2, 1)),
        (datetime(2026, 3, 1, 23, 30, tzinfo=UTC), date(2026, 3, 1)),  # Ramadan 1447
    ],
)
def test_the_day_begins_in_morocco(moment: datetime, day: date) -> None:
    assert day_in_morocco(moment) == day
    assert Clocked(clock=lambda: moment).today() == day
