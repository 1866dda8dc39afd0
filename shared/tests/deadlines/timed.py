"""A service of offers whose end by themselves, for tests of deadlines."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from mithaq.commands import Accepted
from mithaq.deadlines import CancelDeadline, Change, Deadlines, Due, SetDeadline
from mithaq.deadlines.worker import DeadlineWorker
from mithaq.errors import RuleBroken
from mithaq.events import Catalogue, Provenance, Recorded
from mithaq.projections import Tail
from mithaq.store import Database, PostgresEventStore, Sequencer, Signal, Streams
from mithaq.testing.counter import request

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """`under` is the rule in force on the day it was decided."""

    under: str


OfferEvent = Offered | Taken | Ended
CATALOGUE: Catalogue[OfferEvent] = Catalogue.of("ma.mithaq.offers", OfferEvent)


@dataclass(frozen=True, slots=True)
class Offer:
    until: datetime | None = None
    over: bool = False


class StillWanted(RuleBroken):
    code = "still-wanted"


def evolve(offer: Offer, event: OfferEvent, _: Provenance) -> Offer:
    match event:
        case Offered():
            return Offer(until=event.until)
        case _:
            return Offer(until=offer.until, over=True)


def derive(recorded: Recorded[OfferEvent]) -> Sequence[Change]:
    match recorded.event:
        case Offered():
            return [SetDeadline(kind="offer-ends", due_at=recorded.event.until)]
        case _:
            return [CancelDeadline(kind="offer-ends")]


@dataclass
class Offers:
    """The application: rules by day, streams that a rule keeps, failures to come."""

    streams: Streams[Offer, OfferEvent]
    now: datetime = START
    rule: str = "first"
    wanted: set[str] = field(default_factory=set)
    failing: dict[str, int] = field(default_factory=dict)
    given: list[tuple[str, date]] = field(default_factory=list)
    dying: bool = False

    def clock(self) -> datetime:
        return self.now

    async def end(self, due: Due) -> Accepted:
        stream = due.deadline.stream_id
        self.given.append((stream, due.today))
        if self.failing.get(stream, 0) > 0:
            self.failing[stream] -= 1
            raise ConnectionError(stream)
        asked = due.submission.request("system", due.deadline.due_on)

        def decide(offer: Offer) -> list[OfferEvent]:
            if stream in self.wanted:
                raise StillWanted(stream=stream)
            return [] if offer.over else [Ended(under=self.rule)]

        return await self.streams.run(stream, decide, asked)


async def give(offers: Offers, due: Due) -> Accepted:
    return await offers.end(due)


class Serving:
    """One process: sequencer, the derived deadlines' tail, and the deadline worker."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.deadlines = Deadlines(catalogue=CATALOGUE, derive=derive, give=give)
        self.appended, self.advanced, self.progressed = Signal(), Signal(), Signal()
        store = PostgresEventStore(database.pool, self.appended)
        self.offers = Offers(Streams(store, CATALOGUE, Offer(), evolve))

    def worker(self) -> DeadlineWorker:
        return DeadlineWorker(
            self.database, self.deadlines, self.offers, self.offers.clock, self.progressed
        )

    async def offer(self, *streams: str, until: datetime) -> None:
        for stream in streams:
            await self.offers.streams.run(stream, lambda _: [Offered(until=until)], request())

    async def take(self, stream: str) -> None:
        await self.offers.streams.run(stream, lambda _: [Taken(by="amina")], request())

    async def derive(self) -> None:
        """Derive the deadlines of everything appended so far."""
        tail = Tail(
            self.database, self.deadlines.read_model.subscription(), Signal(), self.progressed
        )
        sequencer = Sequencer(self.database, Signal(), Signal())
        running = asyncio.create_task(sequencer.run())
        try:
            async with asyncio.timeout(30):
                while await self.database.pool.fetchval(
                    "SELECT count(*) FROM event"
                ) > await self.database.pool.fetchval(
                    "SELECT seq FROM read_model WHERE name = 'deadlines'"
                ):
                    if not await tail.step():
                        await asyncio.sleep(0.005)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    async def drain(self) -> list[int]:
        """Run what is due, batch by batch; the batches' sizes."""
        worker, found = self.worker(), []
        connection = await self.database.connect()
        try:
            while ran := await worker.step(connection):
                found.append(ran)
        finally:
            await connection.close()
        return found

    async def ended(self) -> list[tuple[str, str]]:
        rows = await self.database.pool.fetch(
            "SELECT stream_id, data FROM event WHERE type = 'Ended' ORDER BY position"
        )
        return [(row["stream_id"], row["data"]) for row in rows]


@asynccontextmanager
async def at_work(serving: Serving, workers: int = 1) -> AsyncIterator[None]:
    """The process at work: it sequences, derives and runs, until the end of the context."""
    sequencer = Sequencer(serving.database, serving.appended, serving.advanced)
    tail = Tail(
        serving.database,
        serving.deadlines.read_model.subscription(),
        serving.advanced,
        serving.progressed,
    )
    runs = [sequencer.run(), tail.run(), *(serving.worker().run() for _ in range(workers))]
    tasks = [asyncio.create_task(run) for run in runs]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
