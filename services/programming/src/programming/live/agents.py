"""The two Faust agents: one follows conventions, the other adds up by region."""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from programming.live.faust_app import KNOWN, MOVEMENT, TOTALS, LiveApp, Row
from programming.live.movements import learn, movement_of
from programming.live.records import DecodedRecord, decode_record
from programming.live.totals import RegionMovement, add

Stream = Any  # Faust's streams, tables and events carry no usable types
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
    """Keyed by convention: keep its region, send what moved to its region."""

    async def handle(event: Any) -> None:  # noqa: ANN401
        message = event.message
        record = decode_record(message)
        if record is not None and (moved := _moved(live.known, record)):
            region, movement = moved
            await live.movements.send(key=region, value=MOVEMENT.dump_json(movement))
            live.sent += 1
        live.conventions_read.advance(message.partition, message.offset)

    return handle


def _moved(table: Any, record: DecodedRecord) -> tuple[str, RegionMovement] | None:  # noqa: ANN401
    """Bring the convention's row up to date; the region and the movement, if there is one."""
    line = record.line
    before = KNOWN.validate_python(table[line.stream_id])
    known = learn(before, record.event)
    if known != before:
        table[line.stream_id] = KNOWN.dump_python(known, mode="json")
    movement = movement_of(record.event)
    if movement is None:
        return None
    return known.region, RegionMovement(
        partition=record.partition, seq=line.seq, at=line.recorded_at, movement=movement
    )


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
