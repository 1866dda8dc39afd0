"""Keeps several read models of the service's own events up to date, in one transaction a batch."""

from collections.abc import Sequence
from typing import Final

import asyncpg
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.events import LogRecord
from mithaq.failpoints import FailPoint, reach
from mithaq.projections.apply import apply
from mithaq.projections.claiming import Claim, NotOurs, claim_lines
from mithaq.projections.limit import ProjectorBroken
from mithaq.projections.model import Subscription
from mithaq.projections.tail import IDLE_S, Tail
from mithaq.store.database import Database
from mithaq.store.failures import is_transient
from mithaq.store.log import Log
from mithaq.store.polling import PollInterval
from mithaq.store.recent import RecentLines
from mithaq.store.signal import Signal

_SEQS: Final = "SELECT name, seq FROM read_model WHERE name = ANY ($1)"
# Lines that a read model may be behind the others and still be followed with them.
_NEAR: Final = 1_000


async def level(pool: asyncpg.Pool, names: Sequence[str]) -> set[str]:
    """The names of the read models about as far as the one furthest on."""
    seqs = {row["name"]: row["seq"] for row in await pool.fetch(_SEQS, names)}
    furthest = max(seqs.values(), default=0)
    return {name for name in names if seqs.get(name, 0) + _NEAR >= furthest}


class Tails:
    """Follows the service's log for read models that are about equally far.

    Their rows and progress commit together: one transaction a batch instead of one for each read
    model, and none at all for lines that concern none of them. When a projector fails, each read
    model takes the batch alone (`Tail`), so that only the failing one is held back.
    """

    def __init__(
        self,
        database: Database,
        subscriptions: Sequence[Subscription],
        advanced: Signal,
        progressed: Signal,
        *,
        recent: RecentLines | None = None,
        batch: int = 1_000,
    ) -> None:
        self._database, self._log = database, Log(database.pool, recent)
        self._advanced, self._progressed, self._batch = advanced, progressed, batch
        self._tails = [
            Tail(database, each, advanced, progressed, recent=recent, batch=batch)
            for each in subscriptions
        ]

    async def run(self) -> None:
        """Follow the log until cancelled; raises when the database is unreachable.

        Also raises ProjectorBroken and NotOurs, which name the read model to go on without.
        """
        await self.begin()
        interval = PollInterval(self._advanced, idle_s=IDLE_S)
        while True:
            found = await self.step()
            await interval.wait(found, more=found == self._batch)

    async def begin(self) -> None:
        """Read where each read model stands."""
        names = [tail.subscription.name for tail in self._tails]
        rows = await self._database.pool.fetch(_SEQS, names)
        seqs = {row["name"]: row["seq"] for row in rows}
        for tail in self._tails:
            tail.seq = seqs.get(tail.subscription.name, 0)

    async def step(self) -> int:
        """Apply the next batch to those furthest behind; returns how many lines it had."""
        seq = min(tail.seq for tail in self._tails)
        records = await self._log.after(seq, self._batch)
        if not records:
            return 0
        level = [tail for tail in self._tails if tail.seq == seq]
        try:
            await self._together(level, records)
        except NotOurs:
            raise
        except Exception as failure:
            if is_transient(failure):
                raise
            await _each_alone(level)
        self._progressed.notify()
        return len(records)

    async def _together(self, level: Sequence[Tail], records: Sequence[LogRecord]) -> None:
        followed = [tail.subscription for tail in level]
        wanted = [[line for line in records if each.wants(line)] for each in followed]
        after, to = level[0].seq, records[-1].seq
        if any(wanted):
            async with self._database.engine.begin() as connection:
                claims = await claim_lines(connection, followed, after, to)
                await _apply(connection, followed, wanted, claims)
                reach(FailPoint.PROJECTED)
        else:
            claims = await claim_lines(self._database.pool, followed, after, to)
        for tail, claim in zip(level, claims, strict=True):
            tail.reached(to if claim.claimed else claim.seq)
        for tail, claim in zip(level, claims, strict=True):
            if not claim.ours:
                raise NotOurs(tail.subscription.name)


async def _apply(
    connection: AsyncConnection,
    followed: Sequence[Subscription],
    wanted: Sequence[Sequence[LogRecord]],
    claims: Sequence[Claim],
) -> None:
    for each, lines, claim in zip(followed, wanted, claims, strict=True):
        if claim.claimed and lines:
            source = each.sources[0]
            excluded = {source: claim.excluded}
            await apply(connection, each, {source: lines}, guarded=False, excluded=excluded)


async def _each_alone(level: Sequence[Tail]) -> None:
    """One step of each; those that fail raise once the others have made theirs."""
    broken: ProjectorBroken | None = None
    for tail in level:
        try:
            await tail.step()
        except ProjectorBroken as failure:
            broken = broken or failure
    if broken is not None:
        raise broken
