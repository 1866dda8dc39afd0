"""The work of each process between append and read model, and the times it notes."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from time import monotonic
from typing import Any, Final

import asyncpg
from aiokafka import AIOKafkaProducer
from mithaq.events import Recorded
from mithaq.messaging import Consumer, Relay
from mithaq.messaging.cursor import Cursor
from mithaq.store import Database, RecentLines, Sequencer, Signal
from mithaq.testing.counter import Counted
from sqlalchemy.ext.asyncio import AsyncConnection

from tests.bench import kafka_peers
from tests.bench.log_reader import read_log
from tests.bench.parts import Noted, Order, database_of, go, told, until_stopped
from tests.bench.world import add_up, read_model
from tests.bench.writer import number_of, write


class NotingSequencer(Sequencer):
    """Notes when each line was committed."""

    def __init__(
        self, database: Database, order: Order, advanced: Signal, recent: RecentLines
    ) -> None:
        super().__init__(database, Signal(), advanced, recent=recent)
        self._notes = order.notes
        self.noted: list[tuple[float, int]] = []

    async def advance(self, connection: asyncpg.Connection) -> int:
        found = await super().advance(connection)
        if found and self._notes:
            self.noted.append((monotonic(), self._seq))
        return found


class NotingRelay(Relay):
    """Notes when each line was acknowledged and the cursor moved."""

    def __init__(
        self, database: Database, order: Order, advanced: Signal, recent: RecentLines
    ) -> None:
        super().__init__(database, order.kafka, order.source, advanced, recent=recent)
        self._notes = order.notes
        self.noted: list[tuple[float, int]] = []

    async def cycle(self, producer: AIOKafkaProducer, cursor: Cursor) -> int:
        sent = await super().cycle(producer, cursor)
        if sent and self._notes:
            self.noted.append((monotonic(), cursor.seq))
        return sent


async def work(order: Order) -> Noted:
    """Sequencer and relay in one loop, as `python -m SERVICE worker` has them."""
    async with database_of(order) as database:
        advanced, recent = Signal(), RecentLines()
        sequencer = NotingSequencer(database, order, advanced, recent)
        relay = NotingRelay(database, order, advanced, recent)
        await go()
        await until_stopped(sequencer=sequencer.run, relay=relay.run)
        return {"sequenced": sequencer.noted, "relayed": relay.noted}


class Visible(Signal):
    """Notified by the consumer right after its commit: pending rows are visible from now on."""

    def __init__(self, *, notes: bool) -> None:
        super().__init__()
        self._notes = notes
        self.pending: list[Recorded[Counted]] = []
        self.applying = 0.0
        self.noted: list[tuple[int, int, float, float]] = []

    def notify(self) -> None:
        now = monotonic()
        for each in self.pending:
            self.noted.append((number_of(each.event), each.seq, self.applying, now))
        self.pending.clear()
        super().notify()

    async def project(self, connection: AsyncConnection, news: Sequence[Recorded[Any]]) -> None:
        if not self.pending:
            self.applying = monotonic()
        if self._notes:
            self.pending.extend(news)
        await add_up(connection, news)


async def sequence(order: Order) -> Noted:
    """Only the sequencer."""
    async with database_of(order) as database:
        sequencer = Sequencer(database, Signal(), Signal())
        await go()
        await until_stopped(sequencer=sequencer.run)
        return {}


async def relay(order: Order) -> Noted:
    """Only the relay; a second signal to begin makes it poll at once."""
    async with database_of(order) as database:
        advanced = Signal()
        relaying = Relay(database, order.kafka, order.source, advanced)

        async def wake_up() -> None:
            await told()
            advanced.notify()

        await go()
        await until_stopped(relay=relaying.run, wake_up=wake_up)
        return {}


async def consume(order: Order) -> Noted:
    """The other service: its table follows the topic. Notes number, seq, begun, visible."""
    async with database_of(order) as database:
        visible = Visible(notes=order.notes)
        model = replace(read_model(order.source), project=visible.project)
        group = f"{order.source}.bench"
        consumer = Consumer(database, order.kafka, model.subscription(), group, progressed=visible)
        await go()
        await until_stopped(consumer=consumer.run)
        return {"visible": visible.noted}


ROLES: Final[dict[str, Callable[[Order], Coroutine[Any, Any, Noted]]]] = {
    "writer": write,
    "worker": work,
    "sequencer": sequence,
    "relay": relay,
    "consumer": consume,
    "log_reader": read_log,
    "faust_agent": kafka_peers.faust_agent,
    "confluent_consumer": kafka_peers.confluent_consumer,
    "confluent_producer": kafka_peers.confluent_producer,
}
