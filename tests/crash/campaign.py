"""A crash campaign: set up, kill processes by a schedule, wait until all caught up, then check."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import asyncpg
from mithaq.messaging import rebuild_foreign
from mithaq.projections import ReadModel, content_hash, prepare, rebuild_own
from mithaq.store import Database
from mithaq.store.migrate import migrate
from mithaq.testing.broker import broker
from mithaq_local.stack import Stack

from tests.crash import record
from tests.crash.answers import DEADLINES
from tests.crash.facts import Facts, gather
from tests.crash.progress import NotCaughtUp, wait_until_caught_up
from tests.crash.record import Command
from tests.crash.runners import PartRunner, Tally
from tests.crash.schedule import SERVERS, Part, Schedule
from tests.crash.servers import kill_server
from tests.crash.stopwatch import Stopwatch
from tests.crash.world import FOREIGN, OWN, World, read_model

WRITERS: Final = (Part.WRITER_1, Part.WRITER_2)
_DATABASES: Final = ("producing", "consuming")


@dataclass(slots=True)
class Outcome:
    """The kills that were done, and the facts collected afterwards."""

    tally: Tally
    facts: Facts
    assignments: int  # how often partitions were assigned to a consumer


async def campaign(
    stack: Stack, plan: Schedule, seed: int, folder: Path, watch: Stopwatch
) -> Outcome:
    """Run the schedule on a stack with a running PostgreSQL and Kafka."""
    world = await create(stack, seed, folder)
    tally = Tally(folder / "kills.txt")
    watch.lap("starting")
    async with working(stack, plan, world, tally):
        watch.lap("killing")
        try:
            await wait_until_caught_up(world)
        except NotCaughtUp as stuck:  # the facts are checked nevertheless
            tally.faults.append(str(stuck))
        watch.lap("catching up")
    facts = await gather(world, commands(world))
    if not tally.faults:  # a rebuild would be stuck as well
        facts.hashes = await rebuilt(world)
    watch.lap("rebuilding")
    return Outcome(tally, facts, world.assignments.stat().st_size)


@asynccontextmanager
async def working(stack: Stack, plan: Schedule, world: World, tally: Tally) -> AsyncIterator[None]:
    """A context entered after the last kill: writers have ended, readers still run."""
    runners = [PartRunner(part, plan[part], world, tally) for part in plan if part not in SERVERS]
    try:
        async with asyncio.TaskGroup() as tasks:
            for runner in runners:
                tasks.create_task(runner.run())
            for part in SERVERS:
                tasks.create_task(kill_server(stack, part, plan[part], tally))
        for runner in runners:
            if runner.part in WRITERS:
                await runner.end()
        yield
    finally:
        for runner in runners:
            await runner.end()


async def create(stack: Stack, seed: int, folder: Path) -> World:
    """Two new databases with their tables, owned by a role that is not a superuser."""
    server = stack.addresses()["postgres"]
    connection = await asyncpg.connect(server.replace("+asyncpg", ""))
    try:
        await connection.execute("CREATE ROLE campaign LOGIN PASSWORD 'campaign'")
        for name in _DATABASES:
            await connection.execute(f"CREATE DATABASE {name} OWNER campaign")
    finally:
        await connection.close()
    where = server.rpartition("@")[2].partition("/")[0]
    urls = [f"postgresql+asyncpg://campaign:campaign@{where}/{name}" for name in _DATABASES]
    for url, name in zip(urls, (OWN, FOREIGN), strict=True):
        async with opened(url) as database:
            await migrate(database.engine)
            await prepare(database.engine, [read_model(name), DEADLINES.read_model])
    return World(urls[0], urls[1], broker(stack.addresses()["kafka"]), folder, seed)


async def rebuilt(world: World) -> Mapping[str, tuple[str, str]]:
    """Each read model's content hash before and after a rebuild."""
    own, foreign = read_model(OWN), read_model(FOREIGN)
    async with opened(world.producing) as producing, opened(world.consuming) as consuming:
        before = await _content(producing, own), await _content(consuming, foreign)
        await rebuild_own(producing, own)
        await rebuild_foreign(consuming, world.kafka, foreign)
        after = await _content(producing, own), await _content(consuming, foreign)
    return dict(zip((OWN, FOREIGN), zip(before, after, strict=True), strict=True))


def commands(world: World) -> dict[str, Command]:
    """Every command of every writer."""
    return {
        name: command
        for writer in WRITERS
        for name, command in record.read(world.record(writer)).items()
    }


async def _content(database: Database, model: ReadModel) -> str:
    async with database.engine.connect() as connection:
        return await content_hash(connection, model.metadata)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = await Database.open(url)
    try:
        yield database
    finally:
        await database.close()
