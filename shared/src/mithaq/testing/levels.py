"""Read models that a test fills by itself, without the workers that find them level."""

from mithaq.store import Database

_LEVEL = "UPDATE read_model SET level_at = clock_timestamp()"


async def take_as_level(database: Database) -> None:
    """Have every registered read model answer, whatever its rows."""
    await database.pool.execute(_LEVEL)
