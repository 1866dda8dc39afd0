"""Revisions of read models: what they take, who uses them, and the removal of those nobody does."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.operations.errors import RevisionInUse, UnknownRevision
from mithaq.projections import dead_letters
from mithaq.projections.shadow import shadow_name
from mithaq.projections.tables import CONSUMER_OFFSET, READ_MODEL
from mithaq.runtime import Kernel, Service, read_models
from mithaq.runtime.presence import serving

# Lines of the own log; records of topics, compared with the revision that has read most.
_REVISIONS: Final = """
    WITH offsets AS (
        SELECT consumer, sum(next_offset)::bigint AS read, max(last_seq) AS seq
        FROM consumer_offset GROUP BY consumer
    )
    SELECT r.name AS key, r.revision, r.level_at IS NOT NULL AS level,
           coalesce(o.seq, r.seq) AS seq, coalesce(o.read, r.seq) AS place, o.read IS NULL AS own,
           CASE WHEN o.read IS NULL THEN (SELECT coalesce(max(seq), 0) FROM event_log) - r.seq
                ELSE furthest.read - o.read END AS behind,
           (SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = r.name AND c.relkind = 'r') AS bytes,
           (SELECT e.recorded_at FROM event_log l JOIN event e USING (position)
            WHERE o.read IS NULL AND l.seq = r.seq)::text AS last_moved_to
    FROM read_model r LEFT JOIN offsets o ON o.consumer = r.name
    LEFT JOIN LATERAL (
        SELECT max(read) AS read FROM offsets
        WHERE regexp_replace(consumer, '__r[0-9]+$', '') = regexp_replace(r.name, '__r[0-9]+$', '')
    ) AS furthest ON true
    ORDER BY r.name
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One revision of a read model in the database.

    `behind` counts lines of the own log, or records that another revision has read and this one has
    not; `last_moved_to` is when its last line was recorded. `ours`: the revision of this code;
    `used_by`: the releases whose processes live and use it, as far as they announce themselves.
    """

    key: str
    revision: int
    level: bool
    ours: bool
    used_by: Sequence[str]
    bytes: int
    place: int
    behind: int
    last_moved_to: str | None


async def revisions(service: Service, kernel: Kernel) -> list[Revision]:
    """Every revision that has rows, also those of other releases."""
    ours = {model.key for model in read_models(service)}
    processes = await serving(kernel.database.pool)
    return [
        Revision(
            key=row["key"],
            revision=row["revision"],
            level=row["level"],
            ours=row["key"] in ours,
            used_by=sorted({each.release for each in processes if row["key"] in each.keys}),
            bytes=row["bytes"],
            place=row["place"],
            behind=row["behind"],
            last_moved_to=row["last_moved_to"],
        )
        for row in await kernel.database.pool.fetch(_REVISIONS)
    ]


async def prune(
    service: Service, kernel: Kernel, key: str, *, watch_s: float, stopped: bool
) -> Revision:
    """Remove a former revision's rows, progress and dead letters; returns what it was.

    Raises RevisionInUse if it is this release's, if a process announces that it uses it, if it
    moves while it is watched, or if it may have a follower that has nothing to do: it lacks
    nothing, and the operator does not say that the former release is `stopped`.
    """
    before = await _one(service, kernel, key)
    if before.ours:
        raise RevisionInUse(key, "it is the revision of this release")
    if before.used_by:
        raise RevisionInUse(key, f"processes of release {', '.join(before.used_by)} use it")
    await asyncio.sleep(watch_s)
    now = await _one(service, kernel, key)
    if now.place != before.place:
        raise RevisionInUse(key, f"a process still moves it (from {before.place} to {now.place})")
    if not now.behind and not stopped:
        raise RevisionInUse(
            key,
            "it lacks nothing, so a process of a former release may still follow for it. Stop that "
            "release, then wait for the next event or add --stopped",
        )
    async with kernel.engine.begin() as connection:
        await _remove(connection, key)
    return now


async def _one(service: Service, kernel: Kernel, key: str) -> Revision:
    every = await revisions(service, kernel)
    found = next((each for each in every if each.key == key), None)
    if found is None:
        raise UnknownRevision(key, [each.key for each in every])
    return found


async def _remove(connection: AsyncConnection, key: str) -> None:
    """A follower that comes back later finds no row of its own, and leaves."""
    row = select(READ_MODEL.c.name).where(READ_MODEL.c.name == key).with_for_update()
    await connection.execute(row)
    for consumer in (key, shadow_name(key)):
        await connection.execute(text(f'DROP SCHEMA IF EXISTS "{consumer}" CASCADE'))
        offsets = delete(CONSUMER_OFFSET).where(CONSUMER_OFFSET.c.consumer == consumer)
        await connection.execute(offsets)
        await dead_letters.clear(connection, consumer)
    await connection.execute(delete(READ_MODEL).where(READ_MODEL.c.name == key))
