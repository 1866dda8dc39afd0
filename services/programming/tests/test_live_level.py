"""The live view serves figures that are level with its topic, or none."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from types import SimpleNamespace
from typing import Any, cast
from uuid import uuid4

import pytest
from mithaq.messaging import Kafka
from mithaq.runtime import Worker
from mithaq.testing.running import running
from programming.live import level as levels
from programming.live.level import FaustStalled, Level, TopicReplaced
from programming.live.live_view import LiveNotLevel, LiveNotReady, LiveView
from programming.live.offsets import OffsetRange, OffsetTracker
from programming.live.process import follow

from .live_log import Log
from .test_live_view import served, shows, until


@dataclass
class Clock:
    """Seconds that pass when a test says so."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Run:
    """As much of a run as its level depends on."""

    conventions_read: OffsetTracker = field(
        default_factory=lambda: OffsetTracker({0: OffsetRange(), 1: OffsetRange()})
    )
    caught_up: bool = True
    app: Any = field(default_factory=lambda: SimpleNamespace(rebalancing=False))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(levels, "monotonic", made)
    return made


def test_figures_hold_while_they_are_level_and_no_longer(clock: Clock) -> None:
    run = Run()
    level, view = Level(cast("Any", run), "t"), LiveView(lambda: cast("Any", None))
    with pytest.raises(LiveNotReady):
        view.app()
    view.serve(cast("Any", run), level)
    clock.now += 14
    level.look({0: 0, 1: 0})
    clock.now += 14
    assert view.app() is cast("Any", run)
    level.look({0: 1, 1: 0})  # a record that is not read
    clock.now += 2
    with pytest.raises(LiveNotLevel):
        view.app()
    run.conventions_read.advance(0, 0)
    level.look({0: 1, 1: 0})
    assert view.app() is cast("Any", run)


def test_without_an_answer_of_kafka_nothing_is_known_and_nothing_is_shown(clock: Clock) -> None:
    run = Run()
    view = LiveView(lambda: cast("Any", None))
    view.serve(cast("Any", run), Level(cast("Any", run), "t"))
    clock.now += 16
    with pytest.raises(LiveNotLevel):
        view.app()


def test_a_topic_that_ends_before_what_was_read_is_another_one(clock: Clock) -> None:
    run = Run()
    run.conventions_read.advance(0, 0)
    with pytest.raises(TopicReplaced):
        Level(cast("Any", run), "t").look({0: 0, 1: 0})


def test_a_topic_that_was_given_partitions_is_counted_again(clock: Clock) -> None:
    with pytest.raises(TopicReplaced, match="has 3 partitions"):
        Level(cast("Any", Run()), "t").look({0: 0, 1: 0, 2: 1})


def test_a_run_that_reads_nothing_for_long_although_records_wait_ends(clock: Clock) -> None:
    run = Run()
    level = Level(cast("Any", run), "t")
    level.look({0: 2, 1: 0})
    clock.now += 19
    run.conventions_read.advance(0, 0)
    level.look({0: 2, 1: 0})
    clock.now += 19
    level.look({0: 2, 1: 0})
    clock.now += 2
    with pytest.raises(FaustStalled):
        level.look({0: 2, 1: 0})


async def test_a_topic_that_is_made_again_is_counted_again(
    kafka_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(levels, "EVERY_S", 0.2)
    kafka, log = Kafka(kafka_server), Log(f"ma.mithaq.test{uuid4().hex[:8]}")
    log.signed_convention("08")
    await log.publish(kafka, log.lines)
    view = LiveView(lambda: datetime.now(UTC))
    run = Worker("faust", partial(follow, kafka, view, log.topic))
    async with running(run), served(view) as client:
        await until(shows(view, "08", 1), seconds=90)
        async with kafka.admin() as admin:
            await admin.delete_topics([log.topic])
        await until(lambda: not shows(view, "08", 1)())
        assert (await client.get("/v1/activity")).status_code == 503
        await asyncio.sleep(1)
        log.signed_convention("08")
        await log.publish(kafka, log.lines)
        await until(shows(view, "08", 2), seconds=90)
