"""Dead letters: listed, dropped, replayed in order."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from mithaq.events import Recorded
from mithaq.operations.dead_letters import (
    DeadLetterKey,
    drop,
    find_dead_letter,
    list_dead_letters,
)
from mithaq.operations.errors import UnknownDeadLetter, UnknownStream
from mithaq.operations.parked import parked, resume
from mithaq.projections import Replayed, rebuild_own
from mithaq.testing.counter import Counted
from mithaq.testing.flow import add_up, lenient, rows
from sqlalchemy.ext.asyncio import AsyncConnection

from .conftest import Counting, poisoned


async def test_what_waits_is_listed_and_shown(counting: Counting) -> None:
    async with poisoned(counting):
        engine = counting.database.engine
        listed = await list_dead_letters(engine, "totals")
        assert [(each.stream_id, each.version) for each in listed] == [
            ("counter-a", 2),
            ("counter-a", 3),
            ("counter-a", 4),
        ]
        shown = await find_dead_letter(engine, DeadLetterKey(2))
        assert (shown.data, shown.reason) == ('{"by":13,"note":""}', "ValueError: thirteen")
        (waiting,) = await parked(engine)
        assert (waiting.since_seq, waiting.waiting, waiting.reason) == (
            2,
            3,
            "ValueError: thirteen",
        )


async def test_an_unknown_dead_letter_number_is_an_error(counting: Counting) -> None:
    async with poisoned(counting):
        for which in (DeadLetterKey(1), DeadLetterKey(2, "others")):
            with pytest.raises(UnknownDeadLetter, match="dead-letters list"):
                await find_dead_letter(counting.database.engine, which)


async def test_a_dropped_line_is_skipped_and_the_rest_applied_in_order(
    counting: Counting,
) -> None:
    async with poisoned(counting):
        engine, followers = counting.database.engine, counting.session.service.own
        dropped = await drop(engine, DeadLetterKey(2), by="amina", because="entered twice")
        assert (dropped.parked, dropped.waiting) == (True, 2)
        assert await rows(counting.database) == {"counter-a": 1, "counter-b": 5}
        await counting.count("counter-a", 4)  # still behind the others
        await counting.sequence()
        await counting.project()
        assert await rows(counting.database) == {"counter-a": 1, "counter-b": 5}
        assert await resume(engine, followers, "counter-a") == {"totals": Replayed(3, 0)}
        assert await rows(counting.database) == {"counter-a": 1 + 2 + 3 + 4, "counter-b": 5}
        assert await parked(engine) == []


async def test_a_dropped_line_stays_visible_with_who_and_why(counting: Counting) -> None:
    async with poisoned(counting):
        engine = counting.database.engine
        await drop(engine, DeadLetterKey(2), by="amina", because="entered twice")
        (kept,) = await list_dead_letters(engine, dropped=True)
        assert (kept.seq, kept.dropped_by, kept.dropped_because) == (2, "amina", "entered twice")
        assert kept.dropped_at is not None
        assert await find_dead_letter(engine, DeadLetterKey(2)) == kept
        with pytest.raises(UnknownDeadLetter):
            await drop(engine, DeadLetterKey(2), by="amina", because="again")


async def test_a_rebuild_skips_a_dropped_line_too(counting: Counting) -> None:
    async with poisoned(counting) as model:
        engine = counting.database.engine
        await drop(engine, DeadLetterKey(2), by="amina", because="entered twice")
        await rebuild_own(counting.database, model)
        assert await rows(counting.database) == {"counter-a": 6, "counter-b": 5}
        assert await parked(engine) == []
        assert len(await list_dead_letters(engine, dropped=True)) == 1


async def test_a_line_dropped_while_a_rebuild_runs_does_not_come_back(counting: Counting) -> None:
    async with poisoned(counting) as model:
        engine = counting.database.engine

        async def late(connection: AsyncConnection, events: Sequence[Recorded[Counted]]) -> None:
            """Line 2 is a dead letter of the rebuild when it is dropped for the live rows."""
            await add_up(connection, events)
            if [recorded.seq for recorded in events] == [5]:
                await drop(engine, DeadLetterKey(2, "totals"), by="amina", because="entered twice")

        await rebuild_own(counting.database, replace(model, project=late))
        assert [each.seq for each in await list_dead_letters(engine)] == [3, 4]
        assert len(await list_dead_letters(engine, dropped=True)) == 1
        assert await resume(engine, [model], "counter-a") == {"totals": Replayed(2, 0)}


async def test_one_stream_is_resumed_and_no_other(counting: Counting) -> None:
    await counting.count("counter-a", 13)
    await counting.count("counter-b", 13)
    await counting.sequence()
    await counting.project()
    engine, (model,) = counting.database.engine, counting.session.service.own
    mended = replace(model, project=lenient)
    assert await resume(engine, [model], "counter-a") == {"totals": Replayed(0, 1)}
    assert await resume(engine, [mended], "counter-a") == {"totals": Replayed(1, 0)}
    assert [each.stream_id for each in await parked(engine)] == ["counter-b"]
    with pytest.raises(UnknownStream, match="parked list"):
        await resume(engine, [mended], "counter-a")
