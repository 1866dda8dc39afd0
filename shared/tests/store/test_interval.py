"""Under load the sequencer batches the events of an interval; a backlog is not delayed."""

from time import monotonic

import asyncpg
from mithaq.ids import new_id
from mithaq.store import Database, Log, NewEvent, PostgresEventStore, Sequencer, Signal, Write
from mithaq.testing.flow import run_until

INTERVAL_S = 0.05
TICK_S = 0.002  # the loop counts in whole milliseconds, so a sleep may end a little early


async def append(database: Database, count: int) -> None:
    """Append so many events, each to a new stream."""
    store = PostgresEventStore(database.pool)
    for _ in range(count):
        event = NewEvent(new_id(), "Counted", 1, '{"by":1,"note":""}', "{}")
        await store.append([Write(f"counter-{new_id()}", 0, [event])], new_id(), b"f")


async def test_events_of_an_interval_are_sequenced_together(database: Database) -> None:
    advanced, begun = Signal(), monotonic()
    made = Sequencer(database, Signal(), advanced, interval_s=INTERVAL_S)

    async def all_there() -> bool:
        await append(database, 20)
        return (await Log(database.pool).head()).seq >= 200

    await run_until(all_there, made.run(), seconds=60, look_s=0)
    assert advanced.count <= (monotonic() - begun) / (INTERVAL_S - TICK_S) + 1


class Scripted(Sequencer):
    """A sequencer that finds given numbers of events, poll after poll."""

    def __init__(self, database: Database, *found: int) -> None:
        super().__init__(database, Signal(), Signal(), batch=10, interval_s=3_600)
        self.found = list(found)

    async def advance(self, _: asyncpg.Connection) -> int:
        return self.found.pop(0)


async def test_a_backlog_does_not_wait_for_the_interval(database: Database) -> None:
    scripted = Scripted(database, 10, 10, 0, 0, 5, 10)

    async def at_the_beat() -> bool:
        return len(scripted.found) == 1

    await run_until(at_the_beat, scripted.run(), seconds=60)
    assert scripted.found == [10]
