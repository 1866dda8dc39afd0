"""Verifies copied logs: in full at the start, new lines every half minute, parts when asked."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from audit.domain.rules import LineUnknown
from audit.read_models import event_copy
from audit.sources import SOURCES
from audit.verification import findings
from audit.verification.chain import START, Point, Walk, walk
from audit.verification.heads import Heads
from audit.verification.verdict import Finding, Published, Verdict, judge

EVERY_S: Final = 30.0
PART: Final = 20_000  # lines that one request verifies: a fraction of a second
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Part:
    """What some lines of a log showed, and the number to go on after, if there are more."""

    finding: Finding
    next: int | None


@dataclass(frozen=True, slots=True)
class Verifier:
    """Findings are stored: processes that serve pages read what the checking process found."""

    engine: AsyncEngine
    heads: Heads
    clock: Callable[[], datetime]

    async def verify(self, source: str, start: Point = START) -> Finding:
        """Walk the chain from `start` to the end of the copy, and ask the service for its head."""
        began_at = self.clock()
        async with self.engine.connect() as connection:
            walked = await _walked(connection, source, start)
        # asked after reading: by now its head is at least where our copy ended
        finding = self._finding(source, began_at, walked, await self._published(source))
        await self._keep(finding)
        return finding

    async def verify_part(self, source: str, after: int) -> Part:
        """Walk some thousand lines above a number, as a caller who waits may ask.

        What follows from the line `after` is judged by the hash that our copy has there. A flaw is
        kept like any other; a part without one says nothing of the rest, and is kept only if it is
        the whole log. Raises LineUnknown.
        """
        began_at = self.clock()
        async with self.engine.connect() as connection:
            start = await _point(connection, source, after)
            walked = await _walked(connection, source, start, at_most=PART)
            end = await event_copy.end_of(connection, source)
        more = walked.flaw is None and walked.reached.seq < end
        published = None if more else await self._published(source)
        finding = self._finding(source, began_at, walked, published)
        if finding.flawed or (start == START and not more):
            await self._keep(finding)
        return Part(finding, walked.reached.seq if more else None)

    def _finding(
        self, source: str, began_at: datetime, walked: Walk, published: Published | None
    ) -> Finding:
        return Finding(
            source=source,
            verdict=judge(walked, published),
            reached=walked.reached,
            flawed_at=walked.reached.seq + 1 if walked.flaw else None,
            published=published,
            began_at=began_at,
            checked_at=self.clock(),
        )

    async def _keep(self, finding: Finding) -> None:
        async with self.engine.begin() as connection:
            await findings.keep(connection, finding)
        if finding.verdict in (Verdict.BROKEN, Verdict.DIVERGED):
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

    async def verify_news(self, source: str) -> Finding:
        """Go on from the last line that held, so that a flaw once found stays found."""
        last = await self.last(source)
        return await self.verify(source, last.reached if last else START)

    async def last(self, source: str) -> Finding | None:
        """The last finding about a log, made by any process."""
        async with self.engine.connect() as connection:
            return await findings.last(connection, source)

    async def _published(self, source: str) -> Published | None:
        head = await self.heads.of_source(source)
        if head is None:
            return None
        async with self.engine.connect() as connection:
            ours = await event_copy.hash_at(connection, source, head.seq)
        return Published(head=head, ours=ours)


async def _walked(
    connection: AsyncConnection, source: str, start: Point, at_most: int | None = None
) -> Walk:
    walked = Walk(start)
    async for batch in event_copy.batches(connection, source, start.seq):
        walked = walk(walked.reached, batch)
        if walked.flaw or (at_most and walked.reached.seq >= start.seq + at_most):
            break
        await asyncio.sleep(0)  # others get their turn between batches
    return walked


async def _point(connection: AsyncConnection, source: str, seq: int) -> Point:
    if seq == 0:
        return START
    carried = await event_copy.hash_at(connection, source, seq)
    if carried is None:
        raise LineUnknown(log=source, line=seq)
    return Point(seq, carried)
