"""uvicorn inside our own loop, under our own signals."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import uvicorn
from starlette.types import ASGIApp

# Above the gateway's idle timeout for upstream connections: whoever closes first must not be us,
# or a request sent at that moment is lost.
_KEEP_ALIVE_SECONDS: Final = 75


class ApiFailedError(Exception):
    """The API could not start or stopped by itself; the process must end and say so."""


class Api(uvicorn.Server):
    """Serves `app` until `should_exit`; running requests get `grace` seconds to end."""

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
        """The supervisor alone listens to signals."""
        yield

    async def run_until_stopped(self) -> None:
        """Raises ApiFailedError where uvicorn would have left the process."""
        try:
            await self.serve()
        except SystemExit as exit_:
            raise ApiFailedError("the API could not start") from exit_
        if not self.should_exit:
            raise ApiFailedError("the API stopped by itself")
