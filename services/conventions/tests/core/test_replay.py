"""A replay in place, a fold by copies and a snapshot make one state; its look-ups are a scan's."""

import json
from collections.abc import Mapping, Sequence
from functools import reduce

import pytest
from conventions.application import FORM
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.lifecycle import INITIAL, evolve, taken_on, taken_over
from hypothesis import given, settings
from hypothesis import strategies as st
from mithaq.store import Loaded

from ..golden_state import RECORD, Told, decoded, folded, record, stored, unraised
from ..weighing import weight_of
from .lookups import ensure_lookups

HISTORIES: Mapping[str, Sequence[Told]] = dict(stored())
NAMES = st.sampled_from(sorted(HISTORIES))


def replayed(state: Absent | Convention, told: Sequence[Told]) -> Absent | Convention:
    """As `mithaq.store.replay` does it."""
    working = taken_on(state)
    for event, provenance in decoded(told):
        evolved = evolve(working, event, provenance)
        working = working if evolved is working else taken_on(evolved)
    return taken_over(working)


@settings(deadline=None)
@given(name=NAMES, data=st.data())
def test_a_replay_from_anywhere_makes_what_copies_make(name: str, data: st.DataObject) -> None:
    told = HISTORIES[name]
    at = data.draw(st.integers(0, len(told)))
    before = folded(told[:at]) if at else INITIAL
    assert replayed(before, told[at:]) == folded(told)
    assert before == (folded(told[:at]) if at else INITIAL)


@pytest.mark.parametrize("name", sorted(HISTORIES))
def test_the_lookups_are_those_of_a_scan_after_every_event(name: str) -> None:
    state: Absent | Convention = INITIAL
    for event, provenance in decoded(HISTORIES[name]):
        state = evolve(state, event, provenance)
        assert isinstance(state, Convention)
        ensure_lookups(state)


@pytest.mark.parametrize("name", sorted(HISTORIES))
def test_a_snapshot_is_read_back_as_it_was(name: str) -> None:
    state = folded(HISTORIES[name])
    frames = list(FORM.frames(state))
    *steps, read = FORM.reading(frames)
    assert read == state
    assert steps == [None] * len(frames)


@pytest.mark.parametrize("name", sorted(HISTORIES))
def test_no_state_weighs_more_than_the_cache_believes(name: str) -> None:
    told = HISTORIES[name]
    for upto in (1, len(told) // 2, len(told)):
        characters = reduce(lambda sum_, x: sum_ + len(x.data) + len(x.meta), told[:upto], 0)
        loaded = Loaded(folded(told[:upto]), upto, characters)
        assert weight_of(loaded.state) <= loaded.weight


def test_what_evolve_makes_of_events_that_exist_is_as_recorded() -> None:
    """Else raise the revision of FORM, and see `golden_state`: snapshots hold the former states."""
    assert json.loads(RECORD.read_text()) == record()


def test_another_state_under_the_same_revision_is_not_recorded() -> None:
    before, now = record(), record()
    now["digests"] = {**now["digests"], "completed": "another"}
    assert unraised(before, now) == ["completed"]
    now["revision"] += 1
    assert unraised(before, now) == []
