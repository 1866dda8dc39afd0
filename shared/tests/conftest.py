"""One service's database, migrated and thrown away; and a service's name nobody else uses."""

from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import uuid4

import pytest
from mithaq.store import Database
from mithaq.store.migrate import migrate


@pytest.fixture
async def database(fresh_database: Callable[[], Awaitable[str]]) -> AsyncIterator[Database]:
    database = await Database.open(await fresh_database())
    await migrate(database.engine)
    yield database
    await database.close()


@pytest.fixture
def source() -> str:
    """A source, hence a topic, of this test alone."""
    return f"ma.mithaq.test{uuid4().hex[:8]}"
