"""`python -m programming live`: Faust and its HTTP pages, in one loop.

Faust is started inside our own process rather than by its worker command: that one takes over
logging and would wipe what structlog was told.
"""

import argparse
import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import uvloop
from faust.contrib.asgi import faust_app_running
from mithaq.http import create_app
from mithaq.messaging import PARTITIONS, await_topics, ensure_topics
from mithaq.observability import configure_logging
from mithaq.runtime import Worker, supervise
from mithaq.settings import Settings

from programming.live import generations
from programming.live.agents import employ
from programming.live.facts import SOURCE
from programming.live.problems import TEXTS
from programming.live.routes import router
from programming.live.showing import Showing
from programming.live.views import Views, declare, movements_topic

STOP_S: Final = 5.0
# They tell each partition and each full buffer at levels meant for something to look at.
_QUIETER: Final = ("faust", "mode", "aiokafka")


class LiveSettings(Settings):
    """The live view keeps nothing in a database."""

    database_url: str = ""


class FaustStoppedError(Exception):
    """The application ended by itself; a new run begins."""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m programming live",
        description="Serve live activity. Each start counts again from the first event.",
    )
    parser.parse_args(arguments)
    settings = LiveSettings()
    configure_logging("live", settings.log_format, settings.log_level)
    for name in _QUIETER:
        logging.getLogger(name).setLevel(logging.ERROR)
    return uvloop.run(run(settings))


async def run(settings: Settings) -> int:
    """Serve until asked to stop; the exit status."""
    showing = Showing(lambda: datetime.now(UTC))
    api = create_app(
        service="live",
        title="Mithaq: live activity of the regions",
        routers=[router],
        texts=TEXTS,
        settings=settings,
        checks={"faust": showing.check},
    )
    api.state.parts = showing
    follow_topics = Worker("faust", partial(follow, settings.kafka_bootstrap, showing))
    return await supervise([follow_topics], api, settings.http_host, settings.http_port)


async def follow(bootstrap: str, showing: Showing, source: str = SOURCE) -> None:
    """Count from the first event, then what comes, until cancelled.

    Raises if Kafka does not answer, if Faust ends by itself, or if it skips a record.
    """
    app_id = generations.new_application_id()
    await await_topics(bootstrap, [source])  # the source's own relay makes it
    await ensure_topics(bootstrap, [movements_topic(app_id)])
    await generations.drop_old(bootstrap)
    spans = await generations.spans(bootstrap, source, PARTITIONS)
    try:
        with TemporaryDirectory(prefix="mithaq-live-") as folder:
            views = declare(app_id, bootstrap, spans, source, Path(folder))
            employ(views)
            async with faust_app_running(views.app, stop_timeout=STOP_S):
                showing.show(views)
                await _ended(views)
                raise FaustStoppedError from views.failure or views.app.crash_reason
    finally:
        showing.show(None)
        await generations.drop(bootstrap, app_id)


async def _ended(views: Views) -> None:
    """Until an agent fails or the application stops."""
    ends = [views.failed.wait(), views.app.wait_until_stopped()]
    waiting = [asyncio.ensure_future(each) for each in ends]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in waiting:
            each.cancel()
