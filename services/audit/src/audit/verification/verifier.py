"""Verifies copied logs: in full at the start and when asked, new lines every half minute."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from audit.read_models import event_copy
from audit.sources import SOURCES
from audit.verification import findings
from audit.verification.chain import START, Point, Walk, walk
from audit.verification.heads import Heads
from audit.verification.requests import Requests
from audit.verification.verdict import Finding, Published, judge

EVERY_S: Final = 30.0
_ASKED_EVERY_S: Final = 0.5
_NOTED_EVERY: Final = 20_000  # lines
log = structlog.get_logger()
Note = Callable[[int, int], Awaitable[None]]


async def nowhere(_verified: int, _end: int) -> None:
    """A check that nobody follows."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """Findings are stored: processes that serve pages read what the checking process found."""

    engine: AsyncEngine
    heads: Heads
    clock: Callable[[], datetime]

    async def verify(self, source: str, start: Point = START, note: Note = nowhere) -> Finding:
        """Walk the chain from `start` to the end of the copy, and ask the service for its head.

        `note` is told now and then how far it came. Others get their turn between slices.
        """
        began_at = self.clock()
        walked = await self._walked(source, start, note)
        # asked after reading: by now its head is at least where our copy ended
        published = await self._published(source)
        finding = Finding(
            source=source,
            verdict=judge(walked, published),
            reached=walked.reached,
            flawed_at=walked.reached.seq + 1 if walked.flaw else None,
            published=published,
            began_at=began_at,
            checked_at=self.clock(),
        )
        await self._keep(finding)
        return finding

    async def _walked(self, source: str, start: Point, note: Note) -> Walk:
        async with self.engine.connect() as connection:
            end = await event_copy.end_of(connection, source)
        walked, noted = Walk(start), start.seq
        await note(start.seq, end)
        while walked.flaw is None:
            async with self.engine.connect() as connection:  # none is kept over a long walk
                lines = await event_copy.after(connection, source, walked.reached.seq)
            if not lines:
                break
            walked = walk(walked.reached, lines)
            if walked.reached.seq - noted >= _NOTED_EVERY:
                noted = walked.reached.seq
                await note(noted, max(end, noted))
            await asyncio.sleep(0)
        return walked

    async def _keep(self, finding: Finding) -> None:
        async with self.engine.begin() as connection:
            await findings.keep(connection, finding)
        if finding.fault:
            verdict, at = finding.verdict, finding.flawed_at
            log.error("log.unsound", source=finding.source, verdict=verdict, at=at)

    async def watch(self) -> None:
        """Verify everything once, then what came since, until cancelled."""
        for source in SOURCES:
            await self.verify(source)
        while True:
            await asyncio.sleep(EVERY_S)
            for source in SOURCES:
                await self.verify_news(source)

    async def serve(self, requests: Requests) -> None:
        """Run the verifications that are asked for, one after the other, until cancelled."""
        while True:
            if not await self.serve_next(requests):
                await asyncio.sleep(_ASKED_EVERY_S)

    async def serve_next(self, requests: Requests) -> bool:
        """Run the next one that is due; False if none is."""
        run = await requests.claim()
        if run is not None:
            finding = await self.verify(run.source, note=requests.noting(run))
            await requests.finish(run, finding.reached.seq)
        return run is not None

    async def verify_news(self, source: str) -> Finding:
        """Go on from the last line that held, so that a flaw once found stays found."""
        last = await self.last(source)
        return await self.verify(source, last.reached if last else START)

    async def last(self, source: str) -> Finding | None:
        """The last finding about a log, made by any process."""
        async with self.engine.connect() as connection:
            return await findings.last(connection, source)

    async def first_fault(self, source: str) -> Finding | None:
        """The first time that a log was found changed, if ever, by any process."""
        async with self.engine.connect() as connection:
            return await findings.first_fault(connection, source)

    async def _published(self, source: str) -> Published | None:
        head = await self.heads.of_source(source)
        if head is None:
            return None
        async with self.engine.connect() as connection:
            ours = await event_copy.hash_at(connection, source, head.seq)
        return Published(head=head, ours=ours)
