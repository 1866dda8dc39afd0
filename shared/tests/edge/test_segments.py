"""However a request is cut into segments, it is understood alike; little of it is ever held."""

import asyncio
import itertools
from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from mithaq.http.edge import EdgeLimits
from mithaq.runtime.guard import Guard
from mithaq.runtime.protocol import GuardedProtocol
from starlette.types import Message, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.server import ServerState

LIMITS = EdgeLimits(max_head=2_000, max_headers=10, max_parts=50)
SEGMENT = 1_000  # what the protocol may be given at once in these tests
POST = b"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
CHUNKED = b"POST /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"
GET = b"GET /c HTTP/1.1\r\nHost: x\r\n\r\n"
QUICK = settings(max_examples=150, deadline=None)


class Transport(asyncio.Transport):
    """Keeps what is written, and whether reading is paused."""

    def __init__(self) -> None:
        super().__init__({"peername": ("198.51.100.7", 1), "sockname": ("127.0.0.1", 80)})
        self.written, self.closed, self.paused = b"", False, False

    def write(self, data: Any) -> None:
        self.written += bytes(data)

    def close(self) -> None:
        self.closed = True

    abort = close

    def is_closing(self) -> bool:
        return self.closed

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        return None

    def pause_reading(self) -> None:
        self.paused = True

    def resume_reading(self) -> None:
        self.paused = False


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with the path and the body, if it has one."""
    body, more = b"", scope["method"] == "POST"
    while more:
        message: Message = await receive()
        if message["type"] != "http.request":
            return
        body, more = body + message["body"], message["more_body"]
    content = scope["path"].encode() + b":" + body
    headers = [(b"content-length", str(len(content)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": content})


class Connection:
    def __init__(self) -> None:
        config = Config(echo, ws="none", log_config=None)
        config.load()
        self.transport, self.state = Transport(), ServerState()
        self.protocol = GuardedProtocol(config, self.state, {}, guard=Guard(LIMITS))
        self.protocol.connection_made(self.transport)

    async def give(self, segments: Sequence[bytes]) -> None:
        """The segments, each once reading goes on, as a socket would give them."""
        for segment in segments:
            for _ in range(20):
                await asyncio.sleep(0)
                if not self.transport.paused:
                    break
            else:
                return
            if not self.transport.closed:
                self.protocol.data_received(segment)
            assert len(self.protocol._held) <= 2 * SEGMENT
        for _ in range(20):
            await asyncio.sleep(0)

    def end(self) -> None:
        self.protocol.connection_lost(None)


def cut(data: bytes, at: Sequence[int]) -> list[bytes]:
    places = [0, *sorted({place % len(data) for place in at}), len(data)]
    return [data[a:b] for a, b in itertools.pairwise(places) if b > a]


@QUICK
@given(
    requests=st.lists(st.sampled_from([POST, CHUNKED, GET]), min_size=1, max_size=4),
    at=st.lists(st.integers(0, 10_000), max_size=12),
)
async def test_the_answers_do_not_depend_on_the_cuts(requests: list[bytes], at: list[int]) -> None:
    """But for a request in the segment in which a body ended: its connection is closed instead."""
    connection = Connection()
    await connection.give(cut(b"".join(requests), at))
    expected = [{POST: b"/a:hello", CHUNKED: b"/b:hello", GET: b"/c:"}[each] for each in requests]
    answers = [part.partition(b"\r\n\r\n")[2] for part in _answers(connection.transport.written)]
    if connection.transport.closed or b"connection: close" in connection.transport.written:
        assert answers
    else:
        assert len(answers) == len(requests)
    assert answers == expected[: len(answers)]
    assert b"HTTP/1.1 200" in connection.transport.written
    assert connection.transport.written.count(b"HTTP/1.1 ") == len(answers)
    connection.end()


@QUICK
@given(
    segments=st.lists(
        st.binary(min_size=1, max_size=SEGMENT)
        | st.sampled_from([POST, CHUNKED, GET, POST[:30], CHUNKED[:70], b"1\r\nx\r\n" * 60])
        | st.sampled_from([b"\r\n", b"0\r\n\r\n", b"X: y\r\n" * 20, b"Upgrade: h2c\r\n"]),
        max_size=12,
    )
)
async def test_whatever_comes_is_answered_or_ended(segments: list[bytes]) -> None:
    connection = Connection()
    await connection.give(segments)
    for answer in _answers(connection.transport.written):
        assert answer.split(b" ", 2)[1] in {b"200", b"400", b"408", b"431"}
    connection.end()
    for _ in range(5):
        await asyncio.sleep(0)
    assert not connection.state.connections
    assert connection.protocol._guard._open == 0


def _answers(written: bytes) -> list[bytes]:
    return [b"HTTP/1.1 " + part for part in written.split(b"HTTP/1.1 ")[1:]]
