"""Starts the processes of a measure, lets them begin, stops them and collects their notes."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager

from mithaq.store import Database

from tests.bench.parts import Noted, Order

_LINE = 256 * 1024 * 1024


class Part:
    """One started process that is ready to begin."""

    def __init__(self, process: Process) -> None:
        self._process = process

    @property
    def pid(self) -> int:
        return self._process.pid

    async def begin(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(b"\n")
        await self._process.stdin.drain()

    async def noted(self) -> Noted:
        """The process's notes, once it is done."""
        noted: Noted = json.loads(await self.line(b"{"))
        await self._process.wait()
        return noted

    async def line(self, beginning: bytes) -> bytes:
        """The next output line with this prefix; other lines are printed."""
        assert self._process.stdout is not None
        while not (line := await self._process.stdout.readline()).startswith(beginning):
            sys.stderr.write(line.decode())
            if not line:
                raise RuntimeError(f"process {self.pid} ended without a word")
        return line

    async def stop(self) -> Noted:
        self._process.terminate()
        return await self.noted()

    async def end(self) -> None:
        if self._process.returncode is None:
            self._process.kill()
            await self._process.wait()


async def until(database: Database, holds: str) -> None:
    """Wait until the query returns true."""
    async with asyncio.timeout(300):
        while not await database.pool.fetchval(holds):  # noqa: ASYNC110 - others write the rows
            await asyncio.sleep(0.02)


@asynccontextmanager
async def part(role: str, order: Order) -> AsyncIterator[Part]:
    """A process in a role, connected and waiting to begin; it ends with the context."""
    command = (sys.executable, "-m", "tests.bench.parts", role, order.text())
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, limit=_LINE)
    made = Part(process)
    try:
        await made.line(b"ready")
        yield made
    finally:
        await made.end()


async def started(stack: AsyncExitStack, wanted: Iterable[tuple[str, Order]]) -> list[Part]:
    """Processes in these roles, started together; they end with the exit stack."""
    made = [stack.enter_async_context(part(role, order)) for role, order in wanted]
    return await asyncio.gather(*made)
