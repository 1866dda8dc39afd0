"""States: what is changed is a copy, but in a replay; a replay makes what copying would."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mithaq.states import changed, closed, opened, put, put_all, without


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    names: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Part:
    """Without slots."""

    amount: int = 0
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    version: int = 0
    parts: Mapping[str, Part] = field(default_factory=dict)
    days: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    inner: Inner = field(default_factory=Inner)


Step = tuple[str, str, int]
STEPS = st.tuples(
    st.sampled_from(["part", "drop", "day", "all"]), st.sampled_from("abc"), st.integers()
)


def evolve(whole: Whole, step: Step) -> Whole:
    kind, name, amount = step
    match kind:
        case "part":
            part = whole.parts.get(name, Part())
            more = changed(part, amount=part.amount + amount, by=(*part.by, name))
            whole = changed(whole, parts=put(whole.parts, name, more))
        case "drop":
            whole = changed(whole, parts=without(whole.parts, name))
        case "day":
            days = put(whole.days.get(name, {}), amount % 5, amount)
            whole = changed(whole, days=put(whole.days, name, days))
        case _:
            names = put_all(whole.inner.names, {name: amount, "all": 1})
            whole = changed(whole, inner=changed(whole.inner, names=names))
    return changed(whole, version=whole.version + 1)


def _plain(whole: Whole, steps: list[Step]) -> Whole:
    for step in steps:
        whole = evolve(whole, step)
    return whole


@settings(deadline=None)
@given(before=st.lists(STEPS, max_size=20), steps=st.lists(STEPS, max_size=20))
def test_a_replay_makes_what_copying_makes_and_leaves_what_it_began_with(
    before: list[Step], steps: list[Step]
) -> None:
    begun, same = _plain(Whole(), before), _plain(Whole(), before)
    replayed = closed(_plain(opened(begun), steps))
    assert begun == same
    assert replayed == _plain(same, steps)
    assert type(replayed) is Whole
    assert type(replayed.inner) is Inner
    assert {type(each) for each in (replayed.parts, replayed.days, *replayed.days.values())} == {
        dict
    }
    frozen = _plain(Whole(), [*before, *steps])
    _plain(replayed, steps)
    assert replayed == frozen


def test_a_replay_writes_in_place() -> None:
    working = opened(Whole())
    assert evolve(working, ("part", "a", 1)) is working
    assert working.parts is evolve(working, ("part", "b", 1)).parts


def test_changing_a_field_that_is_not_there_is_refused() -> None:
    for value in (Whole(), Part()):
        with pytest.raises(TypeError, match="has no field"):
            changed(value, amounts=1)


def test_a_value_that_checks_itself_is_not_changed_unchecked() -> None:
    @dataclass(frozen=True, slots=True)
    class Checked:
        amount: int

        def __post_init__(self) -> None:
            if self.amount < 0:
                raise ValueError

    with pytest.raises(TypeError, match="checks itself"):
        changed(Checked(1), amount=-1)


@pytest.mark.parametrize("value", [Part(amount=1), Whole(version=3)])
def test_changing_is_replacing(value: Any) -> None:
    name = "amount" if isinstance(value, Part) else "version"
    assert changed(value, **{name: 7}) == replace(value, **{name: 7})
    assert changed(value, **{name: 7}) != value


@pytest.mark.parametrize("state", [0, None, "text", (1, 2)])
def test_states_that_are_no_dataclasses_are_left_alone(state: object) -> None:
    assert closed(opened(state)) is state
