"""Verifies a log: recomputes every line and compares it with the stored one, while it is in use."""

import asyncio
import os
from collections.abc import AsyncIterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Final

import asyncpg

from mithaq.operations.log_check import Fault, RangeCheck, check, out_of_order
from mithaq.projections.rebuild import Progress, no_progress
from mithaq.runtime.lag.queries import SEQUENCER_CURSOR
from mithaq.store import Database, Head, Log
from mithaq.store.database import connect
from mithaq.tls import Tls

RANGE: Final = 50_000
_POSITIONS: Final = 200_000
# One query per range of positions, so no snapshot is held for long. An event behind the sequencer's
# cursor will never be sequenced: it is lost to every reader of the log.
_UNLOGGED: Final = f"""
    WITH {SEQUENCER_CURSOR}
    SELECT e.stream_id, e.version, e.position,
           CASE WHEN e.position <= sequenced.restored THEN sequenced.past_restored
                ELSE (e.xid, e.position) < (sequenced.xid, sequenced.position) END AS skipped
    FROM event e, sequenced
    WHERE e.position > $1 AND e.position <= $2
      AND (e.position <= sequenced.restored OR e.xid < pg_snapshot_xmin(pg_current_snapshot()))
      AND NOT EXISTS (SELECT FROM event_log l WHERE l.position = e.position)
    ORDER BY e.position
"""  # noqa: S608
_LAST_POSITION: Final = "SELECT coalesce(max(position), 0) FROM event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """`seq` lines, the last with `hash`, were recomputed; `fault` is the first faulty one.

    `lost` are committed events (stream@version, ten at most) that the sequencer skipped, so that
    they will never be in the log. `unsequenced` events wait for the sequencer, which is no fault.
    """

    seq: int
    hash: str
    fault: Fault | None
    lost: tuple[str, ...]
    unsequenced: int

    @property
    def sound(self) -> bool:
        return self.fault is None and not self.lost


async def verify(database: Database, progress: Progress = no_progress) -> Verified:
    """Recompute the log up to its current end, with a process per core, at most four.

    Checks the hash chain, that log sequences are dense from 1, that each stream's versions are 1,
    2, 3 in log order, that data and metadata are canonical, and that the sequencer skipped no
    committed event. Holds no transaction open. Memory grows with the number of streams, not of
    events.
    """
    head = await Log(database.pool).head()
    fault = await _first_fault(database, head, progress)
    lost, unsequenced = await _unlogged(database.pool)
    return Verified(
        seq=head.seq, hash=head.hash.hex(), fault=fault, lost=lost, unsequenced=unsequenced
    )


async def _first_fault(database: Database, head: Head, progress: Progress) -> Fault | None:
    versions: dict[str, int] = {}
    async for upto, checked in _ranges(database, head.seq):
        fault = _joined(versions, checked)
        if fault is not None:
            return fault
        progress(upto)
    return None


async def _ranges(database: Database, head: int) -> AsyncIterator[tuple[int, RangeCheck]]:
    """The end of each range of the log and its result, in order."""
    starts = range(0, head, RANGE)
    ranges = [(after, min(after + RANGE, head)) for after in starts]
    if len(ranges) < 2:  # not worth a process
        for after, upto in ranges:
            async with database.pool.acquire() as connection:
                yield upto, await check(connection, after, upto)
        return
    loop, workers = asyncio.get_running_loop(), min(4, os.cpu_count() or 1, len(ranges))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as processes:
        jobs = [
            loop.run_in_executor(processes, _check, database.url, database.tls, *each)
            for each in ranges
        ]
        try:
            for (_, upto), job in zip(ranges, jobs, strict=True):
                yield upto, await job
        finally:
            processes.shutdown(wait=False, cancel_futures=True)


def _check(url: str, tls: Tls, after: int, upto: int) -> RangeCheck:
    """`check` in a process of its own."""

    async def alone() -> RangeCheck:
        connection = await connect(url, tls=tls)
        try:
            return await check(connection, after, upto)
        finally:
            await connection.close()

    return asyncio.run(alone())


def _joined(versions: dict[str, int], checked: RangeCheck) -> Fault | None:
    """The first fault of a range, given the versions before it; `versions` is updated."""
    faults = [checked.fault] if checked.fault else []
    for stream, (version, seq) in checked.first.items():
        expected = versions.get(stream, 0) + 1
        if version != expected:
            faults.append(out_of_order(seq, stream, expected, version))
            break
    versions.update(checked.last)
    return min(faults, key=lambda fault: fault.seq, default=None)


async def _unlogged(pool: asyncpg.Pool) -> tuple[tuple[str, ...], int]:
    last, lost, waiting = await pool.fetchval(_LAST_POSITION), list[str](), 0
    for after in range(0, last, _POSITIONS):
        rows = await pool.fetch(_UNLOGGED, after, after + _POSITIONS)
        skipped = [row for row in rows if row["skipped"]]
        lost += [f"{row['stream_id']}@{row['version']}" for row in skipped]
        waiting += len(rows) - len(skipped)
    return tuple(lost[:10]), waiting
