"""Runs the campaign's processes: each part is started, killed and restarted by its schedule."""

import asyncio
import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from time import monotonic
from typing import Final

from mithaq.failpoints import FailPoint

from tests.crash.roles import live
from tests.crash.schedule import Life, Manner, Part
from tests.crash.world import World

# Processes are forked from a server that has imported everything, so a start is cheap.
FORKS: Final = multiprocessing.get_context("forkserver")
PRELOADED: Final = ["tests.crash.roles", "tests.crash.command"]
_FAIL_POINT_TIMEOUT_S: Final = 20.0  # to reach its fail point; then the process is killed anyway
_PRINT_TASKS_S: Final = 0.1  # to print its tasks into the log before it is killed


@dataclass(slots=True)
class Tally:
    """The kills so far, by part and manner, and unexpected failures."""

    notes: Path
    kills: Counter[tuple[str, str]] = field(default_factory=Counter)
    points: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    begun: float = field(default_factory=monotonic)

    def count(self, part: Part, manner: str, point: FailPoint | None = None) -> None:
        """Count a kill and write it with its time to the notes file."""
        self.kills[part, "fail point" if point else manner] += 1
        if point:
            self.points[point] += 1
        with self.notes.open("a") as notes:
            notes.write(f"{monotonic() - self.begun:8.2f} {part} {point or manner}\n")

    @property
    def total(self) -> int:
        return sum(self.kills.values())


class PartRunner:
    """Runs one part through its lives. After the last kill it runs on until `end`."""

    def __init__(self, part: Part, lives: Sequence[Life], world: World, tally: Tally) -> None:
        self.part, self._lives, self._world, self._tally = part, lives, world, tally
        self._process: ForkServerProcess | None = None

    async def run(self) -> None:
        """Run every planned life; returns when the part runs in its last, unplanned one."""
        for life in self._lives:
            process = self._start(life)
            waited = _FAIL_POINT_TIMEOUT_S if life.point else 0
            died = await _gone(process, life.after_s + waited)
            died = died or await self._reaches_late(life, process)
            if not died:
                _send(process, signal.SIGKILL)
                await _gone(process, None)
            self._count(life, process, by_itself=died)
        self._start(Life(0, 0))

    async def end(self) -> None:
        """Kill the process without counting it: the campaign is over for this part."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.is_alive():
            _send(process, signal.SIGKILL)
            await _gone(process, None)
        else:
            self._tally.faults.append(f"{self.part} ended by itself: {process.exitcode}")

    def _start(self, life: Life) -> ForkServerProcess:
        self._process = FORKS.Process(target=live, args=(self.part, life, self._world))
        self._process.start()
        return self._process

    async def _reaches_late(self, life: Life, process: ForkServerProcess) -> bool:
        """Whether it dies at its fail point after all, while it prints what it waits for."""
        if life.point is None:
            return False
        _send(process, signal.SIGUSR1)
        return await _gone(process, _PRINT_TASKS_S)

    def _count(self, life: Life, process: ForkServerProcess, *, by_itself: bool) -> None:
        process.join()
        if process.exitcode != -signal.SIGKILL or (by_itself and life.point is None):
            self._tally.faults.append(f"{self.part} ended by itself: {process.exitcode}")
            return
        if life.point and not by_itself:
            self._tally.missed[life.point] += 1
        self._tally.count(self.part, Manner.SIGKILL, life.point if by_itself else None)


def _send(process: ForkServerProcess, number: signal.Signals) -> None:
    """Signal a process; one that has just died, of which its exit status tells, gets none."""
    assert process.pid is not None
    with suppress(ProcessLookupError):
        os.kill(process.pid, number)


async def _gone(process: ForkServerProcess, within_s: float | None) -> bool:
    """Whether the process ended within so many seconds."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    loop.add_reader(process.sentinel, ended.set)
    try:
        async with asyncio.timeout(within_s):
            await ended.wait()
    except TimeoutError:
        return False
    finally:
        loop.remove_reader(process.sentinel)
    return True
