"""Several processes of the service on one PostgreSQL, each with its own connections and caches."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from conventions import application
from conventions.application import Conventions, stream_of, streams_over
from conventions.beside import Beside
from conventions.catalogue import CATALOGUE
from conventions.days_off import DaysOff
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.event import ConventionEvent
from conventions.office import Office
from conventions.taking_over import PaperFiles
from mithaq.commands import Accepted, Submission
from mithaq.errors import MithaqError, VersionConflict
from mithaq.events import Metadata, Provenance
from mithaq.events.encoding import encode_metadata
from mithaq.ids import new_id
from mithaq.store import Database, EventStore, Log, NewEvent, PostgresEventStore, Write

from ..campaign.days import BACKDATING_DAYS
from ..campaign.trying import Suspended
from ..people import DAY
from ..story import Story

ACCEPTED = "accepted"


@dataclass(slots=True)
class Counting:
    """An event store that counts its appends, and those that another writer was before."""

    store: EventStore
    tally: Counter[str]

    async def load(self, *asked: Any) -> Any:
        return await self.store.load(*asked)

    async def accepted(self, *asked: Any) -> Accepted | None:
        return await self.store.accepted(*asked)

    async def unchanged(self, *asked: Any) -> Accepted:
        return await self.store.unchanged(*asked)

    async def append(self, writes: Sequence[Write], *asked: Any) -> Accepted:
        self.tally["appends"] += 1
        try:
            return await self.store.append(writes, *asked)
        except VersionConflict:
            self.tally["conflicts"] += 1
            raise


@dataclass(slots=True)
class Processes:
    """`tally` counts what became of the commands, the appends, and the conflicts among them."""

    database: Database
    members: Sequence[Conventions]
    tally: Counter[str] = field(default_factory=Counter)

    async def at_once(self, *commands: ConventionCommand) -> list[str]:
        """Each command by a process of its own; for each `accepted`, or the rule that refused."""
        each = zip(self.members, commands, strict=False)
        answers = await asyncio.gather(*(self._give(*one) for one in each))
        self.tally.update(answers)
        return answers

    async def _give(self, conventions: Conventions, command: ConventionCommand) -> str:
        submission = Submission(
            caller=command.caller, command_id=new_id(), fingerprint=b"f", correlation_id="race"
        )
        try:
            await application.run(conventions, submission, command)
        except MithaqError as refusal:
            return refusal.code
        return ACCEPTED

    async def seed(self, story: Story, convention_id: UUID) -> None:
        """The events of a story, as another convention's."""
        command = new_id()
        events = [_written(event, by, convention_id, command) for event, by in story.told]
        store = PostgresEventStore(self.database.pool)
        await store.append([Write(stream_of(convention_id), 0, events)], command, b"f")

    async def events_of(self, stream: str) -> list[str]:
        query = "SELECT type FROM event WHERE stream_id = $1 ORDER BY version"
        return [row["type"] for row in await self.database.pool.fetch(query, stream)]

    async def deadlocks(self) -> int:
        query = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        return int(await self.database.pool.fetchval(query))


def _written(
    event: ConventionEvent, by: Provenance, convention_id: UUID, command: UUID
) -> NewEvent:
    metadata = Metadata(
        actor=by.by,
        command_id=command,
        correlation_id="race",
        effective_date=by.effective_date,
    )
    moved = replace(event, convention_id=convention_id)
    return NewEvent(new_id(), *CATALOGUE.encode(moved), encode_metadata(metadata))


def of(command: ConventionCommand, convention_id: UUID) -> Any:
    """The same command, to another convention."""
    return replace(command, header=replace(command.header, convention_id=convention_id))


@asynccontextmanager
async def processes(url: str, count: int) -> AsyncIterator[Processes]:
    async with AsyncExitStack() as stack:
        databases = []
        for _ in range(count):
            databases.append(await Database.open(url, size=2))
            stack.push_async_callback(databases[-1].close)
        running = Processes(databases[0], [])
        running.members = [_member(each, running.tally) for each in databases]
        yield running


def _member(database: Database, tally: Counter[str]) -> Conventions:
    store = cast("EventStore", Counting(PostgresEventStore(database.pool), tally))
    return Conventions(
        streams=streams_over(store),
        beside=Beside.over(store),
        office=Office.over(store),
        paper=PaperFiles.over(store),
        days_off=DaysOff.over(store),
        registry=Suspended(),
        readers={},
        log=cast("Log", None),
        clock=lambda: datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC),
        backdating_days=BACKDATING_DAYS,
    )
