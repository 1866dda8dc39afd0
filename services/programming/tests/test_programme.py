"""What a programme takes in, and that its envelope holds."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some
from mithaq.errors import MithaqError
from mithaq.money import ZERO, Money
from programming.domain import rules
from programming.domain.events import ProjectAdmitted

from .stories import (
    A_PROGRAMME,
    OPENED,
    PROGRAMME,
    PROJECT,
    PROPOSER,
    TODAY,
    admission,
    on_day,
    opening,
)

ENVELOPE = Money.dirhams(1_000)


def test_only_the_office_opens_a_programme() -> None:
    A_PROGRAMME.refuses(opening(PROPOSER), rules.OfficeOnly)


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"title_fr": ""}, rules.TitleMissing),
        ({"envelope": ZERO}, rules.AmountNotPositive),
        ({"first_year": 2023}, rules.PeriodReversed),
    ],
)
def test_a_programme_has_a_title_an_envelope_and_a_period(
    changed: dict[str, Any], rule: type[MithaqError]
) -> None:
    A_PROGRAMME.refuses(opening(**changed), rule)


def test_one_id_is_opened_once() -> None:
    OPENED.refuses(opening(), rules.AlreadyExists)


def test_nothing_is_admitted_before_the_opening() -> None:
    A_PROGRAMME.refuses(admission(ENVELOPE), rules.ProgrammeUnknown)


def test_nothing_is_admitted_on_a_day_before_the_opening() -> None:
    early = on_day(admission(ENVELOPE), TODAY - timedelta(days=1))
    OPENED.refuses(early, rules.DatedBeforeItsBasis)


def test_the_whole_envelope_may_be_set_aside() -> None:
    OPENED.then(
        admission(ENVELOPE),
        ProjectAdmitted(
            programme_id=PROGRAMME,
            project_id=PROJECT,
            cost=ENVELOPE,
            reserved=ENVELOPE,
            free=ZERO,
        ),
    )


def test_one_centime_beyond_the_envelope_is_refused() -> None:
    error = OPENED.refuses(admission(ENVELOPE + Money(1)), rules.EnvelopeExceeded)
    assert error.values == {"cost": "1000.01", "free": "1000.00", "envelope": "1000.00"}


def test_a_project_of_another_region_is_refused() -> None:
    OPENED.refuses(admission(Money(1), region="01"), rules.OtherRegion)


def test_a_project_is_counted_once() -> None:
    OPENED.accepts(admission(ENVELOPE)).then(admission(ENVELOPE))


@given(some.lists(some.tuples(some.integers(1, 12), some.integers(1, 60_000)), max_size=30))
def test_property_what_is_reserved_never_exceeds_the_envelope(asked: list[tuple[int, int]]) -> None:
    told = OPENED
    for project, centimes in asked:
        command = admission(Money(centimes), project_id=UUID(int=project))
        before = told.state
        try:
            told = told.when(command)
        except rules.EnvelopeExceeded:
            assert before.reserved + command.cost > ENVELOPE
        assert told.state.reserved <= ENVELOPE
    admitted = [event for event in told.history if isinstance(event, ProjectAdmitted)]
    assert Money.sum(each.cost for each in admitted) == told.state.reserved
    assert len({each.project_id for each in admitted}) == len(admitted)
    assert all(each.reserved + each.free == ENVELOPE for each in admitted)
