"""Holds back what a restored store would do outwards, such as sending mail, until it is released.

The backup does not know what was done since: everything would be done once more.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import asyncpg

from mithaq.store.database import Database
from mithaq.store.eras import current_era

_HOLD: Final = """
    SELECT begun_at AS since, released_at IS NULL AS held, resend FROM store_era
    WHERE era = (SELECT max(era) FROM store_era) AND era > (SELECT min(era) FROM store_era)
"""
_RELEASE: Final = """
    UPDATE store_era SET released_at = clock_timestamp(), released_by = $1, resend = $2
    WHERE era = (SELECT max(era) FROM store_era) AND released_at IS NULL
      AND era > (SELECT min(era) FROM store_era)
"""
_LOOK_S: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """The store was restored, which was noticed at `since`; `held` until an operator releases it.

    With `resend`, what happened before may be done once more; without, it must not be.
    """

    since: datetime
    held: bool
    resend: bool


async def restored(database: asyncpg.Pool | asyncpg.Connection) -> Restored | None:
    """How the store was restored last; None if it never was."""
    row = await database.fetchrow(_HOLD)
    return Restored(**row) if row else None


async def release(database: asyncpg.Pool, *, by: str, resend: bool) -> bool:
    """Release what is held back; False if nothing is."""
    return bool(await database.execute(_RELEASE, by, resend) == "UPDATE 1")


async def until_released(database: Database) -> Restored | None:
    """Return how the store was restored, once it is released; at once if it never was."""
    connection = await database.connect()
    try:
        await current_era(connection)
        while (found := await restored(connection)) and found.held:  # noqa: ASYNC110 - remote
            await asyncio.sleep(_LOOK_S)
        return found
    finally:
        await connection.close()
