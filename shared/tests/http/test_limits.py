"""A body is read after its caller is known, whole, in time, and never beyond what it may cost."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from mithaq.http import create_app
from mithaq.settings import Settings
from starlette.types import Message

from .conftest import TEXTS, router

TEN_MEGABYTES = 10_000_000
CHUNK = b"x" * 100_000


async def test_a_declared_body_is_refused_before_it_is_read(
    app: FastAPI, signed_in: dict[str, str]
) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        raise AssertionError("the body was read")

    async def send(message: Message) -> None:
        sent.append(message)

    token = signed_in["Authorization"].encode()
    headers = [(b"content-length", str(TEN_MEGABYTES).encode()), (b"authorization", token)]
    await app(_scope(headers), receive, send)
    assert sent[0]["status"] == 413
    assert dict(sent[0]["headers"])[b"content-type"] == b"application/problem+json"


async def test_a_chunked_body_is_read_no_further_than_the_limit(
    client: AsyncClient, signed_in: dict[str, str]
) -> None:
    given = 0

    async def chunks() -> AsyncIterator[bytes]:
        nonlocal given
        while given < TEN_MEGABYTES:
            given += len(CHUNK)
            yield CHUNK

    answer = await client.post("/v1/echo", content=chunks(), headers=signed_in)
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")
    assert answer.json()["values"] == {"limit": 1_000_000}


async def test_a_client_that_lies_about_the_length_gains_nothing(
    client: AsyncClient, signed_in: dict[str, str]
) -> None:
    headers = {**signed_in, "Content-Length": "2", "Content-Type": "application/json"}
    answer = await client.post("/v1/things", content=b"x" * 2_000_000, headers=headers)
    assert answer.status_code == 413


@pytest.mark.parametrize("size", [1_000_000, 999_999])
async def test_up_to_the_limit_it_is_read(
    client: AsyncClient, signed_in: dict[str, str], size: int
) -> None:
    answer = await client.post("/v1/echo", content=b"x" * size, headers=signed_in)
    assert answer.status_code == 200


def _scope(headers: list[tuple[bytes, bytes]], path: str = "/v1/echo") -> dict[str, object]:
    return {
        "type": "http",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": headers,
        "scheme": "http",
        "http_version": "1.1",
        "server": ("things", 80),
        "client": None,
        "root_path": "",
    }


@pytest.mark.parametrize(
    "token", [None, b"Basic YTpi", b"Bearer x", b"Bearer e30.e30.e30"], ids=str
)
async def test_without_a_valid_token_no_body_is_read(app: FastAPI, token: bytes | None) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        raise AssertionError("the body was read")

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"content-length", b"10"), (b"content-type", b"application/json")]
    if token is not None:
        headers.append((b"authorization", token))
    for path in ("/v1/echo", "/v1/things"):
        sent.clear()
        await app(_scope(headers, path), receive, send)
        assert sent[0]["status"] == 401
        assert b"www-authenticate" in dict(sent[0]["headers"])


async def test_a_body_that_does_not_arrive_is_given_up(
    app: FastAPI, settings: Settings, signed_in: dict[str, str]
) -> None:
    slow = create_app(
        service="things",
        title="Things",
        routers=[router],
        texts=TEXTS,
        settings=settings.model_copy(update={"http_body_seconds": 0.05}),
    )

    async def body() -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(0.01)

    async with AsyncClient(transport=ASGITransport(slow), base_url="http://things") as client:
        headers = {**signed_in, "Content-Type": "application/json"}
        for path in ("/v1/echo", "/v1/things"):
            answer = await client.post(path, content=body(), headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (408, "body-too-slow")


@pytest.mark.parametrize("path", ["/v1/echo", "/v1/things"])
@pytest.mark.parametrize("media_type", ["application/json", "application/problem+json", None])
@pytest.mark.parametrize(
    "body", [b"[" * 1_000_000, b'{"a":' * 40 + b"1" + b"}" * 40, b"[" + b"0," * 60_000 + b"0]"]
)
async def test_json_that_would_cost_too_much_is_never_parsed(
    client: AsyncClient, signed_in: dict[str, str], path: str, media_type: str | None, body: bytes
) -> None:
    headers = {**signed_in, **({"Content-Type": media_type} if media_type else {})}
    answer = await client.post(path, content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "json-too-complex")


async def test_a_text_full_of_brackets_and_commas_is_a_text(
    client: AsyncClient, signed_in: dict[str, str], payment: dict[str, object]
) -> None:
    answer = await client.post(
        "/v1/things", json={**payment, "note": '[{"' * 20_000 + "," * 60_000}, headers=signed_in
    )
    assert answer.status_code == 201
