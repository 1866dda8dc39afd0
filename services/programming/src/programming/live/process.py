"""`python -m programming live [--from-beginning]`: Faust and its HTTP pages, in one loop.

Faust is started inside our own process rather than by its worker command: that one takes over
logging and would wipe what structlog was told.
"""

import argparse
import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Final

from faust.contrib.asgi import faust_app_running
from mithaq.http import create_app
from mithaq.messaging.topics import ensure_topics
from mithaq.observability import configure_logging
from mithaq.runtime import Worker, supervise
from mithaq.settings import Settings

from programming.live import generations
from programming.live.facts import SOURCE
from programming.live.problems import TEXTS
from programming.live.routes import router
from programming.live.showing import Showing
from programming.live.views import build

STOP_S: Final = 10.0
# They tell each partition and each full buffer at levels meant for something to look at.
_QUIETER: Final = ("faust", "mode", "aiokafka")


class LiveSettings(Settings):
    """The live view keeps nothing in a database."""

    database_url: str = ""


class FaustStoppedError(Exception):
    """The application ended by itself; it is built again."""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m programming live")
    parser.add_argument(
        "--from-beginning", action="store_true", help="leave the view behind and count again"
    )
    anew: bool = parser.parse_args(arguments).from_beginning
    settings = LiveSettings()
    configure_logging("live", settings.log_format, settings.log_level)
    for name in _QUIETER:
        logging.getLogger(name).setLevel(logging.ERROR)
    folder = settings.state_dir
    number = generations.begin_next(folder) if anew else generations.current(folder)
    return asyncio.run(run(settings, number))


async def run(settings: Settings, number: int) -> int:
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
    follow_topics = Worker("faust", partial(follow, settings.kafka_bootstrap, number, showing))
    return await supervise([follow_topics], api, settings.http_host, settings.http_port)


async def follow(bootstrap: str, number: int, showing: Showing, source: str = SOURCE) -> None:
    """Run the Faust application until cancelled. Raises if Kafka does not answer or it crashes."""
    views = build(generations.application_id(number), bootstrap, source)
    await ensure_topics(bootstrap, views.topics)
    await generations.drop_older(bootstrap, number)
    try:
        async with faust_app_running(views.app, stop_timeout=STOP_S):
            showing.show(views)
            await views.app.wait_until_stopped()
            raise FaustStoppedError from views.app.crash_reason
    finally:
        showing.show(None)
