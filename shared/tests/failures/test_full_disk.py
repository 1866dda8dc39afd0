"""PostgreSQL's disk is full: appends are refused, and no acknowledged event is lost."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from fastapi import APIRouter
from httpx import ASGITransport, AsyncClient
from mithaq.http import create_app
from mithaq.ids import new_id
from mithaq.projections import Tail, prepare
from mithaq.runtime import Worker
from mithaq.settings import Settings
from mithaq.store import Database, PostgresEventStore, Sequencer, Signal, Streams
from mithaq.store.failures import is_transient
from mithaq.store.migrate import migrate
from mithaq.testing.counter import Counted, catalogue, evolve, request
from mithaq.testing.flow import rows, run_until, totals
from mithaq.testing.running import running
from mithaq.words import texts_of
from mithaq_local.testing import temporary_database

from shared.tests.failures.small_disk import SmallDisk, small_disk
from shared.tests.failures.test_cut_connections import assert_log

LETTERS = 100_000
ATTEMPTS = 400


@pytest.fixture(scope="module")
def disk() -> Iterator[SmallDisk]:
    with small_disk() as disk:
        yield disk


@pytest.fixture
async def database(disk: SmallDisk) -> AsyncIterator[Database]:
    async with temporary_database(disk.address) as url:
        database = await Database.open(url)
        await migrate(database.engine)
        await prepare(database.engine, [totals(catalogue())])
        yield database
        await database.close()
        await asyncio.to_thread(disk.free)  # whatever failed, so that it can be dropped


async def count(database: Database) -> None:
    """One event large enough to need a new page soon."""
    counters = Streams(PostgresEventStore(database.pool), catalogue(), 0, evolve)
    noted = Counted(by=1, note=new_id().hex * (LETTERS // 32))
    await counters.run("counter-a", lambda _: [noted], request())


async def until_refused(database: Database) -> tuple[int, Exception]:
    """Append until an append is refused; returns how many were acknowledged before."""
    for acknowledged in range(ATTEMPTS):
        try:
            await count(database)
        except Exception as refusal:
            return acknowledged, refusal
    pytest.fail("the disk never was full")


async def told_over_http(database: Database) -> tuple[int, dict[str, object]]:
    router = APIRouter(prefix="/v1")

    @router.post("/counts")
    async def append() -> None:
        await count(database)

    settings = Settings(
        database_url=database.url, token_issuer="nobody", jwks_url="file:///nowhere"
    )
    app = create_app(
        service="counters", title="Counters", routers=[router], texts=texts_of(), settings=settings
    )
    transport = ASGITransport(app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="http://counters") as client:
        answer = await client.post("/v1/counts", headers={"Accept-Language": "en"})
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"] == "1"
    return answer.status_code, answer.json()


async def test_a_full_disk_refuses_appends_and_loses_nothing(
    disk: SmallDisk, database: Database
) -> None:
    """Given a service at work, when its disk is full, then appends are refused (503, with a way
    out) and all acknowledged events are there; when space is freed, everything goes on.
    """
    tail = Tail(database, totals(catalogue()).subscription(), Signal(), Signal())
    sequencer = Sequencer(database, Signal(), Signal())
    async with running(Worker("sequencer", sequencer.run), Worker("tail", tail.run)):
        for _ in range(5):
            await count(database)
        await asyncio.to_thread(disk.fill)
        acknowledged, refusal = await until_refused(database)
        assert is_transient(refusal), refusal
        status, problem = await told_over_http(database)
        assert (status, problem["code"]) == (503, "store-unavailable")
        assert "idempotency key" in str(problem["way_out"])
        await asyncio.to_thread(disk.free)
        stored = await database.pool.fetchval("SELECT count(*) FROM event")
        assert stored == 5 + acknowledged
        await count(database)
        await run_until(lambda: holds(database, stored + 1), seconds=60)
    await assert_log(database, stored + 1)


async def holds(database: Database, total: int) -> bool:
    return await rows(database) == {"counter-a": total}
