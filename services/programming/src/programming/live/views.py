"""The Faust application: two agents, four tables, one topic between them.

conventions' topic -> learn (by convention) -> movements (by region) -> tally -> windows
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, cast

import faust
from mithaq.messaging import PARTITIONS
from pydantic import TypeAdapter

from programming.live.delivery import Delivery, delivered
from programming.live.facts import SOURCE
from programming.live.movements import Known, learn, movement
from programming.live.tally import Tally, Told, count

MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
MINUTES_KEPT: Final = timedelta(hours=1)
HOURS_KEPT: Final = timedelta(days=7)

RAW: Final[Mapping[str, Any]] = {"key_serializer": "raw", "value_serializer": "raw"}

KNOWN: Final = TypeAdapter(Known)
TALLY: Final = TypeAdapter(Tally)
TOLD: Final = TypeAdapter(Told)

Row = dict[str, Any]
Stream = Any  # Faust's streams, tables and windows carry no usable types
Agent = Callable[[Stream], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Views:
    """The application and the tables to read from; rows are JSON, as they come back from Kafka."""

    app: faust.App
    topics: tuple[str, ...]  # that must exist before the start; Faust makes its changelogs itself
    movements: Any
    known: Any
    ever: Any
    minutes: Any
    hours: Any


def build(app_id: str, broker: str, source: str = SOURCE) -> Views:
    """Declare everything; nothing connects before the application is started."""
    app = faust.App(
        app_id,
        broker=f"aiokafka://{broker}",
        store="memory://",
        topic_partitions=PARTITIONS,  # of the tables' changelogs: as their topics have
        topic_disable_leader=True,  # its election topic serves no one here
        web_enabled=False,  # Faust's own pages would show every table to anyone
        autodiscover=False,
        consumer_auto_offset_reset="earliest",
    )
    movements = f"{app_id}-movements"
    views = Views(
        app=app,
        topics=(source, movements),
        movements=app.topic(movements, **RAW),
        known=app.Table("conventions", default=dict),
        ever=app.Table("ever", default=dict),
        minutes=app.Table("minutes", default=dict).tumbling(MINUTE, expires=MINUTES_KEPT),
        hours=app.Table("hours", default=dict).tumbling(HOUR, expires=HOURS_KEPT),
    )
    conventions = app.topic(source, **RAW)
    app.agent(conventions, name="learn")(learning(views))
    app.agent(views.movements, name="tally")(tallying(views))
    return views


def learning(views: Views) -> Agent:
    """By convention: remember its region and pledges, tell its region what moved."""

    async def learn_facts(stream: Stream) -> None:
        async for event in stream.events():
            delivery = delivered(event.message)
            if delivery is not None and (told := _learn(views.known, delivery)):
                region, movement = told
                await views.movements.send(key=region, value=TOLD.dump_json(movement))

    return learn_facts


def _learn(table: Any, delivery: Delivery) -> tuple[str, Told] | None:  # noqa: ANN401
    """Bring the convention's row up to date; the movement and its region, if there is one."""
    stream_id = delivery.line.stream_id
    before = KNOWN.validate_python(table[stream_id])
    known = learn(before, delivery.line.version, delivery.fact)
    if known != before:
        table[stream_id] = KNOWN.dump_python(known, mode="json")
    moved = movement(known, delivery.fact)
    if moved is None or not known.region:
        return None
    return known.region, Told(
        partition=delivery.partition,
        seq=delivery.line.seq,
        at=delivery.line.recorded_at,
        movement=moved,
    )


def tallying(views: Views) -> Agent:
    """By region: count what moved, since ever and in the windows of its moment."""

    async def tally_movements(stream: Stream) -> None:
        async for event in stream.events():
            region, told = event.key.decode(), TOLD.validate_json(event.value)
            views.ever[region] = _counted(views.ever[region], told)
            for table in (views.minutes, views.hours):
                window = table.table.window.current(told.at.timestamp())
                table[region][window] = _counted(table[region][window], told)

    return tally_movements


def _counted(row: Row, told: Told) -> Row:
    return cast("Row", TALLY.dump_python(count(TALLY.validate_python(row), told), mode="json"))
