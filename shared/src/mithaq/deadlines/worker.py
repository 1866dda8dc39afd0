"""Gives the command of each deadline that has fallen due."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

import asyncpg
import structlog

from mithaq.deadlines.claims import Claims, Finished
from mithaq.deadlines.description import Deadline, Deadlines, Due
from mithaq.errors import MithaqError, NotNow, VersionConflict
from mithaq.failpoints import FailPoint, reach
from mithaq.morocco import day_in_morocco
from mithaq.observability import flow
from mithaq.store import Database, Signal
from mithaq.store.singleton import Singleton, acquire

log = structlog.get_logger()

# For what another process derived: its worker is woken at once, this one looks now and then.
_LONGEST_SLEEP_S: Final = 10.0
_LAST: Final = "SELECT position FROM event ORDER BY position DESC LIMIT 1"
_DERIVED: Final = """
    SELECT (SELECT seq FROM read_model WHERE name = $1)
        >= (SELECT seq FROM event_log WHERE position = $2)
"""
_DERIVED_POLL_S: Final = 0.5
# Refusals that pass by themselves.
_PASSING: Final = (VersionConflict, NotNow)


class DeadlineWorker:
    """Runs the deadlines of one service: one worker of a database at a time, others stand by.

    A deadline's command goes through the service's application like everybody's, each append in its
    own statement; afterwards the deadline is marked. If the process ends in between, the command is
    given again under the same id and gets its first result. Deadlines run in the order in which
    they fell due; those of one moment run `at_once` side by side, those of one stream one after the
    other. `parts` are the service's, `clock` is the kernel's, `progressed` is notified when a read
    model of this process advanced.
    """

    def __init__(
        self,
        database: Database,
        deadlines: Deadlines,
        parts: object,
        clock: Callable[[], datetime],
        progressed: Signal,
        *,
        batch: int = 64,
        at_once: int = 4,
    ) -> None:
        self._database, self._deadlines, self._parts = database, deadlines, parts
        self._clock, self._progressed = clock, progressed
        self._claims = Claims(deadlines.read_model.key)
        self._batch, self._slots = batch, asyncio.Semaphore(at_once)

    async def run(self) -> None:
        """Run due deadlines until cancelled; raises when the database is unreachable."""
        connection = await self._database.connect()
        try:
            await acquire(connection, Singleton.DEADLINES)
            while True:
                await self._derived(connection)
                seen = self._deadlines.written.count
                if not await self.step(connection):
                    await self._rest(connection, seen)
        finally:
            await connection.close()

    async def _derived(self, connection: asyncpg.Connection) -> None:
        """Wait until all that is appended by now is derived, the last batch's own events too: what
        an event cancelled must not run, nor what fell due later run first."""
        last = await connection.fetchval(_LAST)
        key = self._deadlines.read_model.key
        while last is not None and not await connection.fetchval(_DERIVED, key, last):
            await self._progressed.wait(self._progressed.count, _DERIVED_POLL_S)

    async def step(self, connection: asyncpg.Connection) -> int:
        """Run the next batch; returns how many deadlines it had."""
        due = await self._claims.claim(connection, self._clock(), self._batch)
        if not due:
            await self._claims.settle(connection)
            return 0
        reach(FailPoint.DEADLINES_CLAIMED)
        streams: defaultdict[str, list[Deadline]] = defaultdict(list)
        for deadline in due:
            streams[deadline.stream_id].append(deadline)
        results = await asyncio.gather(*[self._run_stream(mine) for mine in streams.values()])
        ran = [each for mine in results for each in mine]
        finished = [each for each in ran if isinstance(each, Finished)]
        reach(FailPoint.DEADLINES_GIVEN)
        await self._claims.finish(connection, finished)
        for failed, failure in (each for each in ran if isinstance(each, tuple)):
            await self._claims.postpone(connection, failed.deadline_id, failure)
        return len(due)

    async def _run_stream(
        self, due: Sequence[Deadline]
    ) -> Sequence[Finished | tuple[Deadline, Exception]]:
        async with self._slots:
            return [await self._run_one(deadline) for deadline in due]

    async def _run_one(self, deadline: Deadline) -> Finished | tuple[Deadline, Exception]:
        """Done, refused by a named rule, or the failure after which it is tried again."""
        about: dict[str, Any] = {"kind": deadline.kind, "stream": deadline.stream_id}
        due = Due(deadline=deadline, today=day_in_morocco(self._clock()))
        try:
            await self._deadlines.give(self._parts, due)
        except MithaqError as refusal:
            if isinstance(refusal, _PASSING):
                return deadline, refusal
            log.warning("deadline.refused", **about, part=deadline.part, reason=refusal.code)
            flow.DEADLINES_REFUSED.labels(deadline.kind).inc()
            return Finished(
                deadline_id=deadline.deadline_id, reason=refusal.code, detail=said(refusal)
            )
        except Exception as failure:
            log.exception("deadline.failed", **about, part=deadline.part)  # tried again later
            return deadline, failure
        flow.DEADLINES_DONE.labels(deadline.kind).inc()
        return Finished(deadline_id=deadline.deadline_id)

    async def _rest(self, connection: asyncpg.Connection, seen: int) -> None:
        """Sleep until the next one falls due, or until this process derives another."""
        left = await self._claims.seconds_to_next(connection, self._clock())
        wait_s = min(_LONGEST_SLEEP_S, max(0.0, _LONGEST_SLEEP_S if left is None else left))
        loop = asyncio.get_running_loop()
        until = loop.time() + wait_s
        while self._deadlines.written.count == seen and (rest := until - loop.time()) > 0:
            await self._progressed.wait(self._progressed.count, rest)


def said(refusal: MithaqError) -> str:
    """A refusal's values, as an operator reads them."""
    return ", ".join(f"{name}={value}" for name, value in refusal.values.items())
