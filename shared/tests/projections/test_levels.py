"""A new revision answers nobody before it has all that there was to apply."""

import pytest
from mithaq.errors import ReadModelFilling
from mithaq.projections import Reader, levels, prepare
from mithaq.projections.levels import Filling
from mithaq.store import Database, Signal

from shared.tests.projections.revisions import NEW, OLD, Releases

_AGED = "UPDATE event SET recorded_at = recorded_at - interval '1 minute'"


@pytest.fixture
async def releases(database: Database) -> Releases:
    """Five events long ago, in the rows of the former release."""
    made = Releases(database)
    await prepare(database.engine, [OLD])
    await made.count(5)
    await made.follow(OLD)
    await database.pool.execute("ALTER TABLE event DISABLE TRIGGER ALL")
    await database.pool.execute(_AGED)
    return made


async def test_a_read_of_a_revision_without_its_rows_is_refused(releases: Releases) -> None:
    await prepare(releases.database.engine, [NEW])
    await levels.mark_own_level(releases.database.pool, [NEW])
    reader = Reader(releases.database, NEW, Signal())
    with pytest.raises(ReadModelFilling) as refused:
        async with reader.connect():
            pytest.fail("answered from half the rows")
    assert dict(refused.value.values) == {"read_models": "lines", "percent": 0}


async def test_it_says_how_far_it_is(releases: Releases) -> None:
    await prepare(releases.database.engine, [NEW])
    await releases.follow(NEW, lines=2)
    found = await levels.filling(releases.database.pool, [OLD, NEW])
    assert Filling(key="lines__r2", percent=40) in found


async def test_once_level_it_stays_so_whatever_comes(releases: Releases) -> None:
    pool = releases.database.pool
    await prepare(releases.database.engine, [NEW])
    await releases.follow(NEW)
    assert await levels.filling(pool, [NEW])  # level, but nobody looked yet
    await levels.mark_own_level(pool, [NEW])
    await releases.count(3)
    await pool.execute(_AGED)
    assert not await levels.filling(pool, [NEW])
    async with Reader(releases.database, NEW, Signal()).connect():
        """Lag is another matter: readers can wait for a position."""


async def test_what_was_recorded_this_moment_does_not_count(releases: Releases) -> None:
    """Under load the newest line is always still on its way."""
    await prepare(releases.database.engine, [NEW])
    await releases.follow(NEW)
    await releases.count(1)
    await levels.mark_own_level(releases.database.pool, [NEW])
    assert not await levels.filling(releases.database.pool, [NEW])


async def test_an_empty_store_is_level_at_once(database: Database) -> None:
    await prepare(database.engine, [NEW])
    await levels.mark_own_level(database.pool, [NEW])
    assert not await levels.filling(database.pool, [NEW])


async def test_a_revision_that_is_gone_is_not_level(database: Database) -> None:
    assert await levels.filling(database.pool, [NEW]) == [Filling(key="lines__r2", percent=0)]
