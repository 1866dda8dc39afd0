"""What the framework says of its envelope: opened, amended, suspended, ended."""

from datetime import date
from typing import Any

import pytest
from conventions.domain.envelopes import events as e
from conventions.domain.envelopes import rules
from conventions.domain.envelopes.decide import stand
from conventions.domain.envelopes.envelope import Envelope
from conventions.domain.envelopes.lines import Offer

from ..people import COMMUNE, DAY, REGION
from .story import (
    FRAMEWORK,
    IN_FORCE_ON,
    OFFER,
    PARTIES,
    By,
    lines,
    offer,
    opened,
    standing,
    stood,
    taken,
)

LOWER = offer({(REGION, 2026): 60, (REGION, 2027): 50, (COMMUNE, None): 80})


def names(envelope: Envelope, *offered: Offer, **state: Any) -> list[str]:
    told = stand(envelope, standing(*offered, **state), DAY, PARTIES)
    return [type(each).__name__ for each in told]


def test_the_entry_into_force_opens_it() -> None:
    assert stand(Envelope(), standing(), IN_FORCE_ON, PARTIES) == [
        e.EnvelopeOpened(framework_id=FRAMEWORK, offer=OFFER, in_force_on=IN_FORCE_ON)
    ]
    assert stand(opened(), standing(), DAY, PARTIES) == []


def test_suspension_resumption_and_end_are_said_once() -> None:
    assert names(opened(), suspended=True) == ["EnvelopeSuspended"]
    suspended = stood(opened(), standing(suspended=True))
    assert names(suspended, suspended=True) == []
    assert names(suspended) == ["EnvelopeResumed"]
    assert names(opened(), closed=True) == ["EnvelopeClosed"]
    assert names(stood(opened(), standing(closed=True)), closed=True) == []


def test_a_framework_without_an_envelope_is_suspended_with_one() -> None:
    """Else a reservation at the same time would find nothing that tells it."""
    assert names(Envelope(), suspended=True) == ["EnvelopeOpened", "EnvelopeSuspended"]


def test_an_amendment_takes_no_line_below_what_is_reserved() -> None:
    held = taken(opened(), 1, {None: {(REGION, 2026): 61}})
    with pytest.raises(rules.EnvelopeBelowReserved) as refused:
        stood(held, standing(agreed={1: LOWER}))
    assert refused.value.values == {
        "party": str(REGION),
        "year": 2026,
        "scope": "named-year",
        "reserved": "61.00",
        "offered": "60.00",
    }
    with pytest.raises(rules.EnvelopeBelowReserved):
        stood(held, standing(LOWER))
    exactly = taken(opened(), 1, {None: {(REGION, 2026): 60}})
    stood(exactly, standing(LOWER))


def test_an_agreed_amendment_bounds_before_it_is_in_effect() -> None:
    """Else what is reserved meanwhile would keep from its effect what all have signed."""
    agreed = stood(opened(), standing(agreed={1: LOWER}))
    with pytest.raises(rules.EnvelopeExceeded):
        taken(agreed, 1, {None: {(REGION, 2026): 61}})
    fits = taken(agreed, 1, {None: {(REGION, 2026): 60}})
    assert names(fits, LOWER) == ["EnvelopeRevisionEnded", "EnvelopeRevised"]
    withdrawn = stood(agreed, standing())
    taken(withdrawn, 1, {None: {(REGION, 2026): 100}})


def test_an_agreed_amendment_gives_no_room_before_it_is_in_effect() -> None:
    more = offer({(REGION, 2026): 200, (REGION, 2027): 50, (COMMUNE, None): 80})
    agreed = stood(opened(), standing(agreed={1: more}))
    with pytest.raises(rules.EnvelopeExceeded):
        taken(agreed, 1, {None: {(REGION, 2026): 101}})
    taken(stood(agreed, standing(more)), 1, {None: {(REGION, 2026): 200}})


def test_room_of_an_amendment_is_there_from_the_day_of_its_effect() -> None:
    more = offer({(REGION, 2026): 200})
    amended = stood(opened(), standing(more), on=date(2026, 3, 10))
    with pytest.raises(rules.EnvelopeExceeded):
        taken(amended, 1, {None: {(REGION, 2026): 101}}, on=date(2026, 3, 9))
    taken(amended, 1, {None: {(REGION, 2026): 101}}, on=date(2026, 3, 10))


def test_a_line_of_no_named_year_is_not_split_past_what_is_reserved_of_it() -> None:
    held = taken(opened(), 1, {None: {(COMMUNE, 2027): 30}})
    split: By = {(REGION, 2026): 100, (REGION, 2027): 50}
    stood(held, standing(offer({**split, (COMMUNE, 2026): 50, (COMMUNE, 2027): 30})))
    with pytest.raises(rules.EnvelopeBelowReserved):
        stood(held, standing(offer({**split, (COMMUNE, 2026): 51, (COMMUNE, 2027): 29})))


def test_a_shorter_period_leaves_no_reserved_year_outside() -> None:
    held = taken(opened(), 1, {None: {(COMMUNE, 2029): 30}})
    with pytest.raises(rules.EnvelopeBelowReserved):
        stood(held, standing(offer({(REGION, 2026): 100, (COMMUNE, None): 80}, years=(2026, 2028))))


def test_what_the_framework_spends_itself_is_taken_of_its_envelope_too() -> None:
    """Else its own tranches and what is financed under it would spend a dirham twice."""
    spending = stood(opened(), standing(own={None: {(REGION, 2026): 60}}))
    with pytest.raises(rules.EnvelopeExceeded) as refused:
        taken(spending, 1, {None: {(REGION, 2026): 41}})
    assert refused.value.values["free"] == "40.00"
    held = taken(spending, 1, {None: {(REGION, 2026): 40}})
    with pytest.raises(rules.EnvelopeExceeded):
        stood(held, standing(own={None: {(REGION, 2026): 61}}))
    assert names(held, own={None: {(REGION, 2026): 10}}) == ["EnvelopeReserved"]
    assert names(held, own={}) == ["EnvelopeReserved"]


def test_an_amendment_counts_what_its_effect_leaves_of_what_the_framework_spends() -> None:
    """An effect cancels tranches without room: 60 planned of 100 are 20 of the 60 left with 40."""
    spending = stood(opened(), standing(own={None: {(REGION, 2026): 60}}))
    held = taken(spending, 1, {None: {(REGION, 2026): 40}})
    with pytest.raises(rules.EnvelopeBelowReserved):
        stood(held, standing(agreed={1: LOWER}, own={n: {(REGION, 2026): 60} for n in (None, 1)}))
    own: dict[int | None, By] = {None: {(REGION, 2026): 60}, 1: {(REGION, 2026): 20}}
    agreed = stood(held, standing(agreed={1: LOWER}, own=own))
    after = stood(agreed, standing(LOWER, own={None: {(REGION, 2026): 20}}))
    assert after.texts_of(FRAMEWORK) == {None: lines({(REGION, 2026): 20})}
    assert names(after, LOWER, own={None: {(REGION, 2026): 20}}) == []


def test_a_framework_that_is_terminated_leaves_what_is_reserved() -> None:
    """Its own promises end with it; those of its financing conventions are theirs by now."""
    held = taken(opened(), 1, {None: {(REGION, 2026): 60}})
    agreed = stood(held, standing(agreed={1: OFFER}))
    nothing = offer({})
    assert names(agreed, nothing, closed=True) == ["EnvelopeRevisionEnded", "EnvelopeClosed"]
    ended = stood(agreed, standing(nothing, closed=True))
    assert ended.offer == OFFER
    assert names(ended, nothing, closed=True) == []
    with pytest.raises(rules.FrameworkNotInForce):
        taken(ended, 2, {None: {(REGION, 2026): 1}})
    taken(ended, 1, {None: {(REGION, 2026): 60}, 1: {(REGION, 2027): 50}})


def test_what_an_agreed_amendment_would_cancel_is_free_under_it() -> None:
    """Found by the model campaign: all that the framework plans itself goes with the amendment."""
    spending: dict[int | None, By] = {None: {(REGION, 2026): 100}}
    offered = offer({(REGION, 2026): 300})
    envelope = stood(opened(offered), standing(offered, own=spending))
    envelope = taken(envelope, 1, {None: {(REGION, 2026): 200}})
    lower = offer({(REGION, 2026): 200})
    agreed = stood(envelope, standing(offered, agreed={1: lower}, own={**spending, 1: {}}))
    assert agreed.agreed[1][1] == lower
    with pytest.raises(rules.EnvelopeExceeded):
        taken(agreed, 2, {None: {(REGION, 2026): 1}})
