"""A process that runs the deadlines of offers, until it is killed; and the killing of two of them.

`python -m shared.tests.deadlines.killed URL MOMENT POINT PASSING` is one of them: it sequences,
derives and runs what is due at MOMENT, and dies at the given passing of a fail point, if one is
named.
"""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Sequence
from datetime import datetime
from random import Random
from typing import Final

from mithaq.failpoints import FailPoint, arm
from mithaq.observability import configure_logging
from mithaq.store import Database

from shared.tests.deadlines.timed import Serving, at_work

POINTS: Final = (
    FailPoint.DEADLINES_CLAIMED,
    FailPoint.DEADLINES_GIVEN,
    FailPoint.APPENDED,
    FailPoint.PROJECTED,
    None,
)


async def live(url: str, moment: datetime) -> None:
    serving = Serving(await Database.open(url))
    serving.offers.now, serving.offers.rule = moment, "of the day it runs"
    async with at_work(serving):
        print("at work", flush=True)  # noqa: T201 (whoever kills it waits for this)
        await asyncio.Event().wait()


def die_at(point: FailPoint, passing: int) -> None:
    passed = 0

    def pass_by() -> None:
        nonlocal passed
        passed += 1
        if passed == passing:
            os.kill(os.getpid(), signal.SIGKILL)

    arm(point, pass_by)


class Killing:
    """Two workers at a time, killed and started again until `kills` are done."""

    def __init__(self, url: str, moment: datetime, seed: int) -> None:
        self._url, self._moment, self._random = url, moment, Random(seed)
        self.kills = 0

    async def run(self, kills: int) -> Sequence[asyncio.subprocess.Process]:
        """Kill so many times; the two that then live on are returned."""
        while self.kills < kills:
            await asyncio.gather(self._life(), self._life())
        return [await self._start(None, 0), await self._start(None, 0)]

    async def _life(self) -> None:
        point = self._random.choice(POINTS)
        process = await self._start(point, self._random.randint(1, 12))
        assert process.stdout is not None
        await process.stdout.readline()
        try:
            async with asyncio.timeout(self._random.uniform(0.05, 1.0)):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
        assert process.returncode == -signal.SIGKILL, process.returncode
        self.kills += 1

    async def _start(self, point: FailPoint | None, passing: int) -> asyncio.subprocess.Process:
        given = [self._url, self._moment.isoformat(), point.value if point else "", str(passing)]
        module = "shared.tests.deadlines.killed"
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", module, *given),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )


if __name__ == "__main__":
    of, at, killed_at, nth = sys.argv[1:]
    logging.disable(logging.CRITICAL)
    configure_logging("killed", "json", "CRITICAL")
    if killed_at:
        die_at(FailPoint(killed_at), int(nth))
    asyncio.run(live(of, datetime.fromisoformat(at)))
