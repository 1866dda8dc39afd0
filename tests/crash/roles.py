"""The work of each process of the campaign, until it is killed."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from multiprocessing import parent_process
from typing import Final

import uvloop
from mithaq.deadlines.worker import DeadlineWorker
from mithaq.messaging import COMMANDS, Consumer, Kafka, Relay, rebuild_foreign
from mithaq.messaging.derived import Deriver
from mithaq.observability import configure_logging
from mithaq.projections import Tail, Tails, rebuild_own
from mithaq.reactions.reactor import Reactor
from mithaq.runtime.workers import RestartPolicy, Worker, keep_running
from mithaq.store import Database, RecentLines, Sequencer, Signal
from mithaq.store.failures import is_transient

from tests.crash.answers import DEADLINES, REACTION, Echoes
from tests.crash.killing import arm_fail_point, print_tasks
from tests.crash.schedule import Life, Part
from tests.crash.world import FOREIGN, GROUP, OWN, SOURCE, World, read_model
from tests.crash.writer import write

_RESTARTS: Final = RestartPolicy(first=0.05, longest=0.4, healthy=5)
_SESSION_TIMEOUT_S: Final = 2.0  # short, so that a killed consumer's return is a rebalance too
_REST_S: Final = 1.0

Work = Callable[[], Awaitable[None]]


def live(part: Part, life: Life, world: World) -> None:
    """The main function of a process; it does not end by itself."""
    log = os.open(world.folder / f"{part}.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for stream in (1, 2):
        os.dup2(log, stream)
    configure_logging(part, "json")
    uvloop.run(_live(part, life, world))


async def _live(part: Part, life: Life, world: World) -> None:
    parent = parent_process()
    assert parent is not None
    # If the campaign's process ends, this one must end too.
    loop = asyncio.get_running_loop()
    loop.add_reader(parent.sentinel, os._exit, 1)
    loop.add_signal_handler(signal.SIGUSR1, print_tasks)
    arming = asyncio.create_task(arm_fail_point(life, world))
    await ROLES[part](world, life)
    await arming


async def opened(url: str) -> Database:
    """Open the database, retrying while it is down."""
    while True:
        try:
            return await Database.open(url)
        except Exception as failure:
            if not is_transient(failure):
                raise
            await asyncio.sleep(0.05)


async def _keep(name: str, run: Work) -> None:
    await keep_running(Worker(name, run), _RESTARTS)


async def _sequence(world: World, life: Life) -> None:
    """A sequencer; in every other life, as in services, with relay and read model in one process.

    Those then read the newest lines from memory, and compete with the separate relay and tail.
    """
    database, advanced, recent = await opened(world.producing), Signal(), RecentLines()
    works: list[Work] = [Sequencer(database, Signal(), advanced, recent=recent).run]
    if life.nth % 2:
        subscription = read_model(OWN).subscription()
        tail = Tails(database, [subscription], advanced, Signal(), recent=recent)
        works += [Relay(database, world.kafka, SOURCE, advanced, recent=recent).run, tail.run]
    await asyncio.gather(*[_keep("worker", work) for work in works])


async def _relay(world: World, _: Life) -> None:
    database = await opened(world.producing)
    relay = Relay(database, world.kafka, SOURCE, Signal())
    deriver = Deriver(database, world.kafka, SOURCE, COMMANDS, Signal())
    await asyncio.gather(_keep("relay", relay.run), _keep("deriver", deriver.run))


async def _follow(world: World, life: Life) -> None:
    """A read model's follower; in every other life, as in services, one that several can share."""
    database = await opened(world.producing)
    subscription = read_model(OWN).subscription()
    alone = Tail(database, subscription, Signal(), Signal())
    shared = Tails(database, [subscription], Signal(), Signal())
    await _keep("tail", shared.run if life.nth % 2 else alone.run)


async def _consume(world: World, life: Life, *, name: str) -> None:
    """A consumer; in every other life with static membership (an instance name), as in services."""
    database = await opened(world.consuming)
    consumer = Consumer(
        database,
        world.kafka,
        read_model(FOREIGN).subscription(),
        GROUP,
        session_timeout_s=_SESSION_TIMEOUT_S,
        instance=name if life.nth % 2 else None,
    )
    await _keep("consumer", consumer.run)


async def _react(world: World, life: Life) -> None:
    """The consuming service's reaction to events; it appends where the timers sequence."""
    database = await opened(world.consuming)
    reactor = Reactor(
        database,
        world.kafka,
        REACTION,
        Echoes.over(database, Signal()),
        "crash.echo",
        session_timeout_s=_SESSION_TIMEOUT_S,
        instance="reactor" if life.nth % 2 else None,
    )
    await _keep("reactor", reactor.run)


async def _run_deadlines(world: World, _: Life) -> None:
    """The consuming service's sequencer, its derived deadlines, and the worker that runs them."""
    database, appended, advanced = await opened(world.consuming), Signal(), Signal()
    progressed, parts = Signal(), Echoes.over(database, appended)
    subscription = DEADLINES.read_model.subscription()
    works: list[Work] = [
        Sequencer(database, appended, advanced).run,
        Tail(database, subscription, advanced, progressed).run,
        DeadlineWorker(database, DEADLINES, parts, lambda: datetime.now(UTC), progressed).run,
    ]
    await asyncio.gather(*[_keep("timer", work) for work in works])


async def _rebuild(world: World, life: Life) -> None:
    """Rebuild the own and the foreign read model in turn, every other life in reverse order."""
    own, foreign = await opened(world.producing), await opened(world.consuming)
    works: list[Work] = [
        partial(_rebuild_own, own),
        partial(_rebuild_foreign, foreign, world.kafka),
    ]

    async def turns() -> None:
        for nth in range(life.nth, life.nth + 1_000_000):
            await works[nth % 2]()
            await asyncio.sleep(_REST_S)

    await _keep("rebuilder", turns)


async def _rebuild_own(database: Database) -> None:
    await rebuild_own(database, read_model(OWN))


async def _rebuild_foreign(database: Database, kafka: Kafka) -> None:
    await rebuild_foreign(database, kafka, read_model(FOREIGN))


async def _write(world: World, _: Life, *, writer: str) -> None:
    await write(world, await opened(world.producing), writer)


ROLES: Final[Mapping[Part, Callable[[World, Life], Awaitable[None]]]] = {
    Part.WRITER_1: partial(_write, writer=Part.WRITER_1),
    Part.WRITER_2: partial(_write, writer=Part.WRITER_2),
    Part.SEQUENCER: _sequence,
    Part.RELAY: _relay,
    Part.TAIL: _follow,
    Part.CONSUMER_A: partial(_consume, name=Part.CONSUMER_A),
    Part.CONSUMER_B: partial(_consume, name=Part.CONSUMER_B),
    Part.REBUILDER: _rebuild,
    Part.REACTOR: _react,
    Part.TIMER_1: _run_deadlines,
    Part.TIMER_2: _run_deadlines,
}
