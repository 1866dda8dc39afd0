"""The office corrects days off; nobody else does, and nothing is corrected for its own sake."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce

import pytest
from conventions.domain.core.rules import CapacityRefused, TextBlank
from conventions.domain.holidays.commands import CorrectHoliday
from conventions.domain.holidays.decide import (
    REACH,
    HolidayOnWeekend,
    HolidayOutOfReach,
    Holidays,
    correct,
    evolve,
)
from conventions.domain.holidays.events import HolidayCorrected
from mithaq.dating import Dating
from mithaq.errors import MithaqError
from mithaq.testing.given import SOMEBODY

from ..people import DAY, OFFICE, REGION_HEAD

FITR = date(2026, 3, 20)  # estimated off, a Friday
CORRECT = CorrectHoliday(
    caller=OFFICE,
    dating=Dating(on=DAY, recorded_on=DAY),
    day=FITR,
    off=False,
    name_fr="Fête de la rupture du jeûne",
    name_ar="عيد الفطر",
    act="Communiqué du 19 mars 2026",
)
CORRECTED = HolidayCorrected(
    day=FITR,
    off=False,
    name_fr=CORRECT.name_fr,
    name_ar=CORRECT.name_ar,
    act=CORRECT.act,
)


def after(*events: HolidayCorrected) -> Holidays:
    return reduce(lambda holidays, event: evolve(holidays, event, SOMEBODY), events, Holidays())


def decided(command: CorrectHoliday, *events: HolidayCorrected) -> Sequence[HolidayCorrected]:
    return correct(after(*events), command)


def test_a_day_off_becomes_a_working_day_and_off_again() -> None:
    assert decided(CORRECT) == [CORRECTED]
    assert decided(CORRECT, CORRECTED) == []
    back = replace(CORRECT, off=True)
    assert decided(back) == []
    assert decided(back, CORRECTED) == [replace(CORRECTED, off=True)]
    assert after(CORRECTED, replace(CORRECTED, off=True)).off == {FITR: True}


def test_one_that_comes_once_the_day_has_come_is_told_as_such() -> None:
    for today, late in ((FITR - timedelta(days=1), False), (FITR, True), (date(2026, 4, 2), True)):
        said = replace(CORRECT, dating=Dating(on=today, recorded_on=today))
        assert decided(said) == [replace(CORRECTED, late=late)]


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"caller": REGION_HEAD}, CapacityRefused),
        ({"day": DAY + REACH + timedelta(days=1)}, HolidayOutOfReach),
        ({"day": date(9999, 12, 31)}, HolidayOutOfReach),
        ({"day": date(2026, 3, 22)}, HolidayOnWeekend),
        ({"name_ar": " "}, TextBlank),
        ({"act": "\u200b"}, TextBlank),
    ],
)
def test_what_is_no_correction_is_refused(
    changes: dict[str, object], rule: type[MithaqError]
) -> None:
    with pytest.raises(rule):
        decided(replace(CORRECT, **changes))  # type: ignore[arg-type]
