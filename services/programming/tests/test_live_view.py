"""The Faust application on a real Kafka: it counts, resumes, and can count again from nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest
from mithaq.http import create_app
from mithaq.messaging import Kafka
from mithaq.money import Total
from mithaq.testing.broker import broker
from mithaq.words import texts_of
from programming.live import run_topics, windows
from programming.live.live_view import LiveView
from programming.live.process import LiveSettings, follow
from programming.live.routes import router
from programming.live.totals import Totals

from .conftest import Trusting, bearer
from .live_log import AT, Log

NOTHING = Totals()


@pytest.fixture
def kafka(kafka_server: str) -> Kafka:
    return broker(kafka_server)


@asynccontextmanager
async def served(live_view: LiveView) -> AsyncIterator[httpx.AsyncClient]:
    """The API of the live view, asked by an auditor."""
    settings = LiveSettings(token_issuer="http://issuer.test", jwks_url="http://issuer.test/k")
    api = create_app(
        service="live",
        title="live",
        routers=[router],
        texts=texts_of("programming"),
        settings=settings,
    )
    api.state.parts, api.state.verifier = live_view, Trusting()
    transport = httpx.ASGITransport(api, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://live.test") as client:
        client.headers.update(bearer("auditor-1", "auditor"))
        yield client


@asynccontextmanager
async def following(kafka: Kafka, topic: str) -> AsyncIterator[LiveView]:
    live_view = LiveView(lambda: datetime.now(UTC))
    task = asyncio.create_task(follow(kafka, live_view, topic))
    try:
        yield live_view
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(check: Callable[[], bool], seconds: float = 40) -> None:
    async with asyncio.timeout(seconds):
        while not check():  # noqa: ASYNC110 - Faust tells nobody when it has counted
            await asyncio.sleep(0.05)


def totals(live_view: LiveView, region: str) -> Totals:
    try:
        return windows.all_time(live_view.app(), region)
    except Exception:
        return NOTHING


def shows(live_view: LiveView, region: str, conventions: int) -> Callable[[], bool]:
    wanted = (Total(1500 * conventions), Total(250 * conventions), 2 * conventions, conventions)

    def shown() -> bool:
        found = totals(live_view, region)
        return (found.promised, found.paid, found.signatures, found.payments) == wanted

    return shown


@pytest.fixture
def log() -> Log:
    return Log(f"ma.mithaq.test{uuid4().hex[:8]}")


async def test_regions_are_counted_once_through_redelivery_and_restart(
    kafka: Kafka, log: Log
) -> None:
    for region in ("08", "08", "01"):
        log.signed_convention(region)
    await log.publish(kafka, log.lines)
    async with following(kafka, log.topic) as live_view:
        await until(shows(live_view, "08", 2))
        await until(shows(live_view, "01", 1))
        await log.publish(kafka, log.lines)  # the relay starts again from before
        log.signed_convention("08")
        await log.publish(kafka, log.lines[-8:])
        await until(shows(live_view, "08", 3))
        assert shows(live_view, "01", 1)()
    async with following(kafka, log.topic) as live_view:
        await until(lambda: totals(live_view, "08") != NOTHING)
        assert shows(live_view, "08", 3)()  # nothing is shown before all is counted
        assert shows(live_view, "01", 1)()
        log.signed_convention("01")
        await log.publish(kafka, log.lines[-8:])
        await until(shows(live_view, "01", 2))


async def test_a_run_leaves_no_topics_behind(kafka: Kafka, log: Log) -> None:
    async def of_runs() -> set[str]:
        async with kafka.admin() as admin:
            names = await admin.list_topics()
        return {name for name in names if name.startswith(run_topics.PREFIX)}

    before = await of_runs()
    log.signed_convention("03")
    await log.publish(kafka, log.lines)
    async with following(kafka, log.topic) as live_view:
        await until(shows(live_view, "03", 1))
        assert await of_runs() > before
    assert await of_runs() == before


async def test_windows_hold_what_was_recorded_in_them(kafka: Kafka, log: Log) -> None:
    log.signed_convention("05", AT - timedelta(hours=2))
    log.signed_convention("05", AT)
    await log.publish(kafka, log.lines)
    async with following(kafka, log.topic) as live_view, served(live_view) as client:
        early = await client.get("/v1/activity")
        assert (early.status_code, early.json()["code"]) == (503, "live-not-ready")
        await until(shows(live_view, "05", 2))
        one = (await client.get("/v1/activity/05")).json()
        everything = (await client.get("/v1/activity")).json()
        missing = await client.get("/v1/activity/13")
    paid = {"amount": "2.50", "currency": "MAD"}
    assert [each["activity"]["paid"] for each in one["hours"]] == [paid, paid]
    assert [each["activity"]["paid"] for each in one["minutes"]] == [paid]
    assert one["total"]["promised"] == {"amount": "30.00", "currency": "MAD"}
    assert (everything["complete"], everything["left_out"]) == (True, 0)
    assert len(everything["regions"]) == 12
    assert everything["regions"][4]["region"]["name_ar"] == "بني ملال-خنيفرة"
    assert missing.json()["code"] == "region-unknown"


async def test_no_event_ends_the_view_and_figures_that_lack_one_say_so(
    kafka: Kafka, log: Log
) -> None:
    largest = {"contributions": [{"amount": 5 * 10**15}] * 2}
    drafted = {"outline": {"region": "09"}, "drafted_by": str(uuid4())}
    log.write(("ConventionDrafted", drafted), ("ConventionSigned", largest))
    log.write(("TranchePaid", {"amount": 100}))  # of a convention that nobody drafted
    log.write(("ConventionDrafted", drafted), ("TranchePaid", {"amount": "much"}))
    log.signed_convention("07")
    await log.publish(kafka, log.lines)
    async with following(kafka, log.topic) as live_view, served(live_view) as client:
        await until(shows(live_view, "07", 1))
        for path in ("/v1/activity", "/v1/activity/09"):
            shown = (await client.get(path)).json()
            assert (shown["complete"], shown["left_out"]) == (False, 2)
        assert shown["total"]["promised"] == {"amount": "100000000000000.00", "currency": "MAD"}
