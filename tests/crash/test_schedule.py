"""The schedule of a campaign: complete, in proportion, and the same for the same seed."""

import pytest
from mithaq.failpoints import FailPoint

from tests.crash.schedule import FEWEST, POINTS, SHARES, Part, schedule
from tests.crash.workload import planned_command


@pytest.mark.parametrize("kills", [FEWEST, 19, 26, 100, 1_000])
def test_every_kill_is_planned_and_every_part_and_point_is_used(kills: int) -> None:
    plan = schedule(kills, seed=3)
    assert sum(len(lives) for lives in plan.values()) == kills
    assert all(plan[part] for part in Part)
    assert {life.point for lives in plan.values() for life in lives if life.point} == set(FailPoint)


def test_a_large_campaign_keeps_the_shares() -> None:
    plan = schedule(1_000, seed=3)
    assert {part: len(lives) for part, lives in plan.items()} == {
        part: 10 * share for part, share in SHARES.items()
    }


def test_a_process_is_killed_only_at_fail_points_it_reaches() -> None:
    plan = schedule(1_000, seed=3)
    for part, lives in plan.items():
        assert {life.point for life in lives} - {None} == set(POINTS.get(part, ()))


def test_the_schedule_depends_only_on_the_seed() -> None:
    assert schedule(200, seed=5) == schedule(200, seed=5)
    assert schedule(200, seed=5) != schedule(200, seed=6)
    assert planned_command(5, "writer-1.0", 7) == planned_command(5, "writer-1.0", 7)
    assert planned_command(5, "writer-1.0", 7) != planned_command(6, "writer-1.0", 7)


def test_too_few_kills_are_refused() -> None:
    with pytest.raises(ValueError, match="at least"):
        schedule(FEWEST - 1, seed=3)
