"""A body that was registered twice has one envelope: its lines are found under every entry."""

from uuid import UUID

import pytest
from conventions.domain.envelopes import events as e
from conventions.domain.envelopes import rules
from conventions.domain.envelopes.bodies import Parties
from conventions.domain.envelopes.decide import reserve
from hypothesis import given
from hypothesis import strategies as some

from ..people import COMMUNE, DAY, OPERATOR, REGION
from ..proposal import mad
from .story import By, lines, offer, opened, standing, stood, taken, wish

SURVIVOR, THIRD = UUID(int=0xA1), UUID(int=0xA2)
ONE_BODY = Parties(str, {REGION: SURVIVOR, OPERATOR: SURVIVOR})


def named(organisation: UUID) -> str:
    return "Région" if organisation == REGION else str(organisation)


def test_what_goes_on_reserves_of_the_line_of_what_was_merged_into_it() -> None:
    wanted = wish(1, {None: {(SURVIVOR, 2026): 60}})
    with pytest.raises(rules.EnvelopeExceeded):
        reserve(opened(), wanted, DAY, Parties(str))
    (event,) = reserve(opened(), wanted, DAY, ONE_BODY)
    assert isinstance(event, e.EnvelopeReserved)
    assert event.lines == lines({(SURVIVOR, 2026): 60})  # told of the party of the text


@pytest.mark.parametrize("second", [REGION, SURVIVOR, OPERATOR])
def test_it_does_not_reserve_once_under_each_of_its_names(second: UUID) -> None:
    for first in (REGION, SURVIVOR, OPERATOR):
        held = taken(opened(), 1, {None: {(first, 2026): 60}}, parties=_merged(first))
        with pytest.raises(rules.EnvelopeExceeded) as refused:
            taken(held, 2, {None: {(second, 2026): 41}}, parties=ONE_BODY)
        assert refused.value.values["free"] == "40.00"
        taken(held, 2, {None: {(second, 2026): 40}}, parties=ONE_BODY)


def _merged(first: UUID) -> Parties:
    """What the region took, it may have taken before the merger."""
    return Parties(str) if first == REGION else ONE_BODY


def test_one_text_with_two_entries_as_parties_takes_the_sum_of_both() -> None:
    both: By = {(REGION, 2026): 60, (SURVIVOR, 2026): 41}
    with pytest.raises(rules.EnvelopeExceeded) as refused:
        taken(opened(), 1, {None: both}, parties=Parties(named, ONE_BODY.answered_by))
    assert refused.value.values["wanted"] == "101.00"
    assert refused.value.values["party"] == "Région"


def test_a_text_that_names_the_other_entry_instead_needs_no_more_room() -> None:
    held = taken(opened(), 1, {None: {(REGION, 2026): 100}})
    anew = taken(held, 1, {None: {(SURVIVOR, 2026): 100}}, parties=ONE_BODY)
    assert anew.texts_of(UUID(int=1)) == {None: lines({(SURVIVOR, 2026): 100})}


def test_two_lines_of_one_body_are_one_line_of_it() -> None:
    envelope = opened(offer({(REGION, 2026): 100, (OPERATOR, 2026): 30}))
    taken(envelope, 1, {None: {(SURVIVOR, 2026): 130}}, parties=ONE_BODY)
    with pytest.raises(rules.EnvelopeExceeded):
        taken(envelope, 1, {None: {(SURVIVOR, 2026): 131}}, parties=ONE_BODY)


def test_the_framework_may_write_the_line_anew_under_the_entry_that_goes_on() -> None:
    held = taken(opened(), 1, {None: {(REGION, 2026): 60}})
    renamed = standing(offer({(SURVIVOR, 2026): 60}))
    with pytest.raises(rules.EnvelopeBelowReserved):
        stood(held, renamed)
    stood(held, renamed, parties=ONE_BODY)
    with pytest.raises(rules.EnvelopeBelowReserved):
        stood(held, standing(offer({(SURVIVOR, 2026): 59})), parties=ONE_BODY)


def test_what_the_framework_spends_itself_under_one_name_is_taken_under_the_other() -> None:
    spent = stood(opened(), standing(own={None: {(REGION, 2026): 90}}))
    with pytest.raises(rules.EnvelopeExceeded):
        taken(spent, 1, {None: {(SURVIVOR, 2026): 11}}, parties=ONE_BODY)
    held = taken(opened(), 1, {None: {(SURVIVOR, 2026): 90}}, parties=ONE_BODY)
    with pytest.raises(rules.EnvelopeExceeded):
        stood(held, standing(own={None: {(REGION, 2026): 11}}), parties=ONE_BODY)


def test_once_separated_each_has_its_own_line_again() -> None:
    held = taken(opened(), 1, {None: {(SURVIVOR, 2026): 60}}, parties=ONE_BODY)
    taken(held, 2, {None: {(REGION, 2026): 100}})
    with pytest.raises(rules.EnvelopeExceeded):
        taken(held, 2, {None: {(SURVIVOR, 2026): 1}})


@given(
    some.lists(
        some.tuples(
            some.sampled_from([REGION, SURVIVOR, OPERATOR, COMMUNE]),
            some.sampled_from([2026, 2027, None]),
            some.integers(1, 60),
        ),
        max_size=8,
    )
)
def test_property_whatever_the_names_no_more_is_reserved_than_the_body_promised(
    wishes: list[tuple[UUID, int | None, int]],
) -> None:
    envelope = opened()
    sums = dict.fromkeys((True, False), 0)
    for number, (who, year, amount) in enumerate(wishes, start=1):
        try:
            envelope = taken(envelope, number, {None: {(who, year): amount}}, parties=ONE_BODY)
        except rules.EnvelopeExceeded:
            continue
        sums[who == COMMUNE] += amount
    assert sums[False] <= 150
    assert sums[True] <= 80
    assert mad(sums[False]) <= mad(150)
