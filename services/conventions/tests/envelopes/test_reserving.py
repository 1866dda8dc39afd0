"""What is reserved of an envelope, and what refuses it."""

from datetime import date
from uuid import UUID

import pytest
from conventions.domain.envelopes import events as e
from conventions.domain.envelopes import rules
from conventions.domain.envelopes.decide import reserve, reserve_first
from conventions.domain.envelopes.envelope import Envelope
from conventions.domain.envelopes.figures import figures, figures_of

from ..people import COMMUNE, DAY, OPERATOR, REGION
from ..proposal import mad
from .story import (
    FRAMEWORK,
    IN_FORCE_ON,
    PARTIES,
    By,
    lines,
    offer,
    opened,
    standing,
    stood,
    taken,
    wish,
)

YEAR_26: By = {(REGION, 2026): 60}


def test_a_reservation_names_all_that_the_convention_takes() -> None:
    (event,) = reserve(opened(), wish(1, {None: YEAR_26}), DAY, PARTIES)
    assert event == e.EnvelopeReserved(
        framework_id=FRAMEWORK, convention_id=UUID(int=1), lines=lines(YEAR_26)
    )
    held = taken(opened(), 1, {None: YEAR_26})
    assert reserve(held, wish(1, {None: YEAR_26}), DAY, PARTIES) == []


def test_two_conventions_share_one_line_and_the_third_is_told_what_is_free() -> None:
    held = taken(taken(opened(), 1, {None: YEAR_26}), 2, {None: {(REGION, 2026): 30}})
    with pytest.raises(rules.EnvelopeExceeded) as refused:
        taken(held, 3, {None: {(REGION, 2026): 11}})
    assert refused.value.values == {
        "party": str(REGION),
        "year": 2026,
        "scope": "named-year",
        "wanted": "11.00",
        "free": "10.00",
    }
    taken(held, 3, {None: {(REGION, 2026): 10}})


@pytest.mark.parametrize(
    "by",
    [
        {(REGION, 2028): 1},  # no line of that year, and none of no named year
        {(OPERATOR, 2026): 1},  # a partner that the framework has no promise of
        {(OPERATOR, None): 1},
        {(COMMUNE, 2030): 1},  # any year of the framework, and this is none
        {(COMMUNE, 2025): 1},
        {(COMMUNE, 2026): 50, (COMMUNE, 2027): 31},  # each by itself would fit
        {(REGION, None): 151},
        {(REGION, None): 60, (REGION, 2026): 91},
    ],
)
def test_what_the_envelope_has_no_room_for(by: By) -> None:
    with pytest.raises(rules.EnvelopeExceeded):
        taken(opened(), 1, {None: by})


@pytest.mark.parametrize(
    "by",
    [
        {(COMMUNE, 2026): 50, (COMMUNE, 2029): 30},  # no named year serves any
        {(COMMUNE, None): 80},
        {(REGION, None): 150},  # of whatever year is free
        {(REGION, None): 60, (REGION, 2026): 90},
    ],
)
def test_what_the_envelope_has_room_for(by: By) -> None:
    taken(opened(), 1, {None: by})


def test_what_has_no_year_takes_of_every_year() -> None:
    held = taken(opened(), 1, {None: {(REGION, None): 60}})
    taken(held, 2, {None: {(REGION, 2026): 90}})
    with pytest.raises(rules.EnvelopeExceeded) as refused:
        taken(held, 2, {None: {(REGION, 2026): 91}})
    assert refused.value.values["free"] == "90.00"


def test_what_is_given_back_is_free_again_once() -> None:
    held = taken(opened(), 1, {None: {(REGION, 2026): 100}})
    (back,) = reserve(held, wish(1, {}), DAY, PARTIES)
    assert back == e.EnvelopeReleased(
        framework_id=FRAMEWORK,
        convention_id=UUID(int=1),
        lines=lines({(REGION, 2026): 100}),
    )
    freed = taken(held, 1, {})
    assert reserve(freed, wish(1, {}), DAY, PARTIES) == []
    taken(freed, 2, {None: {(REGION, 2026): 100}})


def test_an_amendment_holds_both_texts_and_the_larger_counts() -> None:
    """60 raised to 90 is 90; a year's money moved to another year is in neither twice."""
    base = taken(opened(), 1, {None: YEAR_26})
    both = taken(base, 1, {None: YEAR_26, 1: {(REGION, 2026): 90}})
    with pytest.raises(rules.EnvelopeExceeded):
        taken(both, 2, {None: {(REGION, 2026): 11}})
    assert [type(each) for each in reserve(both, wish(1, {None: YEAR_26}), DAY, PARTIES)] == [
        e.EnvelopeReleased
    ]
    effect = reserve(both, wish(1, {None: {(REGION, 2026): 90}}), DAY, PARTIES)
    assert [
        (type(each), each.amendment) for each in effect if isinstance(each, e.ReservationEvent)
    ] == [
        (e.EnvelopeReserved, None),
        (e.EnvelopeReleased, 1),
    ]


def test_a_text_that_moves_years_needs_no_double_room_of_a_line_without_year() -> None:
    moved = taken(opened(), 1, {None: {(COMMUNE, 2026): 80}})
    moved = taken(moved, 1, {None: {(COMMUNE, 2026): 80}, 1: {(COMMUNE, 2027): 80}})
    assert {each.free for each in figures_of(moved) if each.organisation_id == COMMUNE} == {mad(0)}


def test_of_many_open_amendments_each_is_counted_at_its_most() -> None:
    """Told apart one by one they would fit; that many are not, and money is never short for it."""
    envelope = opened(offer({(COMMUNE, None): 10}))
    for convention in range(1, 8):
        texts: dict[int | None, By] = {None: {(COMMUNE, 2026): 1}, 1: {(COMMUNE, 2027): 1}}
        envelope = taken(envelope, convention, texts)
    with pytest.raises(rules.EnvelopeExceeded):
        taken(envelope, 9, {None: {(COMMUNE, 2026): 1}})


def test_nothing_is_reserved_of_a_framework_that_is_not_in_force() -> None:
    ended = stood(opened(), standing(closed=True))
    suspended = stood(opened(), standing(suspended=True))
    over = opened(offer({(REGION, 2026): 100}, ends_on=date(2026, 2, 28)))
    for envelope in (ended, suspended, over):
        with pytest.raises(rules.FrameworkNotInForce):
            taken(envelope, 1, {None: YEAR_26})
    with pytest.raises(rules.FrameworkNotInForce):
        taken(opened(), 1, {None: YEAR_26}, on=date(2026, 1, 14))
    resumed = stood(suspended, standing(), on=date(2026, 3, 20))
    with pytest.raises(rules.FrameworkNotInForce):  # a day of the suspension, told afterwards
        taken(resumed, 1, {None: YEAR_26}, on=date(2026, 3, 10))
    taken(resumed, 1, {None: YEAR_26}, on=date(2026, 3, 20))


def test_who_takes_no_more_needs_no_framework_in_force() -> None:
    held = taken(opened(), 1, {None: YEAR_26})
    ended = stood(held, standing(closed=True))
    lower: By = {(REGION, 2026): 10}
    both = taken(ended, 1, {None: YEAR_26, 1: lower})
    assert taken(both, 1, {None: lower}).texts_of(UUID(int=1)) == {None: lines(lower)}
    with pytest.raises(rules.FrameworkNotInForce):
        taken(ended, 1, {None: YEAR_26, 1: {(REGION, 2026): 61}})
    later: By = {(REGION, 2027): 50, (REGION, 2026): 10}
    taken(ended, 1, {None: YEAR_26, 1: later})  # of other years, no more in all
    with pytest.raises(rules.EnvelopeExceeded):
        taken(ended, 1, {None: YEAR_26, 1: {(REGION, 2027): 51}})


def test_the_first_word_on_a_framework_already_in_force_opens_its_envelope() -> None:
    told = reserve_first(standing(), wish(1, {None: YEAR_26}), DAY, PARTIES)
    assert [type(each) for each in told] == [e.EnvelopeOpened, e.EnvelopeReserved]
    with pytest.raises(rules.FrameworkNotInForce):
        reserve_first(None, wish(1, {None: YEAR_26}), DAY, PARTIES)
    with pytest.raises(rules.FrameworkNotInForce):
        reserve_first(standing(suspended=True), wish(1, {None: YEAR_26}), DAY, PARTIES)
    with pytest.raises(rules.EnvelopeExceeded):
        reserve_first(standing(), wish(1, {None: {(REGION, 2026): 101}}), DAY, PARTIES)


def test_nothing_is_reserved_before_it_was_free() -> None:
    """Room that came with a release of the tenth takes no reservation of the ninth."""
    full = taken(opened(), 1, {None: {(REGION, 2026): 100}}, on=date(2026, 3, 1))
    freed = taken(full, 1, {}, on=date(2026, 3, 10))
    with pytest.raises(rules.EnvelopeExceeded):
        taken(freed, 2, {None: {(REGION, 2026): 1}}, on=date(2026, 3, 9))
    taken(freed, 2, {None: {(REGION, 2026): 1}}, on=date(2026, 3, 10))


def test_a_reservation_dated_back_leaves_room_for_later_ones() -> None:
    held = taken(opened(), 1, {None: {(REGION, 2026): 60}}, on=date(2026, 3, 10))
    with pytest.raises(rules.EnvelopeExceeded):
        taken(held, 2, {None: {(REGION, 2026): 41}}, on=date(2026, 3, 1))
    taken(held, 2, {None: {(REGION, 2026): 40}}, on=date(2026, 3, 1))


def test_the_figures_name_each_line() -> None:
    held = taken(opened(), 1, {None: {(REGION, 2026): 60, (COMMUNE, 2028): 30}})
    told = {(each.organisation_id, each.year): each for each in figures_of(held)}
    assert {key: (each.offered, each.reserved, each.free) for key, each in told.items()} == {
        (REGION, 2026): (mad(100), mad(60), mad(40)),
        (REGION, 2027): (mad(50), mad(0), mad(50)),
        (COMMUNE, 2028): (mad(0), mad(30), mad(50)),
        (COMMUNE, None): (mad(80), mad(0), mad(50)),
    }
    assert figures(held)[f"envelope.{COMMUNE}.any.free"] == mad(50)
    assert list(figures_of(Envelope())) == []
    assert held.opened_on == IN_FORCE_ON
