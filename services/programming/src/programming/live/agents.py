"""What the two agents do with each record."""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from programming.live.delivery import Delivery, delivered
from programming.live.movements import learn, movement
from programming.live.tally import Told, count
from programming.live.views import KNOWN, TALLY, TOLD, Row, Views

Stream = Any  # Faust's streams, tables and events carry no usable types
Handle = Callable[[Any], Awaitable[None]]


def employ(views: Views) -> None:
    """Give the application its agents."""
    views.app.agent(views.conventions, name="learn")(_each(views, learning(views)))
    views.app.agent(views.movements, name="tally")(_each(views, tallying(views)))


def _each(views: Views, handle: Handle) -> Callable[[Stream], Awaitable[None]]:
    """An agent that handles every record; what goes wrong ends the run, not just the record."""

    async def agent(stream: Stream) -> None:
        async for event in stream.events():
            try:
                await handle(event)
            except Exception as failure:
                views.fail(failure)
                raise

    return agent


def learning(views: Views) -> Handle:
    """By convention: remember its region and pledges, tell its region what moved."""

    async def learn_fact(event: Any) -> None:  # noqa: ANN401
        message = event.message
        delivery = delivered(message)
        if delivery is not None and (told := _learn(views.known, delivery)):
            region, moved = told
            await views.movements.send(key=region, value=TOLD.dump_json(moved))
            views.sent += 1
        views.learnt.take(message.partition, message.offset)

    return learn_fact


def _learn(table: Any, delivery: Delivery) -> tuple[str, Told] | None:  # noqa: ANN401
    """Bring the convention's row up to date; the movement and its region, if there is one."""
    stream_id = delivery.line.stream_id
    before = KNOWN.validate_python(table[stream_id])
    known = learn(before, delivery.line.version, delivery.fact)
    if known != before:
        table[stream_id] = KNOWN.dump_python(known, mode="json")
    moved = movement(known, delivery.fact)
    if moved is None:
        return None
    return known.region, Told(
        partition=delivery.partition,
        seq=delivery.line.seq,
        at=delivery.line.recorded_at,
        movement=moved,
    )


def tallying(views: Views) -> Handle:
    """By region: count what moved, since ever and in the windows of its moment."""

    async def tally_movement(event: Any) -> None:  # noqa: ANN401
        region, told = event.key.decode(), TOLD.validate_json(event.value)
        views.ever[region] = _counted(views.ever[region], told)
        for table in (views.minutes, views.hours):
            window = table.table.window.current(told.at.timestamp())
            table[region][window] = _counted(table[region][window], told)
        views.tallied.take(event.message.partition, event.message.offset)

    return tally_movement


def _counted(row: Row, told: Told) -> Row:
    return cast("Row", TALLY.dump_python(count(TALLY.validate_python(row), told), mode="json"))
