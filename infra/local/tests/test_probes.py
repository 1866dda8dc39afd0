import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from mithaq_local.ports import HOST, choose
from mithaq_local.probes import http_ok, kafka_ready


@contextmanager
def answering(answer: bytes) -> Iterator[int]:
    """A server that answers one connection with `answer`, whatever it is asked."""
    with socket.create_server((HOST, 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1024)
                connection.sendall(answer)

        thread = Thread(target=serve)
        thread.start()
        yield server.getsockname()[1]
        thread.join()


def metadata(brokers: int) -> bytes:
    return struct.pack(">iii", 8, 7, brokers)


def test_nobody_listening_is_not_ready() -> None:
    port = choose()
    assert not kafka_ready(port)
    assert not http_ok(port)


@pytest.mark.parametrize(
    ("answer", "ready"),
    [(metadata(1), True), (metadata(0), False), (b"", False), (b"HTTP/1.1 400", False)],
)
def test_kafka_is_ready_once_it_lists_itself(answer: bytes, *, ready: bool) -> None:
    with answering(answer) as port:
        assert kafka_ready(port) is ready


@pytest.mark.parametrize(
    ("answer", "ready"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", True),
        (b"HTTP/1.1 503 Service Unavailable\r\n\r\n", False),
        (b"nonsense", False),
    ],
)
def test_http_is_ready_once_it_says_so(answer: bytes, *, ready: bool) -> None:
    with answering(answer) as port:
        assert http_ok(port) is ready
