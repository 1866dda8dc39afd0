"""Ten megabytes are refused, declared or not, and not read to the end."""

from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from starlette.types import Message

TEN_MEGABYTES = 10_000_000
CHUNK = b"x" * 100_000


async def test_a_declared_body_is_refused_before_it_is_read(app: FastAPI) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        raise AssertionError("the body was read")

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"content-length", str(TEN_MEGABYTES).encode())]
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


def _scope(headers: list[tuple[bytes, bytes]]) -> dict[str, object]:
    return {
        "type": "http",
        "method": "POST",
        "path": "/v1/echo",
        "raw_path": b"/v1/echo",
        "query_string": b"",
        "headers": headers,
        "scheme": "http",
        "http_version": "1.1",
        "server": ("things", 80),
        "client": None,
        "root_path": "",
    }
