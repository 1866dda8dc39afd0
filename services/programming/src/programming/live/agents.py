"""The two Faust agents: one follows conventions, the other adds up by region."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar, cast

from mithaq.messaging import PublishedLine

from programming.live.faust_app import KNOWN, MOVEMENT, TOTALS, LiveApp, Row
from programming.live.movements import counted
from programming.live.records import decode_event, decode_line
from programming.live.totals import RegionMovement, add

Stream = Any  # Faust's streams, tables and events carry no usable types
T = TypeVar("T")
Handle = Callable[[Any], Awaitable[None]]


def register_agents(live: LiveApp) -> None:
    live.app.agent(live.conventions, name="by_convention")(_agent(live, follow_convention(live)))
    live.app.agent(live.movements, name="by_region")(_agent(live, add_to_region(live)))


def _agent(live: LiveApp, handle: Handle) -> Callable[[Stream], Awaitable[None]]:
    """An agent that handles every record; a failure ends the run, not just the record."""

    async def agent(stream: Stream) -> None:
        async for event in stream.events():
            try:
                await handle(event)
            except Exception as failure:
                live.fail(failure)
                raise

    return agent


def follow_convention(live: LiveApp) -> Handle:
    """Keyed by convention: keep its region, send what moved to its region.

    No event ends the run: one that cannot be counted is left out, and the figures say so. A line
    that its service has not sealed counts nowhere.
    """

    async def handle(event: Any) -> None:  # noqa: ANN401
        message = event.message
        for each, published in _incoming(live, message):
            if counting := _read(live, each, published):
                region, movement = counting
                await live.movements.send(key=region, value=MOVEMENT.dump_json(movement))
                live.sent += 1
        live.conventions_read.advance(message.partition, message.offset)

    return handle


def _incoming(live: LiveApp, message: Any) -> Sequence[tuple[Any, PublishedLine]]:  # noqa: ANN401
    """The messages to count now, with their lines."""
    published = _tried(live, message, decode_line)
    if published is None:
        return ()
    ready, forged = live.incoming.take(message.partition, message.offset, message, published)
    for each in forged:
        live.left_out.note_forged(each.record.partition, each.record.offset, each.reason)
    return ready


def _read(
    live: LiveApp,
    message: Any,  # noqa: ANN401
    published: PublishedLine,
) -> tuple[str, RegionMovement] | None:
    """Bring the convention's row up to date; the region and the movement, if there is one."""
    record = _tried(live, message, lambda _: decode_event(published, message.partition))
    if record is None:
        return None
    stream = record.line.stream_id
    before = KNOWN.validate_python(live.known[stream])
    found = _tried(live, message, lambda _: counted(before, record.event))
    if found is None:
        return None
    known, movement = found
    if known != before:  # once in its life: each write goes to the table's changelog
        live.known[stream] = KNOWN.dump_python(known, mode="json")
    if movement is None:
        return None
    return known.region, RegionMovement(
        partition=record.partition,
        seq=record.line.seq,
        at=record.line.recorded_at,
        movement=movement,
    )


def _tried(live: LiveApp, message: Any, read: Callable[[Any], T]) -> T | None:  # noqa: ANN401
    """What is read of the message; None if it has to be left out."""
    try:
        return read(message)
    except Exception as failure:
        live.left_out.note(message.partition, message.offset, failure)
        return None


def add_to_region(live: LiveApp) -> Handle:
    """Keyed by region: add the movement to all time and to the windows of its moment."""

    async def handle(event: Any) -> None:  # noqa: ANN401
        region, counted = event.key.decode(), MOVEMENT.validate_json(event.value)
        live.all_time[region] = _added(live.all_time[region], counted)
        for table in (live.minutes, live.hours):
            window = table.table.window.current(counted.at.timestamp())
            table[region][window] = _added(table[region][window], counted)
        live.movements_read.advance(event.message.partition, event.message.offset)

    return handle


def _added(row: Row, counted: RegionMovement) -> Row:
    return cast("Row", TOTALS.dump_python(add(TOTALS.validate_python(row), counted), mode="json"))
