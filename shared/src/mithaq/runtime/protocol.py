"""uvicorn's HTTP protocol, guarded: what a connection may hold and cost before it is served.

The parser is httptools' (C). It is given the head of one request at a time; the body waits in the
kernel's buffers, all but what came in the same segment, until the application asks for it.
"""

import asyncio
from typing import Any, Final

import httptools
from uvicorn.protocols.http.flow_control import FlowControl

from mithaq.http.edge_errors import HeadTooLarge, RequestMalformed
from mithaq.http.limits import FAULT, TOO_MANY_PARTS
from mithaq.runtime.connection import GuardedConnection

_HEAD_ENDS: Final = b"\r\n\r\n"


class _Stop(Exception):
    """Raised inside a callback, to stop the parser: its error then has this one as its context."""


class _TooManyParts(_Stop):
    """A body came in too many chunks."""


class _TooManyHeaders(_Stop):
    """A head has too many lines."""


class _NextRequest(_Stop):
    """Another request began in the segment in which a body ended."""


class GuardedProtocol(GuardedConnection):
    """One connection of a door, and what its parser is given.

    - A head larger than `max_head`, or of more than `max_headers` lines, is refused (431).
    - A body is parsed when the application asks for it, and not beyond `max_parts` chunks.
    - The next request of a pipeline is parsed when the last one is answered.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 (uvicorn's)
        super().__init__(*arguments, **named)
        self._held = bytearray()  # received, and not for the parser yet
        self._in_body = self._body_wanted = self._parser_stopped = False
        self._head_bytes = self._parts = 0
        self._keeps_alive = True

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.flow = _Flow(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._held.clear()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.discarded(len(data)):
            return
        if self._may_parse():
            self._unset_keepalive_if_required()
            self._parse(bytes(self._held) + data if self._held else data)
        else:
            self._held += data
            self.flow.pause_reading()

    def discarded(self, size: int) -> bool:
        """Whether so many more bytes are for nobody; they are counted then."""
        discards = self._lingers or self._parser_stopped
        if discards:
            self.throw_away(size)
        return discards

    def resumed(self) -> None:
        """The application asks for the body, or has answered: parse what was held."""
        if self.cycle is not None and not self.cycle.response_complete:
            self._body_wanted = self._in_body
        if self._held and self._may_parse() and not self.transport.is_closing():
            self._parse(bytes(self._held))

    def close_when_read(self) -> None:
        self._unread = self._unread or self._in_body or self._parser_stopped
        self._held.clear()
        super().close_when_read()

    # What the parser is given, and when.
    def _may_parse(self) -> bool:
        if self._lingers or self._parser_stopped:
            return False
        if self._in_body:
            return self._body_wanted
        return self.cycle is None or self.cycle.response_complete

    def _parse(self, data: bytes) -> None:
        self._held.clear()
        while data and self._may_parse():
            upto = len(data) if self._in_body else _end_of_head(data)
            piece, data = data[:upto], data[upto:]
            if not self._in_body:
                self._head_bytes += len(piece)
                if self._head_bytes > self._limits.max_head:
                    self.end_with(HeadTooLarge())
                    return
            if not self._feed(piece):
                return
        if data:
            self._held += data
        if self._in_body and not self._body_wanted:
            self.flow.pause_reading()
        if not self._in_body and self._may_parse():
            self._expect_head()

    def _feed(self, piece: bytes) -> bool:
        """Whether the parser goes on after this."""
        try:
            self.parser.feed_data(piece)
        except httptools.HttpParserUpgrade:
            self._stop_parser()  # no other protocol is spoken here; the request itself is answered
        except httptools.HttpParserError as error:
            self._fail(error.__context__)
        return not self._parser_stopped and not self.transport.is_closing()

    def _fail(self, cause: BaseException | None) -> None:
        """End what cannot be read on: through the application, if it is at work on the request."""
        self._stop_parser()
        if self.cycle is None or self.cycle.response_complete:
            too_many = isinstance(cause, _TooManyHeaders)
            self.end_with(HeadTooLarge() if too_many else RequestMalformed())
        elif not isinstance(cause, _NextRequest):  # that one is not read; the last one is answered
            parts = isinstance(cause, _TooManyParts)
            self.cycle.scope["state"][FAULT] = TOO_MANY_PARTS if parts else "malformed"
            self.cycle.message_event.set()

    def _stop_parser(self) -> None:
        self._parser_stopped = True
        self._keeps_alive = False
        if self.cycle is not None:
            self.cycle.keep_alive = False

    # The parser's callbacks, uvicorn's, and its end of a request.
    def on_message_begin(self) -> None:
        if self.cycle is not None and not self.cycle.response_complete:
            raise _NextRequest
        super().on_message_begin()
        self._parts = 0

    def on_header(self, name: bytes, value: bytes) -> None:
        if len(self.headers) >= self._limits.max_headers:
            raise _TooManyHeaders
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._in_body, self._body_wanted = True, False
        self._head_bytes = 0
        self._forget_head()
        # Kept alive once the body has been read: until then, an answer ends the connection.
        self._keeps_alive = self.cycle.keep_alive
        self.cycle.keep_alive = False
        self.close_with_care()

    def on_body(self, body: bytes) -> None:
        self._parts += 1
        if self._parts > self._limits.max_parts:
            raise _TooManyParts
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._in_body = False
        self.cycle.keep_alive = self._keeps_alive
        super().on_message_complete()

    def on_response_complete(self) -> None:
        if self._lingers:
            self.server_state.total_requests += 1
            return
        super().on_response_complete()
        if not self.cycle.response_complete:  # the next request was held, and has begun
            self._unset_keepalive_if_required()

    def shutdown(self) -> None:
        self._keeps_alive = False
        super().shutdown()


class _Flow(FlowControl):
    """Tells the protocol when reading goes on."""

    def __init__(self, protocol: GuardedProtocol) -> None:
        super().__init__(protocol.transport)
        self._protocol = protocol

    def resume_reading(self) -> None:
        super().resume_reading()
        self._protocol.resumed()


def _end_of_head(data: bytes) -> int:
    found = data.find(_HEAD_ENDS)
    return len(data) if found < 0 else found + len(_HEAD_ENDS)
