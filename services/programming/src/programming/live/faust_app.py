"""The Faust application: two agents, four tables, one topic between them.

conventions' topic -> agent by convention -> movements, keyed by region -> agent by region -> totals
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from mithaq.messaging import Incoming, Kafka
from pydantic import TypeAdapter

from programming.live.driver import App, brokers, credentials
from programming.live.left_out import LeftOut
from programming.live.movements import KnownConvention
from programming.live.offsets import OffsetRange, OffsetTracker
from programming.live.totals import RegionMovement, Totals

MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
MINUTES_KEPT: Final = timedelta(hours=1)
HOURS_KEPT: Final = timedelta(days=7)
RAW: Final[Mapping[str, Any]] = {"key_serializer": "raw", "value_serializer": "raw"}

KNOWN: Final = TypeAdapter(KnownConvention)
TOTALS: Final = TypeAdapter(Totals)
MOVEMENT: Final = TypeAdapter(RegionMovement)

Row = dict[str, Any]
Ranges = Mapping[int, OffsetRange]


@dataclass(slots=True)
class LiveApp:
    """The application and the tables to read from; rows are JSON, as they come back from Kafka."""

    app: App
    conventions: Any
    movements: Any
    known: Any
    all_time: Any
    minutes: Any
    hours: Any
    conventions_read: OffsetTracker
    movements_read: OffsetTracker
    incoming: Incoming[Any]
    left_out: LeftOut = field(default_factory=LeftOut)
    sent: int = 0
    failed: asyncio.Event = field(default_factory=asyncio.Event)
    failure: Exception | None = None
    _caught_up: bool = False

    @property
    def caught_up(self) -> bool:
        """Whether all that had happened when we began is counted; once true, it stays true."""
        self._caught_up = self._caught_up or (
            self.conventions_read.caught_up and self.movements_read.records >= self.sent
        )
        return self._caught_up

    @property
    def ready(self) -> bool:
        """Whether the past is counted and no partitions move."""
        return self.caught_up and not self.app.rebalancing

    def fail(self, failure: Exception) -> None:
        """End this run: Faust alone would drop the record and go on."""
        self.failure = failure
        self.failed.set()


def create_live_app(
    app_id: str, kafka: Kafka, ranges: Ranges, source: str, folder: Path
) -> LiveApp:
    """Declare topics and tables; nothing connects before the application is started.

    Tables live in memory, yet Faust makes folders for them: in `folder`.
    """
    app = App(
        app_id,
        broker=brokers(kafka),
        broker_credentials=credentials(kafka),
        broker_client_id=kafka.name,
        store="memory://",
        datadir=folder,
        topic_partitions=len(ranges),  # of the tables' changelogs: as their topics have
        topic_replication_factor=kafka.topic.replication,
        topic_disable_leader=True,  # its election topic serves no one here
        web_enabled=False,  # Faust's own pages would show every table to anyone
        autodiscover=False,
        consumer_auto_offset_reset="earliest",
    )
    return LiveApp(
        app=app,
        conventions=app.topic(source, **RAW),
        movements=app.topic(movements_topic(app_id), **RAW),
        known=app.Table("conventions", default=dict),
        all_time=app.Table("all_time", default=dict),
        minutes=app.Table("minutes", default=dict).tumbling(MINUTE, expires=MINUTES_KEPT),
        hours=app.Table("hours", default=dict).tumbling(HOUR, expires=HOURS_KEPT),
        conventions_read=OffsetTracker(ranges),
        movements_read=OffsetTracker(dict.fromkeys(ranges, OffsetRange())),
        incoming=Incoming(kafka.seals.trust(source)),
    )


def movements_topic(app_id: str) -> str:
    return f"{app_id}-movements"


def topics_of_run(app_id: str) -> list[str]:
    """Every topic of a run: its movements, and a changelog for each table.

    Faust would make the changelogs itself, and fail over one that its client has not heard of yet.
    """
    tables = ("conventions", "all_time", "minutes", "hours")
    return [movements_topic(app_id), *(f"{app_id}-{table}-changelog" for table in tables)]
