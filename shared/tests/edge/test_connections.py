"""What becomes of connections whose clients do not behave."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest

from .serving import Served
from .wire import Wire, get, post

Connect = Callable[[], Awaitable[Wire]]


@pytest.fixture
async def connect(service: Served) -> AsyncIterator[Connect]:
    async with AsyncExitStack() as stack:

        async def connect() -> Wire:
            wire = await Wire.to(service)
            stack.callback(wire.close)
            return wire

        yield connect
        await asyncio.sleep(0.05)  # the other side sees the end of these before the next test


@pytest.mark.parametrize("part", [b"", b"G", b"\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nX-Never: "])
async def test_a_request_that_never_ends_is_ended(connect: Connect, part: bytes) -> None:
    wire = await connect()
    wire.send(part)
    answer = await wire.answer()
    assert (answer.status, answer.code) == (408, "head-too-slow")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["connection"] == "close"
    await wire.ended(2)


@pytest.mark.parametrize("part", [b"G", b"\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nX-Never: "])
async def test_nor_does_the_second_one_on_a_connection(
    service: Served, connect: Connect, part: bytes
) -> None:
    wire = await connect()
    wire.send(get(service))
    assert (await wire.answer()).status == 200
    wire.send(part)
    assert (await wire.answer()).code == "head-too-slow"


async def test_a_head_that_trickles_in_is_no_excuse(connect: Connect) -> None:
    wire = await connect()

    async def trickle() -> None:
        for byte in b"GET / HTTP/1.1\r\nX-Slow: " + b"x" * 10_000:
            wire.send(bytes([byte]))
            await asyncio.sleep(0.05)

    trickling = asyncio.create_task(trickle())
    assert (await wire.answer()).code == "head-too-slow"
    trickling.cancel()


async def test_a_body_that_does_not_arrive_is_ended(service: Served, connect: Connect) -> None:
    wire = await connect()
    wire.send(post(service, b"Content-Length: 15"), b'{"text"')
    answer = await wire.answer()
    assert (answer.status, answer.code) == (408, "body-too-slow")
    await wire.ended(2)


@pytest.mark.parametrize(
    "head",
    [
        b"GET /" + b"x" * 40_000,
        b"GET / HTTP/1.1\r\nX-Long: " + b"x" * 40_000,
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 40_000,
    ],
    ids=["address", "header", "headers", "very many"],
)
async def test_a_head_too_large_is_refused(connect: Connect, head: bytes) -> None:
    wire = await connect()
    wire.send(head)
    answer = await wire.answer()
    assert (answer.status, answer.code) == (431, "head-too-large")


@pytest.mark.parametrize(
    "sent", [b"\x16\x03\x01\x02\x00", b"hello\r\n\r\n", b"GET / HTTP/9\r\n\r\n"]
)
async def test_what_is_no_request_is_told_so(connect: Connect, sent: bytes) -> None:
    wire = await connect()
    wire.send(sent)
    answer = await wire.answer()
    assert (answer.status, answer.code) == (400, "request-malformed")


async def test_a_body_in_too_many_parts_is_refused(service: Served, connect: Connect) -> None:
    wire = await connect()
    wire.send(post(service, b"Transfer-Encoding: chunked"), b"1\r\n \r\n" * 5_000)
    answer = await wire.answer()
    assert (answer.status, answer.code) == (413, "body-in-too-many-parts")
    await wire.ended(3)


async def test_a_body_in_many_parts_is_read(service: Served, connect: Connect) -> None:
    wire = await connect()
    chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in b'{"text": "abc"}' + b" " * 4_000)
    wire.send(post(service, b"Transfer-Encoding: chunked"), chunks, b"0\r\n\r\n")
    answer = await wire.answer()
    assert (answer.status, answer.body) == (200, b"3")


async def test_a_chunk_that_is_none_is_told_so(service: Served, connect: Connect) -> None:
    wire = await connect()
    wire.send(post(service, b"Transfer-Encoding: chunked"), b"zz\r\n")
    answer = await wire.answer()
    assert (answer.status, answer.code) == (400, "request-malformed")
    await wire.ended(3)


async def test_a_stranger_is_not_asked_to_go_on(service: Served, connect: Connect) -> None:
    wire = await connect()
    headers = (b"Content-Length: 15", b"Expect: 100-continue")
    wire.send(post(service, *headers, token=False))
    assert (await wire.answer()).status == 401
    known = await connect()
    known.send(post(service, *headers))
    assert await known.reader.readuntil(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
    known.send(b'{"text": "abc"}')
    assert (await known.answer()).body == b"3"


async def test_a_stranger_learns_why_though_it_was_still_sending(
    service: Served, connect: Connect
) -> None:
    wire = await connect()
    wire.send(post(service, b"Content-Length: 900000", token=False), b" " * 500_000)
    answer = await wire.answer()
    assert (answer.status, answer.headers["connection"]) == (401, "close")
    await wire.ended(3)


async def test_a_connection_serves_on_after_whole_requests(
    service: Served, connect: Connect
) -> None:
    wire = await connect()
    body = b'{"text": "abc"}'
    for _ in range(3):
        wire.send(post(service, b"Content-Length: 15"), body)
        assert (await wire.answer()).body == b"3"
        wire.send(get(service))
        assert (await wire.answer()).body == b'"amina"'
        wire.send(get(service, token=False))
        assert (await wire.answer()).status == 401


async def test_requests_sent_ahead_are_answered_one_by_one(
    service: Served, connect: Connect
) -> None:
    wire = await connect()
    wire.send(get(service) * 200)
    for _ in range(200):
        assert (await wire.answer()).body == b'"amina"'


async def test_a_request_sent_behind_a_body_is_left_to_another_connection(
    service: Served, connect: Connect
) -> None:
    wire = await connect()
    wire.send(post(service, b"Content-Length: 15"), b'{"text": "abc"}', get(service) * 2_000)
    answer = await wire.answer()
    assert (answer.body, answer.headers["connection"]) == (b"3", "close")
    await wire.ended(3)


async def test_another_protocol_is_not_spoken(service: Served, connect: Connect) -> None:
    wire = await connect()
    upgrade = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: x\r\n\r\n"
    wire.send(get(service)[:-2], upgrade, b"PRI * HTTP/2.0")
    answer = await wire.answer()
    assert (answer.status, answer.headers["connection"]) == (200, "close")


async def test_a_client_that_does_not_read_is_let_go(service: Served, connect: Connect) -> None:
    wire = await connect()
    wire.send(get(service, "/v1/large"))
    await asyncio.sleep(0.2)
    async with asyncio.timeout(10):
        while service.connections:  # noqa: ASYNC110 (another process has no event)
            await asyncio.sleep(0.1)
    with pytest.raises((asyncio.IncompleteReadError, ConnectionResetError)):
        await wire.answer()


async def test_one_address_has_so_many_connections_and_no_more(
    service: Served, connect: Connect
) -> None:
    for _ in range(20):
        await connect()
    answer = await (await connect()).answer()
    assert (answer.status, answer.code) == (429, "too-many-requests")
    assert answer.headers["retry-after"] == "1"


async def test_figures_are_on_the_other_port_alone(service: Served) -> None:
    for port, status in ((service.port, 404), (service.probes, 200)):
        for path in (b"/metrics", b"/health/live", b"/health/ready"):
            wire = await Wire.to(service, port)
            wire.send(b"GET " + path + b" HTTP/1.1\r\nHost: x\r\n\r\n")
            assert (await wire.answer()).status == status
            wire.close()
