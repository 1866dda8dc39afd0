"""The live view serves figures that are level with its topic, or none."""

import asyncio
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import pytest
from mithaq.messaging import Kafka, ensure_topics
from mithaq.runtime import Worker
from mithaq.testing.running import running
from programming.live import level as levels
from programming.live import process
from programming.live.driver import App
from programming.live.faust_app import create_live_app, topics_of_run
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
    movements_read: OffsetTracker = field(default_factory=lambda: OffsetTracker({0: OffsetRange()}))
    ready: bool = True


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


def test_a_run_that_has_read_all_and_does_not_come_to_serve_ends(clock: Clock) -> None:
    """A rebalance that never ends, or movements that nobody adds up: it would answer 503 always."""
    run = Run(ready=False)
    level = Level(cast("Any", run), "t")
    clock.now += 59
    level.look({0: 0, 1: 0})
    run.movements_read.advance(0, 0)
    level.look({0: 0, 1: 0})
    clock.now += 59
    level.look({0: 0, 1: 0})
    clock.now += 2
    with pytest.raises(FaustStalled):
        level.look({0: 0, 1: 0})


async def test_a_start_that_waits_for_ever_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "START_S", 0.05)
    stopped = asyncio.Event()

    class Waiting:
        _loop = None
        finalize = staticmethod(lambda: None)
        start = staticmethod(asyncio.Event().wait)

        async def stop(self) -> None:
            stopped.set()

    with pytest.raises(TimeoutError):
        async with process.started(cast("Any", Waiting())):
            pass
    assert stopped.is_set()


async def test_a_stop_that_heeds_no_cancellation_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """As Faust's, whose group Kafka refuses: waiting for its end would be waiting for ever."""
    monkeypatch.setattr(process, "STOP_S", 0.05)
    freed, abandoned = asyncio.Event(), asyncio.Event()

    class Deaf:
        _loop = None
        finalize = staticmethod(lambda: None)
        abandon = staticmethod(abandoned.set)

        async def start(self) -> None:
            pass

        async def stop(self) -> None:
            while not freed.is_set():
                with suppress(asyncio.CancelledError):
                    await freed.wait()

    async with asyncio.timeout(5):
        with pytest.raises(process.RunNotStopped):
            async with process.started(cast("Any", Deaf())):
                pass
    assert abandoned.is_set()
    freed.set()


async def test_a_stop_that_waits_for_ever_leaves_no_thread(
    kafka_server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It would ask a Kafka that is no more, on and on, beside the run that came after."""
    monkeypatch.setattr(process, "STOP_S", 0.2)
    kafka, name = Kafka(kafka_server), f"mithaq-live-{uuid4().hex[:8]}"
    await ensure_topics(kafka, [name, *topics_of_run(name)], partitions=1)
    live = create_live_app(name, kafka, {0: OffsetRange()}, name, tmp_path)
    stop = live.app.stop
    monkeypatch.setattr(live.app, "stop", asyncio.Event().wait)
    before = set(threading.enumerate())
    with pytest.raises(process.RunNotStopped):
        await _run(live.app)
    (thread,) = live.app.consumer_threads
    await until(thread.thread_loop.is_closed)
    await stop()
    assert not [each for each in set(threading.enumerate()) - before if "Worker" in repr(each)]


async def _run(app: App) -> None:
    async with process.started(app):
        assert [each.thread_loop.is_running() for each in app.consumer_threads] == [True]


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
