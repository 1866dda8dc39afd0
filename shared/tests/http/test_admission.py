"""How many requests may run at once, of one client and of all; how fast strangers are refused."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from fastapi import APIRouter, FastAPI
from httpx import ASGITransport, AsyncClient
from mithaq.commands import Caller
from mithaq.http import CallerOf, create_app
from mithaq.settings import Settings
from mithaq.words import texts_of

Asked = Callable[..., AsyncClient]


@pytest.fixture
def gate() -> asyncio.Event:
    return asyncio.Event()


@pytest.fixture
def app(settings: Settings, gate: asyncio.Event) -> FastAPI:
    router = APIRouter()

    @router.get("/v1/wait")
    async def wait() -> None:
        await gate.wait()

    @router.get("/v1/open")
    async def open_to_all() -> None:
        return None

    @router.get("/v1/mine")
    async def mine(caller: CallerOf) -> str:
        return caller.subject

    return create_app(
        service="things",
        title="Things",
        routers=[router],
        texts=texts_of(),
        settings=settings.model_copy(
            update={"http_max_requests": 5, "http_max_requests_per_client": 3}
        ),
    )


@asynccontextmanager
async def client_at(app: FastAPI, address: str) -> AsyncIterator[AsyncClient]:
    transport = ASGITransport(app, client=(address, 4711))
    async with AsyncClient(transport=transport, base_url="http://things") as client:
        yield client


async def test_one_client_has_a_share_and_the_process_a_most(
    app: FastAPI, gate: asyncio.Event
) -> None:
    async with (
        client_at(app, "198.51.100.1") as greedy,
        client_at(app, "198.51.100.2") as second,
        client_at(app, "198.51.100.3") as third,
    ):
        running = [asyncio.create_task(greedy.get("/v1/wait")) for _ in range(3)]
        await asyncio.sleep(0)
        over = await greedy.get("/v1/wait", headers={"Accept-Language": "en"})
        assert (over.status_code, over.json()["code"]) == (429, "too-many-requests")
        assert over.json()["title"] == "Too many requests at once"
        assert over.headers["retry-after"] == "1"
        running += [asyncio.create_task(second.get("/v1/wait")) for _ in range(2)]
        await asyncio.sleep(0)
        full = await third.get("/v1/wait", headers={"Accept-Language": "ar"})
        assert (full.status_code, full.json()["code"]) == (503, "service-busy")
        assert full.headers["content-language"] == "ar"
        assert full.headers["retry-after"] == "1"
        gate.set()
        assert {(await each).status_code for each in running} == {200}
        assert (await third.get("/v1/wait")).status_code == 200
        assert (await greedy.get("/v1/wait")).status_code == 200


@pytest.mark.parametrize("path", ["/nowhere", "/v1/open", "/openapi.json"])
async def test_a_stranger_who_asks_again_and_again_is_answered_slowly(
    app: FastAPI, path: str
) -> None:
    async with client_at(app, "198.51.100.1") as stranger, client_at(app, "198.51.100.2") as other:
        for _ in range(45):  # at most 20 of them free, in each of the seconds this takes
            begun = time.monotonic()
            await stranger.get(path)
            late = time.monotonic() - begun >= 0.25
            if late:
                break
        assert late
        begun = time.monotonic()
        await other.get(path)
        assert time.monotonic() - begun < 0.25


class Trusting:
    """Another verifier than the one that the application came with."""

    async def verify(self, token: str) -> Caller:
        return Caller(subject=token)


@pytest.mark.parametrize("verifier", [None, Trusting()], ids=["its own", "another"])
async def test_who_has_a_token_is_not_slowed_down(
    app: FastAPI, signed_in: dict[str, str], verifier: Trusting | None
) -> None:
    app.state.verifier = verifier or app.state.verifier
    async with client_at(app, "198.51.100.1") as client:
        begun = time.monotonic()
        for _ in range(100):
            assert (await client.get("/v1/mine", headers=signed_in)).status_code == 200
        assert time.monotonic() - begun < 10  # 25 s if four fifths of them waited
