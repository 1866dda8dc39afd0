"""The ends of a guarded connection: when it is closed, and what its client is told."""

import asyncio
from typing import Any, Final, cast

from uvicorn.config import Config
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from mithaq.errors import MithaqError
from mithaq.http.edge_errors import HeadTooSlow
from mithaq.runtime.guard import Guard, raw_answer

# After an answer to a request that was not read to its end: how long, and how much, is thrown away
# so that the client gets to see the answer before the connection is reset.
_LINGER_SECONDS: Final = 2.0
_LINGER_BYTES: Final = 16_000_000  # most clients read nothing before all is sent


class GuardedConnection(HttpToolsProtocol):
    """A connection that is closed

    - if it is one too many, of all or of its address (told so: 503, 429);
    - if a head does not arrive within `head_seconds` (told so: 408), the first as the tenth;
    - if its client does not read an answer for `write_seconds`;
    - after an answer to a request that was not read to its end.
    """

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        guard: Guard,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._guard, self._limits, self._peer = guard, guard.limits, "unknown"
        self._deadline: asyncio.TimerHandle | None = None
        self._write_deadline: asyncio.TimerHandle | None = None
        self._entered = self._lingers = self._unread = False
        self._thrown_away = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._peer = self.client[0] if self.client else "unknown"
        refusal = self._guard.enter(self._peer)
        if refusal is None:
            self._entered = True
            self._expect_head()
        else:  # without lingering: that would hold as much as serving it
            transport.write(raw_answer(refusal, self._peer))
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._entered:
            self._guard.leave(self._peer)
        self._forget_head()
        self._forget_write()
        self._unset_keepalive_if_required()
        super().connection_lost(exc)

    def end_with(self, refusal: MithaqError) -> None:
        """Say why, outside of any request, and close."""
        if not self.transport.is_closing():
            self._unread = True
            self.transport.write(raw_answer(refusal, self._peer))
            self.close_when_read()

    def close_when_read(self) -> None:
        """Close; if the client may still be sending, after a moment in which it can read."""
        if not self._unread or self.transport.is_closing():
            self.transport.close()
            return
        self._lingers = True
        if self.transport.can_write_eof():
            self.transport.write_eof()
        FlowControl.resume_reading(self.flow)
        self._forget_head()
        self._deadline = self.loop.call_later(_LINGER_SECONDS, self.transport.abort)

    def throw_away(self, size: int) -> None:
        """Count what a client still sends that nobody will read."""
        self._thrown_away += size
        if self._thrown_away > _LINGER_BYTES:
            self.transport.abort()

    def close_with_care(self) -> None:
        """Let the answer of the request that has begun close the connection with care."""
        self.cycle.transport = cast("asyncio.Transport", _Lingering(self))

    def pause_writing(self) -> None:
        super().pause_writing()
        self._forget_write()
        seconds = self._limits.write_seconds
        self._write_deadline = self.loop.call_later(seconds, self.transport.abort)

    def resume_writing(self) -> None:
        self._forget_write()
        super().resume_writing()

    def _expect_head(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(self._limits.head_seconds, self._head_is_late)

    def _forget_head(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _forget_write(self) -> None:
        if self._write_deadline is not None:
            self._write_deadline.cancel()
            self._write_deadline = None

    def _head_is_late(self) -> None:
        self.end_with(HeadTooSlow(seconds=int(self._limits.head_seconds)))


class _Lingering:
    """The transport as a request's answer sees it: closing it waits for the client to read."""

    def __init__(self, connection: GuardedConnection) -> None:
        self._connection = connection
        self.write = connection.transport.write
        self.is_closing = connection.transport.is_closing

    def close(self) -> None:
        self._connection.close_when_read()
