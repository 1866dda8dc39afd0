"""The Faust application on a real Kafka: it counts, resumes, and can count again from nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
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
async def following(bootstrap: str, topic: str, number: int) -> AsyncIterator[Showing]:
    showing = Showing(lambda: datetime.now(UTC))
    task = asyncio.create_task(follow(bootstrap, number, showing, topic))
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


@pytest.fixture
def number() -> int:
    """A generation of this test alone."""
    return uuid4().int % 10**9 + 10**9


async def test_regions_are_counted_once_through_redelivery_and_restart(
    kafka_server: str, log: Log, number: int
) -> None:
    for region in ("08", "08", "01"):
        log.signed_convention(region)
    async with following(kafka_server, log.topic, number) as showing:
        await log.publish(kafka_server, log.lines)
        await until(shows(showing, "08", 2))
        await until(shows(showing, "01", 1))
        await log.publish(kafka_server, log.lines)  # the relay starts again from before
        log.signed_convention("08")
        await log.publish(kafka_server, log.lines[-8:])
        await until(shows(showing, "08", 3))
        assert shows(showing, "01", 1)()
    async with following(kafka_server, log.topic, number) as showing:
        await until(shows(showing, "08", 3))  # from the changelogs, without counting again
        log.signed_convention("01")
        await log.publish(kafka_server, log.lines[-8:])
        await until(shows(showing, "01", 2))
        assert shows(showing, "08", 3)()
    async with following(kafka_server, log.topic, number + 1) as showing:
        await until(shows(showing, "08", 3))
        await until(shows(showing, "01", 2))
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka_server)
    await admin.start()
    older = [name for name in await admin.list_topics() if f"live-{number}-" in name]
    await admin.close()
    assert not older


async def test_windows_hold_what_was_recorded_in_them(
    kafka_server: str, log: Log, number: int
) -> None:
    log.signed_convention("05", AT - timedelta(hours=2))
    log.signed_convention("05", AT)
    await log.publish(kafka_server, log.lines)
    settings = LiveSettings(token_issuer="http://issuer.test", jwks_url="http://issuer.test/k")
    async with following(kafka_server, log.topic, number) as showing:
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


def test_the_next_generation_is_remembered(tmp_path: Path) -> None:
    folder = tmp_path / "not-yet-there"
    assert generations.current(folder) == 1
    assert generations.begin_next(folder) == 2
    assert generations.current(folder) == 2
