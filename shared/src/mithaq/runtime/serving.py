"""Runs uvicorn in the process's event loop, with the supervisor handling signals."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, cast

import uvicorn

from mithaq.runtime.doors import Door
from mithaq.runtime.guard import Guard
from mithaq.runtime.protocol import GuardedProtocol
from mithaq.runtime.segments import Segments

# Above the gateway's idle timeout for upstream connections: if we closed first, a request sent at
# that moment would be lost.
_KEEP_ALIVE_SECONDS: Final = 75


class ApiFailedError(Exception):
    """A door could not open or closed by itself; the process must end with an error."""


class Server(uvicorn.Server):
    """Serves a door until `should_exit`; running requests then get `grace` seconds to complete."""

    def __init__(self, door: Door, grace: float) -> None:
        guard = Guard(door.limits)

        def guarded(**named: Any) -> Segments:  # noqa: ANN401 (uvicorn's)
            return Segments(GuardedProtocol(guard=guard, **named))

        config = uvicorn.Config(
            door.app,
            host=door.host,
            port=door.port,
            http=cast("Any", guarded),
            lifespan="on",
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=max(1, int(grace)),
            ssl_context_factory=_given(door.tls) if door.tls else None,
        )
        super().__init__(config)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Install no handlers: the supervisor handles signals."""
        yield

    async def run_until_stopped(self) -> None:
        """Serve; raises ApiFailedError where uvicorn would have exited the process."""
        try:
            await self.serve()
        except SystemExit as exit_:
            raise ApiFailedError("the API could not start") from exit_
        if not self.should_exit:
            raise ApiFailedError("the API stopped by itself")


def _given(context: ssl.SSLContext) -> Callable[..., ssl.SSLContext]:
    return lambda *_: context
