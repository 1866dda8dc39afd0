"""Copies of a migrated database, which take a fraction of what migrating another one takes."""

from mithaq.store.database import connect
from mithaq.store.eras import PLACE

__all__ = ["begin_here"]


async def begin_here(url: str) -> None:
    """Have the store of a copy begin where it is: as it stands it is taken for a restored one,
    and its log would wait to be compared with a topic that nobody has."""
    connection = await connect(url)
    try:
        await connection.execute(f"UPDATE store_era SET place = here.place FROM ({PLACE}) here")  # noqa: S608 (a constant)
    finally:
        await connection.close()
