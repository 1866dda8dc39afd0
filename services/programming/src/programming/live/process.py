"""`python -m programming live`: Faust and its HTTP API, in one event loop.

Faust is started inside our own process rather than by its worker command: that one takes over
logging and would wipe the configuration of structlog.
"""

import argparse
import asyncio
import logging
import os
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import structlog
import uvloop
from faust.contrib.asgi import bind_to_running_loop
from mithaq.http import create_app, create_probes
from mithaq.messaging import Kafka, await_topics, ensure_topics, partitions_of
from mithaq.observability import configure_logging
from mithaq.runtime import Worker, doors, read_settings, supervise, told
from mithaq.settings import Settings
from mithaq.words import texts_of

from programming.heard.conventions import SOURCE
from programming.live import run_topics
from programming.live.agents import register_agents
from programming.live.driver import App
from programming.live.faust_app import LiveApp, create_live_app, topics_of_run
from programming.live.level import Level
from programming.live.live_view import LiveView
from programming.live.routes import router

START_S: Final = 120.0
STOP_S: Final = 5.0
log = structlog.get_logger()
# They log each partition and each full buffer at levels meant for what needs a look.
_QUIETER: Final = ("faust", "mode", "aiokafka", "programming.live.driver")


class LiveSettings(Settings):
    """The live view keeps nothing in a database."""

    database_url: str = ""


class RunNotStopped(Exception):
    """What is left of a run goes on, and cannot be ended but with the process."""


class FaustStoppedError(Exception):
    """The application ended by itself; a new run begins."""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m programming live",
        description="Serve live activity. Each start counts again from the first event.",
    )
    parser.parse_args(arguments)
    settings = read_settings(LiveSettings)
    configure_logging("live", settings.log_format, settings.log_level)
    for name in _QUIETER:
        logging.getLogger(name).setLevel(logging.ERROR)
    with told():
        return uvloop.run(run(settings))


async def run(settings: Settings) -> int:
    """Serve until asked to stop; the exit status."""
    live_view = LiveView(lambda: datetime.now(UTC))
    api = create_app(
        service="live",
        title="Mithaq: live activity of the regions",
        routers=[router],
        texts=texts_of("programming"),
        settings=settings,
    )
    probes = create_probes(texts_of("programming"), {"faust": live_view.check})
    api.state.parts = live_view
    follow_topics = Worker("faust", partial(_follow, Kafka.of(settings).named("live"), live_view))
    return await supervise([follow_topics], doors(settings, api, probes))


async def _follow(kafka: Kafka, live_view: LiveView) -> None:
    """Follow; leave the process to whoever starts it again where a run cannot be stopped.

    After a Kafka was wiped Faust may ask for a group that it may not use yet, over and over, and
    heed no cancellation: the loop would turn on it and could not even be closed.
    """
    try:
        await follow(kafka, live_view)
    except RunNotStopped:
        log.exception("live.run_not_stopped")
        os._exit(os.EX_TEMPFAIL)


async def follow(kafka: Kafka, live_view: LiveView, source: str = SOURCE) -> None:
    """Count from the first event, then what comes, until cancelled.

    Raises if Kafka does not answer or was wiped, if Faust does not start, ends by itself or stalls,
    or if it skips a record; RunNotStopped if what is left of it goes on.
    """
    app_id = run_topics.new_application_id()
    cluster_id = await await_topics(kafka, [source])  # the source's own relay makes it
    partitions = (await partitions_of(kafka, [source]))[source]
    await ensure_topics(kafka, topics_of_run(app_id), partitions=partitions)
    await run_topics.delete_old(kafka)
    ranges = await run_topics.offset_ranges(kafka, source, partitions)
    try:
        with TemporaryDirectory(prefix="mithaq-live-") as folder:
            live = create_live_app(app_id, kafka, ranges, source, Path(folder))
            register_agents(live)
            level = Level(live, source)
            async with started(live.app):
                live_view.serve(live, level)
                await _ended(live, level.watch(kafka, cluster_id))
                raise FaustStoppedError from live.failure or live.app.crash_reason
    finally:
        live_view.end()
        await run_topics.delete_own(kafka, app_id)


@asynccontextmanager
async def started(app: App) -> AsyncIterator[None]:
    """Faust runs within. Raises TimeoutError where it does not start: it could wait for ever.

    What of it began is stopped in any case: its consumer has a thread, which would go on alone.
    """
    bind_to_running_loop(app)
    app.finalize()
    try:
        if not await _done_within(START_S, app.start()):
            raise TimeoutError(f"Faust did not start within {START_S:.0f} s")
        yield
    finally:
        if not await _done_within(STOP_S, app.stop()):
            app.abandon()
            raise RunNotStopped


async def _done_within(seconds: float, work: Coroutine[Any, Any, None]) -> bool:
    """Whether it ended in time; otherwise it is cancelled, and not waited for.

    `wait_for` and `timeout` would wait for ever for what heeds no cancellation.
    """
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait({task}, timeout=seconds)
        if task.done():
            task.result()
        return task.done()
    finally:
        task.cancel()


async def _ended(live: LiveApp, watching: Coroutine[Any, Any, None]) -> None:
    """Until an agent fails or the application stops; raises what the watch raises."""
    ends = [live.failed.wait(), live.app.wait_until_stopped(), watching]
    waiting = [asyncio.ensure_future(each) for each in ends]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        if waiting[-1].done():
            waiting[-1].result()
    finally:
        for each in waiting:
            each.cancel()
