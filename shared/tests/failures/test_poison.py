"""An event that fails parks its stream; other streams go on, and a replay applies it later."""

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
    await consume_until(consuming, producing, {"counter-a": 1, "counter-b": 4}, dead_letters=2)
    async with consuming.engine.connect() as connection:
        dead_letters = list(
            await connection.execute(select(DEAD_LETTER).order_by(DEAD_LETTER.c.seq))
        )
        parked = list((await connection.execute(select(PARKED_STREAM.c.stream_id))).scalars())
    assert [(each.stream_id, each.version) for each in dead_letters] == [
        ("counter-a", 2),
        ("counter-a", 3),
    ]
    assert "thirteen" in dead_letters[0].reason
    assert parked == ["counter-a"]


async def test_a_value_that_no_column_can_store_is_not_retried(
    producing: Producing, consuming: Database
) -> None:
    """The driver refuses it before PostgreSQL sees it, so a retry cannot succeed."""
    await producing.count("counter-a", 2**40)
    await producing.count("counter-b", 2)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-b": 2}, dead_letters=1)


async def test_dead_letters_are_applied_once_their_cause_is_corrected(
    producing: Producing, consuming: Database
) -> None:
    await producing.count("counter-a", 1, 13, 2)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 1}, dead_letters=2)
    broken = totals(producing.catalogue)
    assert (await replay(consuming.engine, broken.subscription())).failing == 2
    mended = replace(broken, project=lenient)
    assert (await replay(consuming.engine, mended.subscription())).failing == 0
    assert await rows(consuming) == {"counter-a": 16}
    await producing.count("counter-a", 4)
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 20})
