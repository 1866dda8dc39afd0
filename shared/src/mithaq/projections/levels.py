"""Which revisions of read models are complete: level once they had all there was to apply.

A revision is created empty and filled from the first line while the former release serves its own.
Until it is level nobody is answered from it: a list that lacks half its rows is a wrong answer, and
a command that looks up a party would be refused wrongly. Once level it stays so: what it lacks from
then on is lag, which readers can wait for.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import asyncpg

from mithaq.errors import ReadModelFilling
from mithaq.projections.model import RawReadModel, ReadModel

Model = ReadModel | RawReadModel
_LOOK_S: Final = 0.5

_FILLING: Final = """
    SELECT wanted.key, coalesce(r.goal, head.seq, 0) AS whole,
           CASE WHEN r.goal IS NULL THEN r.seq ELSE (
               SELECT sum(next_offset) FROM consumer_offset WHERE consumer = r.name
           ) END AS done
    FROM unnest($1::text[]) AS wanted (key)
    LEFT JOIN read_model r ON r.name = wanted.key
    LEFT JOIN (SELECT max(seq) AS seq FROM event_log) AS head ON true
    WHERE r.level_at IS NULL
"""
# Old lines alone count: under load the newest is always still on its way.
_OWN_IS_LEVEL: Final = """
    UPDATE read_model SET level_at = clock_timestamp()
    WHERE name = ANY ($1) AND level_at IS NULL AND NOT EXISTS (
        SELECT FROM event_log l JOIN event e USING (position)
        WHERE l.seq = read_model.seq + 1
          AND e.recorded_at < clock_timestamp() - interval '1 second'
    )
"""
_IS_LEVEL: Final = """
    UPDATE read_model SET level_at = clock_timestamp() WHERE name = $1 AND level_at IS NULL
"""
_GOAL: Final = """
    UPDATE read_model SET goal = $2
    WHERE name = $1 AND level_at IS NULL AND goal IS DISTINCT FROM $2
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """A revision that is not level yet, and how much of its way it has gone."""

    key: str
    percent: int


async def filling(pool: asyncpg.Pool, models: Sequence[Model]) -> list[Filling]:
    """Those of the read models that are not level; a revision that is gone is at nothing."""
    rows = await pool.fetch(_FILLING, [model.key for model in models])
    return [Filling(key=key, percent=_percent(done or 0, whole)) for key, whole, done in rows]


async def ensure_level(pool: asyncpg.Pool, models: Sequence[Model]) -> None:
    """Raise ReadModelFilling if any of them is not level: their names, and the least progress."""
    if found := await filling(pool, models):
        names = {model.key: model.name for model in models}
        raise ReadModelFilling(
            read_models=tuple(names[each.key] for each in found),
            percent=min(each.percent for each in found),
        )


async def until_level(pool: asyncpg.Pool, models: Sequence[Model]) -> None:
    """Return once they are level: for workers that must not act on what half the events say."""
    while await filling(pool, models):  # noqa: ASYNC110 - another process fills them
        await asyncio.sleep(_LOOK_S)


async def mark_own_level(pool: asyncpg.Pool, models: Sequence[Model]) -> None:
    """Mark those that have applied the log, but for what was recorded in the last second."""
    await pool.execute(_OWN_IS_LEVEL, [model.key for model in models])


async def mark_level(pool: asyncpg.Pool, model: Model) -> None:
    await pool.execute(_IS_LEVEL, model.key)


async def set_goal(pool: asyncpg.Pool, model: Model, records: int) -> None:
    """How many records of the topics there are to read."""
    await pool.execute(_GOAL, model.key, records)


def _percent(done: int, whole: int) -> int:
    """Never 100: it is not level."""
    return min(99, 100 * int(done) // int(whole)) if whole else 0
