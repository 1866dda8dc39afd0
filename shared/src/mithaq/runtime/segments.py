"""Reads a connection in pieces of a bounded size, into a buffer that all connections share."""

import asyncio
from typing import Final, cast

from mithaq.runtime.protocol import GuardedProtocol

# uvloop would read 128 kB at once, and a connection that waits for its answer keeps what was read.
SEGMENT: Final = 32_768
_BUFFER: Final = memoryview(bytearray(SEGMENT))


class Segments(asyncio.BufferedProtocol):
    """What the event loop sees of a connection: it reads one after the other into the buffer."""

    def __init__(self, connection: GuardedProtocol) -> None:
        self._connection = connection

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._connection.connection_made(cast("asyncio.Transport", transport))

    def connection_lost(self, exc: Exception | None) -> None:
        self._connection.connection_lost(exc)

    def get_buffer(self, sizehint: int) -> memoryview:
        return _BUFFER

    def buffer_updated(self, nbytes: int) -> None:
        if not self._connection.discarded(nbytes):
            self._connection.data_received(bytes(_BUFFER[:nbytes]))

    def eof_received(self) -> None:
        self._connection.eof_received()

    def pause_writing(self) -> None:
        self._connection.pause_writing()

    def resume_writing(self) -> None:
        self._connection.resume_writing()
