"""An event the projector chokes on: its stream is parked, the others go on, a replay mends it."""

from dataclasses import replace

from mithaq.projections import replay
from mithaq.projections.tables import DEAD_LETTER, PARKED_STREAM
from mithaq.store import Database
from mithaq.testing.flow import Producing, consume_until, lenient, rows, totals
from sqlalchemy import select


async def test_a_poison_event_parks_its_stream_and_no_other(
    producing: Producing, consuming: Database
) -> None:
    await producing.count("counter-a", 1, 13, 2)
    await producing.count("counter-b", 4)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 1, "counter-b": 4}, buried=2)
    async with consuming.engine.connect() as connection:
        buried = list(await connection.execute(select(DEAD_LETTER).order_by(DEAD_LETTER.c.seq)))
        parked = list((await connection.execute(select(PARKED_STREAM.c.stream_id))).scalars())
    assert [(each.stream_id, each.version) for each in buried] == [
        ("counter-a", 2),
        ("counter-a", 3),
    ]
    assert "thirteen" in buried[0].reason
    assert parked == ["counter-a"]


async def test_a_value_no_column_can_hold_is_the_events_fault(
    producing: Producing, consuming: Database
) -> None:
    """The driver refuses it before PostgreSQL sees it; trying again for ever would not help."""
    await producing.count("counter-a", 2**40)
    await producing.count("counter-b", 2)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-b": 2}, buried=1)


async def test_buried_lines_are_applied_once_their_cause_is_mended(
    producing: Producing, consuming: Database
) -> None:
    await producing.count("counter-a", 1, 13, 2)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 1}, buried=2)
    broken = totals(producing.catalogue)
    assert (await replay(consuming.engine, broken.subscription())).failing == 2
    mended = replace(broken, project=lenient)
    assert (await replay(consuming.engine, mended.subscription())).failing == 0
    assert await rows(consuming) == {"counter-a": 16}
    await producing.count("counter-a", 4)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 20})
