"""What the routes read from: the running Faust application, once it has counted everything."""

from collections.abc import Callable
from datetime import datetime

from mithaq.errors import NotCaughtUp

from programming.live.faust_app import LiveApp


class LiveNotReady(NotCaughtUp):
    """The view is being read from Kafka; what it shows now would be too little."""

    code = "live-not-ready"


class LiveView:
    """Holds the Faust application, which may end and begin anew while the routes stay."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self._app: LiveApp | None = None

    def serve(self, app: LiveApp | None) -> None:
        """Read from this one from now on; None while none is running."""
        self._app = app

    def app(self) -> LiveApp:
        """Raises LiveNotReady while the past is being counted or partitions move."""
        if self._app is None or not self._app.caught_up or self._app.app.rebalancing:
            raise LiveNotReady
        return self._app

    async def check(self) -> None:
        """The health check: raises LiveNotReady."""
        self.app()
