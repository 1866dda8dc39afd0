"""Runs uvicorn in the process's event loop, with the supervisor handling signals."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import uvicorn
from starlette.types import ASGIApp

# Above the gateway's idle timeout for upstream connections: if we closed first, a request sent at
# that moment would be lost.
_KEEP_ALIVE_SECONDS: Final = 75


class ApiFailedError(Exception):
    """The API could not start or stopped by itself; the process must end with an error."""


class Api(uvicorn.Server):
    """Serves `app` until `should_exit`; running requests then get `grace` seconds to complete."""

    def __init__(self, app: ASGIApp, host: str, port: int, grace: float) -> None:
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            lifespan="on",
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=max(1, int(grace)),
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
