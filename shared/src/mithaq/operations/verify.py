"""The whole log recomputed and compared with what is stored, beside a working service."""

import asyncio
import os
from collections.abc import AsyncIterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Final

import asyncpg

from mithaq.operations.lines import Checked, Fault, check, out_of_order
from mithaq.projections.rebuild import Progress, untold
from mithaq.runtime.lag.queries import PLACE
from mithaq.store import Database, Head, Log
from mithaq.store.database import connect

RANGE: Final = 50_000
_POSITIONS: Final = 200_000
# One look a range of positions, so no snapshot grows old. What lies behind the sequencer's place
# will never be sequenced: it is lost to every reader of the log.
_UNLOGGED: Final = f"""
    WITH {PLACE}
    SELECT e.stream_id, e.version, e.position,
           CASE WHEN e.position <= place.brought THEN place.past_brought
                ELSE (e.xid, e.position) < (place.xid, place.position) END AS passed
    FROM event e, place
    WHERE e.position > $1 AND e.position <= $2
      AND (e.position <= place.brought OR e.xid < pg_snapshot_xmin(pg_current_snapshot()))
      AND NOT EXISTS (SELECT FROM event_log l WHERE l.position = e.position)
    ORDER BY e.position
"""  # noqa: S608
_LAST_POSITION: Final = "SELECT coalesce(max(position), 0) FROM event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """`seq` lines up to the one with `hash` were recomputed; `fault` is the first bad one.

    `lost` are committed events (stream@version, ten at most) that the sequencer passed by: never
    in the log. `unsequenced` ones wait for it, which is no fault.
    """

    seq: int
    hash: str
    fault: Fault | None
    lost: tuple[str, ...]
    unsequenced: int

    @property
    def sound(self) -> bool:
        return self.fault is None and not self.lost


async def verify(database: Database, progress: Progress = untold) -> Verified:
    """Recompute the log as far as it goes now, in as many processes as there are cores, up to four.

    Checks the hash chain, that numbers are dense from 1, that each stream's versions are 1, 2, 3 in
    log order, that data and metadata are canonical, and that no committed event was passed by.
    Holds no transaction open. Memory grows with the number of streams, not of events.
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


async def _ranges(database: Database, head: int) -> AsyncIterator[tuple[int, Checked]]:
    """Each range of the log with what it came to, in order."""
    starts = range(0, head, RANGE)
    ranges = [(after, min(after + RANGE, head)) for after in starts]
    if len(ranges) < 2:  # not worth a process
        for after, upto in ranges:
            async with database.pool.acquire() as connection:
                yield upto, await check(connection, after, upto)
        return
    loop, workers = asyncio.get_running_loop(), min(4, os.cpu_count() or 1, len(ranges))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as processes:
        jobs = [loop.run_in_executor(processes, _check, database.url, *each) for each in ranges]
        try:
            for (_, upto), job in zip(ranges, jobs, strict=True):
                yield upto, await job
        finally:
            processes.shutdown(wait=False, cancel_futures=True)


def _check(url: str, after: int, upto: int) -> Checked:
    """`check` in a process of its own."""

    async def alone() -> Checked:
        connection = await connect(url)
        try:
            return await check(connection, after, upto)
        finally:
            await connection.close()

    return asyncio.run(alone())


def _joined(versions: dict[str, int], checked: Checked) -> Fault | None:
    """The first fault of a range, seen from what came before it; `versions` moves on."""
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
        passed = [row for row in rows if row["passed"]]
        lost += [f"{row['stream_id']}@{row['version']}" for row in passed]
        waiting += len(rows) - len(passed)
    return tuple(lost[:10]), waiting
