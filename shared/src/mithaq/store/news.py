"""Which new versions of events may be written: a store says so, for all its processes."""

from collections.abc import Collection

import asyncpg

from mithaq.events import News

_RELEASED = "SELECT type, schema FROM released_event"
_RELEASE = """
    INSERT INTO released_event (type, schema, released_by)
    SELECT name, version, $3 FROM unnest($1::text[], $2::int[]) AS new (name, version)
    ON CONFLICT DO NOTHING
"""
# A store without events has no former release.
_BORN_NOW = "SELECT NOT EXISTS (SELECT FROM event)"
_BIRTH = "this store began with it"

Key = tuple[str, int]


async def settle(pool: asyncpg.Pool, news: News) -> None:
    """Hold what the store does not let through; in a store without events there is nothing to hold.

    To be asked again while something is held: an operator lets it through once.
    """
    if not news.downcasts:
        return
    if await pool.fetchval(_BORN_NOW):
        await release(pool, news.downcasts, by=_BIRTH)
    news.hold_all_but([(row["type"], row["schema"]) for row in await pool.fetch(_RELEASED)])


async def release(pool: asyncpg.Pool, events: Collection[Key], *, by: str) -> None:
    """Let these versions be written from now on: every process in use can read them."""
    names, versions = [name for name, _ in events], [version for _, version in events]
    await pool.execute(_RELEASE, names, versions, by)
