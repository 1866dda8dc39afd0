"""A writer process: several clients that send commands, wait for results and record both."""

import asyncio
from collections import deque
from collections.abc import Callable
from random import Random
from time import monotonic_ns
from typing import Final

from mithaq.commands import Accepted, Request
from mithaq.errors import VersionConflict
from mithaq.store import (
    Change,
    Database,
    Loaded,
    PostgresEventStore,
    StateCache,
    Streams,
    append_to,
)
from mithaq.store.failures import is_transient
from mithaq.testing.counter import Counted, catalogue, request

from tests.crash import record
from tests.crash.record import Command, Record
from tests.crash.snapshots import Sum, evolve, snapshots_of
from tests.crash.workload import CLIENTS, PlannedCommand, planned_command
from tests.crash.world import SOURCE, World

_AGAIN_S: Final = 0.05
_REMEMBERED: Final = 50
_FEW: Final = 8 * Loaded(None, 1).weight  # bytes of cache: streams are loaded again and again


async def write(world: World, database: Database, writer: str) -> None:
    """Repeat the open commands of this writer's earlier lives, then send new ones for ever."""
    known = record.read(world.record(writer))
    memory = Record(world.record(writer))
    streams = Streams(
        PostgresEventStore(database.pool),
        catalogue(SOURCE),
        Sum(),
        evolve,
        cache=StateCache(_FEW),
        snapshots=snapshots_of(database),
    )
    streams.verified_share = 1.0
    clients = [_Client(world.seed, f"{writer}.{nth}", streams, memory) for nth in range(CLIENTS)]
    async with asyncio.TaskGroup() as working:
        for client in clients:
            past = [each for each in known.values() if each.client == client.name]
            working.create_task(client.work(past))


class _Client:
    def __init__(
        self, seed: int, name: str, streams: Streams[Sum, Counted], memory: Record
    ) -> None:
        self.name, self._seed = name, seed
        self._streams, self._memory = streams, memory
        self._answered: deque[tuple[PlannedCommand, int | None]] = deque(maxlen=_REMEMBERED)

    async def work(self, past: list[Command]) -> None:
        for command in past:
            wanted = planned_command(self._seed, self.name, command.number)
            if command.open and not wanted.abandoned:
                await self._ask_until_answered(wanted, command.expected)
        number = max((command.number for command in past), default=-1) + 1
        while True:
            wanted = planned_command(self._seed, self.name, number)
            await self._give(wanted, number)
            if wanted.repeat and self._answered:
                await self._repeat(*Random(number).choice(self._answered))
            await asyncio.sleep(wanted.rest_s)
            number += 1

    async def _give(self, wanted: PlannedCommand, number: int) -> None:
        expected = await self._seen(wanted.parts[0][0]) if wanted.guarded else None
        name = str(wanted.command_id)
        sent = Command(name, self.name, number, wanted.numbers, expected, monotonic_ns())
        self._memory.sent(sent)
        await self._ask_until_answered(wanted, expected)

    async def _ask_until_answered(self, wanted: PlannedCommand, expected: int | None) -> None:
        """Send the command until there is an answer, through all transient failures."""
        accepted = await self._ask(wanted, expected)
        if accepted is None:
            self._memory.refused(str(wanted.command_id))
        else:
            self._memory.acked(str(wanted.command_id), accepted)
            self._answered.append((wanted, expected))

    async def _repeat(self, wanted: PlannedCommand, expected: int | None) -> None:
        accepted = await self._ask(wanted, expected, again=True)
        if accepted is None:
            raise AssertionError(f"{wanted.command_id} was accepted once and is refused now")
        self._memory.again(str(wanted.command_id), accepted)

    async def _ask(
        self, wanted: PlannedCommand, expected: int | None, *, again: bool = False
    ) -> Accepted | None:
        """The result; None for a guarded command with a version conflict."""
        envelope = request(wanted.command_id, fingerprint=wanted.fingerprint, expected=expected)
        while True:
            try:
                return await self._append(wanted, envelope, again=again)
            except VersionConflict:
                if expected is not None:
                    return None
            except Exception as failure:
                if not is_transient(failure):
                    raise
            await asyncio.sleep(_AGAIN_S)

    async def _append(self, wanted: PlannedCommand, envelope: Request, *, again: bool) -> Accepted:
        late = (1,) if again and wanted.idle else ()
        changes = [
            Change(self._streams, stream, counting(numbers or late))
            for stream, numbers in wanted.parts
        ]
        return await append_to(changes, envelope)

    async def _seen(self, stream: str) -> int:
        while True:
            try:
                return (await self._streams.load(stream)).version
            except Exception as failure:
                if not is_transient(failure):
                    raise
            await asyncio.sleep(_AGAIN_S)


def counting(numbers: tuple[int, ...]) -> Callable[[Sum], list[Counted]]:
    """A decision that adds these numbers, whatever the total."""
    return lambda _: [Counted(by=number) for number in numbers]
