"""Ratios, bars and alternating rounds of measures."""

from typing import cast

import pytest

from tests.bench.measure import Bar, Measure, Outcome, measured
from tests.bench.report import markdown, number, records
from tests.bench.world import World


async def nothing(_world: World) -> float:
    return 0.0


def outcome(
    values: list[float],
    peer_values: list[float] | None = None,
    *,
    bar: Bar | None = None,
    less: bool = False,
) -> Outcome:
    measure = Measure(name="m", unit="u", ours=nothing, peer="p", bar=bar, less_is_better=less)
    return Outcome(measure, values, peer_values or [])


@pytest.mark.parametrize(("less", "ratio"), [(False, 0.5), (True, 2.0)])
def test_the_ratio_says_how_many_times_better_ours_is(less: bool, ratio: float) -> None:
    assert outcome([1, 2, 30], [5, 4, 3], less=less).ratio == ratio


def test_without_a_peer_there_is_no_ratio() -> None:
    assert (outcome([1]).ratio, outcome([1]).peer_value) == (None, None)


@pytest.mark.parametrize(
    ("bar", "holds"),
    [
        (None, None),
        (Bar(at_least=2), True),
        (Bar(at_least=2.1), False),
        (Bar(at_most=2), True),
        (Bar(at_most=1.9), False),
        (Bar(ratio=0.5), True),
        (Bar(ratio=0.51), False),
        (Bar(at_least=2, ratio=0.51), False),
    ],
)
def test_a_bar_holds_at_its_very_limit(bar: Bar | None, holds: bool | None) -> None:
    assert outcome([2], [4], bar=bar).holds is holds


def test_a_ratio_asked_without_a_peer_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="needs a peer"):
        _ = outcome([2], bar=Bar(ratio=1)).holds


async def test_ours_and_theirs_take_turns_after_a_round_that_does_not_count() -> None:
    turns: list[str] = []

    async def ours(_world: World) -> float:
        turns.append("ours")
        return len(turns)

    async def theirs(_world: World) -> float:
        turns.append("theirs")
        return len(turns)

    measure = Measure(name="m", unit="u", ours=ours, peer="p", theirs=theirs)
    unused = cast("World", type("Unused", (), {"quick": False}))
    done = await measured(measure, unused, 2)
    assert turns == ["ours", "theirs"] * 3
    assert (done.values, done.peer_values) == ([3, 5], [4, 6])


def test_a_record_has_what_a_program_asks_for() -> None:
    (record,) = records([outcome([1, 3, 2], [4], bar=Bar(ratio=0.5))])
    assert record == {
        "name": "m",
        "on": None,
        "value": 2,
        "unit": "u",
        "peer": "p",
        "peer_value": 4,
        "ratio": 0.5,
        "bar": "ratio >= 0.5",
        "holds": True,
        "spread": [1, 3],
    }


def test_every_line_of_the_docs_table_has_the_same_cells() -> None:
    lines = markdown([outcome([1]), outcome([2], [3], bar=Bar(at_most=1))]).splitlines()
    assert len({line.count("|") for line in lines}) == 1
    assert "MISSED" in lines[-1]


@pytest.mark.parametrize(
    ("figure", "shown"), [(45_678.9, "45,679"), (0.71234, "0.7123"), (999.96, "1000")]
)
def test_a_figure_shows_the_digits_that_count(figure: float, shown: str) -> None:
    assert number(figure) == shown
