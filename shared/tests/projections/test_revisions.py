"""Two revisions of a read model stand beside each other, each with its own rows and progress."""

import pytest
from mithaq.projections import prepare, rebuild_own
from mithaq.projections.registry import RevisionTaken
from mithaq.store import Database
from mithaq.testing.counter import catalogue

from shared.tests.projections.revisions import NEW, OLD, Releases


@pytest.fixture
def releases(database: Database) -> Releases:
    return Releases(database)


def test_a_revision_has_a_key_of_its_own() -> None:
    assert (OLD.name, OLD.revision, OLD.key) == ("lines", 1, "lines")
    assert (NEW.name, NEW.revision, NEW.key) == ("lines", 2, "lines__r2")
    assert (NEW.metadata.schema, NEW.subscription().name) == ("lines__r2", "lines__r2")


async def test_a_new_revision_starts_at_the_first_line_beside_the_old(releases: Releases) -> None:
    await prepare(releases.database.engine, [OLD])
    await releases.count(5)
    await releases.follow(OLD)
    await prepare(releases.database.engine, [NEW])
    assert (await releases.rows(OLD), await releases.rows(NEW)) == (5, 0)
    await releases.follow(NEW)
    await releases.count(2)
    await releases.follow(OLD)
    assert (await releases.rows(OLD), await releases.rows(NEW)) == (7, 5)


async def test_an_older_release_that_starts_later_registers_its_own(releases: Releases) -> None:
    await prepare(releases.database.engine, [NEW])
    await releases.count(3)
    await releases.follow(NEW)
    await prepare(releases.database.engine, [OLD])
    await releases.follow(OLD)
    assert (await releases.rows(OLD), await releases.rows(NEW)) == (3, 3)


async def test_registering_again_keeps_the_rows(releases: Releases) -> None:
    await prepare(releases.database.engine, [NEW])
    await releases.count(3)
    await releases.follow(NEW)
    await prepare(releases.database.engine, [NEW, OLD])
    assert await releases.rows(NEW) == 3


async def test_a_name_that_a_former_release_gave_another_revision_is_refused(
    releases: Releases,
) -> None:
    """Before revisions had keys the name alone was registered, for whatever revision."""
    pool = releases.database.pool
    await pool.execute("INSERT INTO read_model (name, seq, revision) VALUES ('lines', 0, 3)")
    with pytest.raises(RevisionTaken, match="above 3"):
        await prepare(releases.database.engine, [OLD])
    await prepare(releases.database.engine, [NEW])


async def test_what_was_dropped_for_the_older_revision_is_dropped_for_the_newer(
    releases: Releases,
) -> None:
    pool = releases.database.pool
    await prepare(releases.database.engine, [OLD])
    await releases.count(2)
    await pool.execute(
        """
        INSERT INTO dropped_letter (consumer, source, seq, stream_id, version, event_id, type,
                                    schema, data, meta, recorded_at, hash, reason, buried_at,
                                    dropped_by, dropped_because)
        SELECT 'lines', $1, 1, '', 1, gen_random_uuid(), '', 1, '', '', now(), '', '', now(),
               'amina', 'entered twice'
        """,
        catalogue().source,
    )
    await prepare(releases.database.engine, [NEW])
    await releases.follow(NEW)
    assert await releases.rows(NEW) == 1


async def test_a_rebuild_of_one_revision_leaves_the_other(releases: Releases) -> None:
    await prepare(releases.database.engine, [OLD, NEW])
    await releases.count(4)
    await releases.follow(OLD)
    await rebuild_own(releases.database, NEW)
    assert (await releases.rows(OLD), await releases.rows(NEW)) == (4, 4)
    places = await releases.database.pool.fetch("SELECT name, revision, seq FROM read_model")
    assert sorted(map(tuple, places)) == [("lines", 1, 4), ("lines__r2", 2, 4)]
