"""Revisions of former releases: listed with who uses them, removed when nobody does."""

import asyncio
import json
from dataclasses import replace

import pytest
from mithaq.operations.errors import RevisionInUse, UnknownRevision
from mithaq.operations.read_models import prune, revisions
from mithaq.operations.session import Session
from mithaq.projections import ModelTables, NotOurs, ReadModel, Tail, prepare
from mithaq.runtime import Role
from mithaq.runtime.presence import keep_announcing, serving
from mithaq.store import Signal
from mithaq.testing.flow import run_until
from sqlalchemy import Column, Table, Text

from .command_line import Operator
from .conftest import Counting


async def _nothing(*_: object) -> None:
    """A projector whose rows do not matter."""


def former(counting: Counting) -> ReadModel:
    """Another release's revision of the read model."""
    metadata = ModelTables("totals", revision=7)
    Table("row", metadata, Column("name", Text, primary_key=True))
    (model,) = counting.session.service.own
    return replace(model, metadata=metadata, project=_nothing)


async def follow(counting: Counting, model: ReadModel) -> None:
    tail = Tail(counting.database, model.subscription(), Signal(), Signal())
    while await tail.step():
        """There is more."""


@pytest.fixture
async def session(ten: Counting) -> Session:
    """Ten lines; this release has applied them all, the other's revision the first two."""
    other = former(ten)
    await prepare(ten.database.engine, [other])
    await ten.project()
    tail = Tail(ten.database, other.subscription(), Signal(), Signal(), batch=2)
    await tail.step()
    return ten.session


async def prune_totals(session: Session, *, stopped: bool = False) -> None:
    await prune(session.service, session.kernel, "totals__r7", watch_s=0.3, stopped=stopped)


async def test_every_revision_is_listed_with_its_place(session: Session) -> None:
    ours, other = await revisions(session.service, session.kernel)
    assert (ours.key, ours.ours, ours.behind, ours.place) == ("totals", True, 0, 10)
    assert (other.key, other.ours, other.behind, other.place) == ("totals__r7", False, 8, 2)
    assert ours.bytes > 0
    assert ours.last_moved_to is not None


async def test_what_nobody_moves_is_removed_with_its_dead_letters(
    session: Session, ten: Counting
) -> None:
    pool = ten.database.pool
    await pool.execute("INSERT INTO parked_stream VALUES ('totals__r7', 's', 'counter-a', 1)")
    await prune_totals(session)
    assert [each.key for each in await revisions(session.service, session.kernel)] == ["totals"]
    assert await pool.fetchval("SELECT to_regclass('totals__r7.row') IS NULL")
    assert await pool.fetchval("SELECT count(*) FROM parked_stream") == 0
    with pytest.raises(NotOurs):  # a process of that release that was asleep
        await follow(ten, former(ten))


async def test_this_releases_own_is_not_removed(session: Session) -> None:
    with pytest.raises(RevisionInUse, match="of this release"):
        await prune(session.service, session.kernel, "totals", watch_s=0, stopped=True)


async def test_what_a_process_announces_is_not_removed(session: Session, ten: Counting) -> None:
    theirs = replace(session.service, own=[former(ten)])
    announcing = asyncio.create_task(keep_announcing(theirs, session.kernel, Role.API))

    async def announced() -> bool:
        return bool(await serving(ten.database.pool))

    await run_until(announced)
    with pytest.raises(RevisionInUse, match=session.kernel.settings.release):
        await prune_totals(session, stopped=True)
    announcing.cancel()
    await asyncio.gather(announcing, return_exceptions=True)
    assert not await serving(ten.database.pool)
    await prune_totals(session)


async def test_what_moves_while_it_is_watched_is_not_removed(
    session: Session, ten: Counting
) -> None:
    """A former release that does not announce itself."""
    pruning = asyncio.create_task(prune_totals(session, stopped=True))
    await asyncio.sleep(0.1)
    await follow(ten, former(ten))
    with pytest.raises(RevisionInUse, match="still moves it"):
        await pruning


async def test_what_lacks_nothing_may_have_a_follower(session: Session, ten: Counting) -> None:
    await follow(ten, former(ten))
    with pytest.raises(RevisionInUse, match="--stopped"):
        await prune_totals(session)
    await prune_totals(session, stopped=True)


async def test_a_mistyped_name_is_refused(session: Session) -> None:
    with pytest.raises(UnknownRevision, match="totals, totals__r7"):
        await prune(session.service, session.kernel, "total", watch_s=0, stopped=True)


async def test_from_the_command_line(session: Session, operator: Operator) -> None:
    code, said = await operator("read-models", "list")
    assert code == 0
    assert "Not of this release: totals__r7" in said
    code, said = await operator("read-models", "list", "--json")
    assert [each["key"] for each in json.loads(said)] == ["totals", "totals__r7"]
    code, said = await operator("read-models", "prune", "totals")
    assert (code, "it is the revision of this release" in said) == (2, True)
    code, said = await operator("read-models", "prune", "totals__r7", "--watch", "0")
    assert (code, "totals__r7: removed" in said) == (0, True)
