"""The Faust application on a real Kafka: it counts, resumes, and can count again from nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest
from aiokafka.admin import AIOKafkaAdminClient
from mithaq.http import create_app
from mithaq.money import Money
from programming.live import generations, reading
from programming.live.problems import TEXTS
from programming.live.process import LiveSettings, follow
from programming.live.routes import router
from programming.live.showing import Showing
from programming.live.tally import Tally

from .conftest import Trusting, bearer
from .live_log import AT, Log

NOBODY = Tally()


@asynccontextmanager
async def following(bootstrap: str, topic: str) -> AsyncIterator[Showing]:
    showing = Showing(lambda: datetime.now(UTC))
    task = asyncio.create_task(follow(bootstrap, showing, topic))
    try:
        yield showing
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(check: Callable[[], bool], seconds: float = 40) -> None:
    async with asyncio.timeout(seconds):
        while not check():  # noqa: ASYNC110 - Faust tells nobody when it has counted
            await asyncio.sleep(0.05)


def tally(showing: Showing, region: str) -> Tally:
    try:
        return reading.ever(showing.views(), region)
    except Exception:
        return NOBODY


def shows(showing: Showing, region: str, conventions: int) -> Callable[[], bool]:
    wanted = (Money(1500 * conventions), Money(250 * conventions), 2 * conventions, conventions)

    def shown() -> bool:
        found = tally(showing, region)
        return (found.promised, found.paid, found.signatures, found.payments) == wanted

    return shown


@pytest.fixture
def log() -> Log:
    return Log(f"ma.mithaq.test{uuid4().hex[:8]}")


async def test_regions_are_counted_once_through_redelivery_and_restart(
    kafka_server: str, log: Log
) -> None:
    for region in ("08", "08", "01"):
        log.signed_convention(region)
    await log.publish(kafka_server, log.lines)
    async with following(kafka_server, log.topic) as showing:
        await until(shows(showing, "08", 2))
        await until(shows(showing, "01", 1))
        await log.publish(kafka_server, log.lines)  # the relay starts again from before
        log.signed_convention("08")
        await log.publish(kafka_server, log.lines[-8:])
        await until(shows(showing, "08", 3))
        assert shows(showing, "01", 1)()
    async with following(kafka_server, log.topic) as showing:
        await until(lambda: tally(showing, "08") != NOBODY)
        assert shows(showing, "08", 3)()  # nothing is shown before all is counted
        assert shows(showing, "01", 1)()
        log.signed_convention("01")
        await log.publish(kafka_server, log.lines[-8:])
        await until(shows(showing, "01", 2))


async def test_a_run_leaves_no_topics_behind(kafka_server: str, log: Log) -> None:
    async def of_runs() -> set[str]:
        admin = AIOKafkaAdminClient(bootstrap_servers=kafka_server)
        await admin.start()
        names = await admin.list_topics()
        await admin.close()
        return {name for name in names if name.startswith(generations.PREFIX)}

    before = await of_runs()
    log.signed_convention("03")
    await log.publish(kafka_server, log.lines)
    async with following(kafka_server, log.topic) as showing:
        await until(shows(showing, "03", 1))
        assert await of_runs() > before
    assert await of_runs() == before


async def test_windows_hold_what_was_recorded_in_them(kafka_server: str, log: Log) -> None:
    log.signed_convention("05", AT - timedelta(hours=2))
    log.signed_convention("05", AT)
    await log.publish(kafka_server, log.lines)
    settings = LiveSettings(token_issuer="http://issuer.test", jwks_url="http://issuer.test/k")
    async with following(kafka_server, log.topic) as showing:
        api = create_app(
            service="live", title="live", routers=[router], texts=TEXTS, settings=settings
        )
        api.state.parts, api.state.verifier = showing, Trusting()
        transport = httpx.ASGITransport(api, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://live.test") as client:
            client.headers.update(bearer("auditor-1", "auditor"))
            early = await client.get("/v1/activity")
            assert (early.status_code, early.json()["code"]) == (503, "live-not-ready")
            await until(shows(showing, "05", 2))
            one = (await client.get("/v1/activity/05")).json()
            everything = (await client.get("/v1/activity")).json()
            missing = await client.get("/v1/activity/13")
    paid = {"amount": "2.50", "currency": "MAD"}
    assert [each["activity"]["paid"] for each in one["hours"]] == [paid, paid]
    assert [each["activity"]["paid"] for each in one["minutes"]] == [paid]
    assert one["total"]["promised"] == {"amount": "30.00", "currency": "MAD"}
    assert len(everything["regions"]) == 12
    assert everything["regions"][4]["region"]["name_ar"] == "بني ملال-خنيفرة"
    assert missing.json()["code"] == "region-unknown"
