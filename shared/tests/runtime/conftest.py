"""Fixtures: processes that tests start, read from and send signals to."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest

PROGRAM = """
import asyncio, structlog, sys, uvloop
from fastapi import FastAPI
from mithaq.runtime import Door, RestartPolicy, Worker, supervise

structlog.configure(processors=[structlog.processors.KeyValueRenderer()])
app = FastAPI()

@app.get("/slow")
async def slow() -> str:
    say("request begun")
    await asyncio.sleep(0.3)
    say("request done")
    return "done"

@app.get("/")
async def home() -> str:
    return "home"

def door(port): return Door(name="api", app=app, port=port)

def say(what): print(what, flush=True)

def steady(name):
    async def run():
        say(name + " up")
        try:
            await asyncio.Event().wait()
        finally:
            say(name + " down")
    return Worker(name, run)

async def deaf():
    say("deaf up")
    while True:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            say("deaf heard nothing")

async def fragile():
    say("fragile up")
    raise RuntimeError("fell")

async def brief():
    say("brief up")

quick = RestartPolicy(first=0.01, longest=0.02)
"""


class Process:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.seen: list[str] = []

    async def until(self, line: str) -> None:
        async with asyncio.timeout(15):
            while line not in self.seen:
                self.seen.append(await self._line())

    async def ended(self) -> int:
        async with asyncio.timeout(15):
            out, _ = await self._process.communicate()
            self.seen += out.decode().splitlines()
            assert self._process.returncode is not None
            return self._process.returncode

    def send(self, received: signal.Signals) -> None:
        os.kill(self._process.pid, received)

    async def _line(self) -> str:
        assert self._process.stdout is not None
        return (await self._process.stdout.readline()).decode().rstrip()


Start = Callable[[str], Any]


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment with a shared bytecode cache, so that only the first process compiles."""
    cache = str(tmp_path_factory.mktemp("bytecode"))
    return {**os.environ, "PYTHONPYCACHEPREFIX": cache, "PYTHONDONTWRITEBYTECODE": ""}


@pytest.fixture
async def start(compiled: dict[str, str]) -> AsyncIterator[Start]:
    async with AsyncExitStack() as stack:

        async def start(call: str) -> Process:
            program = f"{PROGRAM}\nsys.exit(uvloop.run(supervise({call})))"
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE, env=compiled
            )
            stack.push_async_callback(_gone, process)
            return Process(process)

        yield start


async def _gone(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()
