"""The Faust application: two agents, four tables, one topic between them.

conventions' topic -> learn (by convention) -> movements (by region) -> tally -> windows
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import faust
from mithaq.messaging import PARTITIONS
from pydantic import TypeAdapter

from programming.live.course import Course, Span
from programming.live.movements import Known
from programming.live.tally import Tally, Told

MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
MINUTES_KEPT: Final = timedelta(hours=1)
HOURS_KEPT: Final = timedelta(days=7)
RAW: Final[Mapping[str, Any]] = {"key_serializer": "raw", "value_serializer": "raw"}

KNOWN: Final = TypeAdapter(Known)
TALLY: Final = TypeAdapter(Tally)
TOLD: Final = TypeAdapter(Told)

Row = dict[str, Any]
Spans = Mapping[int, Span]
EMPTY: Final[Spans] = {partition: Span() for partition in range(PARTITIONS)}


@dataclass(slots=True)
class Views:
    """The application and the tables to read from; rows are JSON, as they come back from Kafka."""

    app: faust.App
    conventions: Any
    movements: Any
    known: Any
    ever: Any
    minutes: Any
    hours: Any
    learnt: Course
    tallied: Course
    sent: int = 0
    failed: asyncio.Event = field(default_factory=asyncio.Event)
    failure: Exception | None = None
    _whole: bool = False

    @property
    def whole(self) -> bool:
        """Whether all that had happened when we began is counted; once true, it stays true."""
        self._whole = self._whole or (self.learnt.level and self.tallied.taken >= self.sent)
        return self._whole

    def fail(self, failure: Exception) -> None:
        """End this run: Faust alone would drop the record and go on."""
        self.failure = failure
        self.failed.set()


def declare(app_id: str, broker: str, spans: Spans, source: str, folder: Path) -> Views:
    """Declare topics and tables; nothing connects before the application is started.

    Tables live in memory, yet Faust makes folders for them: in `folder`.
    """
    app = faust.App(
        app_id,
        broker=f"aiokafka://{broker}",
        store="memory://",
        datadir=folder,
        topic_partitions=PARTITIONS,  # of the tables' changelogs: as their topics have
        topic_disable_leader=True,  # its election topic serves no one here
        web_enabled=False,  # Faust's own pages would show every table to anyone
        autodiscover=False,
        consumer_auto_offset_reset="earliest",
    )
    return Views(
        app=app,
        conventions=app.topic(source, **RAW),
        movements=app.topic(movements_topic(app_id), **RAW),
        known=app.Table("conventions", default=dict),
        ever=app.Table("ever", default=dict),
        minutes=app.Table("minutes", default=dict).tumbling(MINUTE, expires=MINUTES_KEPT),
        hours=app.Table("hours", default=dict).tumbling(HOUR, expires=HOURS_KEPT),
        learnt=Course(spans),
        tallied=Course(EMPTY),
    )


def movements_topic(app_id: str) -> str:
    return f"{app_id}-movements"
