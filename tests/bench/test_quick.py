"""Every measure runs, in its smallest form; `make bench` tries the slow ones first."""

from collections.abc import Mapping
from types import ModuleType

import pytest
from rich.console import Console

from tests.bench import (
    append,
    append_costs,
    big,
    consuming,
    draining,
    http,
    latency,
    listing,
    loading,
    rebuilding,
    relaying,
    replay,
    scaling,
    sequencing,
    worst,
)
from tests.bench.measure import Outcome
from tests.bench.run import Plan, outcomes
from tests.bench.world import Servers

QUIET = Console(quiet=True)
SLOW = [pytest.param(x, marks=pytest.mark.campaign) for x in (consuming, draining, latency)]


def sensible(outcome: Outcome) -> bool:
    """Above zero, except where a short run may use nothing: a CPU tick, a memory page."""
    tiny = outcome.measure.unit in {"us of processor an event", "MB"}
    return all(value > 0 or (tiny and value == 0) for value in outcome.values)


def _named(topic: ModuleType) -> str:
    return topic.__name__


@pytest.mark.parametrize("topic", [relaying, *SLOW], ids=_named)
async def test_a_topic_runs(topic: ModuleType, postgres_server: str, kafka_server: str) -> None:
    servers = Servers(postgres_server, lambda: kafka_server)
    done = await outcomes(Plan(quick=True), servers, QUIET, [topic])
    assert [outcome.measure for outcome in done] == topic.MEASURES
    assert all(map(sensible, done))


@pytest.mark.parametrize(
    "topic",
    [
        append,
        append_costs,
        replay,
        rebuilding,
        loading,
        listing,
        big,
        worst,
        sequencing,
        pytest.param(scaling, marks=pytest.mark.campaign),
    ],
    ids=_named,
)
async def test_a_topic_without_kafka_runs(topic: ModuleType, postgres_server: str) -> None:
    done = await outcomes(Plan(quick=True), Servers(postgres_server, str), QUIET, [topic])
    assert [outcome.measure for outcome in done] == topic.MEASURES
    assert all(map(sensible, done))


@pytest.mark.usefixtures("tables")  # the play counts events: on a shared stack it goes first
async def test_requests_are_timed(addresses: Mapping[str, str]) -> None:
    times = await http.timed(addresses, rate=20, count=10, warm=2)
    assert {what: len(each) for what, each in times.items()} == {"command": 10, "read": 10}
    assert all(0 < each < 30 for what in times.values() for each in what)
