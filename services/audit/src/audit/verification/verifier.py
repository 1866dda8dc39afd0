"""Verifies copied logs: in full when asked, and new lines every half minute."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from audit.read_models import event_copy
from audit.sources import SOURCES
from audit.verification import findings
from audit.verification.chain import START, Point, Walk, walk
from audit.verification.heads import Heads
from audit.verification.verdict import Finding, Published, Verdict, judge

EVERY_S: Final = 30.0
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Verifier:
    """Findings are stored: processes that serve pages read what the checking process found."""

    engine: AsyncEngine
    heads: Heads
    clock: Callable[[], datetime]

    async def verify(self, source: str, start: Point = START) -> Finding:
        """Walk the chain from `start` to the end of the copy, and ask the service for its head."""
        async with self.engine.connect() as connection:
            walked = await _walked(connection, source, start)
        # asked after reading: by now its head is at least where our copy ended
        published = await self._published(source)
        finding = Finding(
            source=source,
            verdict=judge(walked, published),
            reached=walked.reached,
            flawed_at=walked.reached.seq + 1 if walked.flaw else None,
            published=published,
            checked_at=self.clock(),
        )
        async with self.engine.begin() as connection:
            await findings.keep(connection, finding)
        if finding.verdict in (Verdict.BROKEN, Verdict.DIVERGED):
            log.error("log.unsound", source=source, verdict=finding.verdict, at=finding.flawed_at)
        return finding

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


async def _walked(connection: AsyncConnection, source: str, start: Point) -> Walk:
    walked = Walk(start)
    async for batch in event_copy.batches(connection, source, start.seq):
        walked = walk(walked.reached, batch)
        if walked.flaw:
            break
        await asyncio.sleep(0)  # others get their turn between batches
    return walked
