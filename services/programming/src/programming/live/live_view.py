"""What the routes read from: the running Faust application, once it has counted everything."""

from collections.abc import Callable
from datetime import datetime

from mithaq.errors import NotCaughtUp

from programming.live.faust_app import LiveApp
from programming.live.level import Level


class LiveNotReady(NotCaughtUp):
    """The view is being read from Kafka; what it shows now would be too little."""

    code = "live-not-ready"


class LiveNotLevel(NotCaughtUp):
    """The view does not follow its topic at the moment; what it shows would be old."""

    code = "live-not-level"


class LiveView:
    """Holds the Faust application, which may end and begin anew while the routes stay."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self._app: LiveApp | None = None
        self._level: Level | None = None

    def serve(self, app: LiveApp, level: Level) -> None:
        """Read from this one from now on."""
        self._app, self._level = app, level

    def end(self) -> None:
        """No run serves until the next one does."""
        self._app = self._level = None

    def app(self) -> LiveApp:
        """The run to read from.

        Raises LiveNotReady while the past is being counted or partitions move, LiveNotLevel while
        it lies behind its topic or Kafka is away.
        """
        if self._app is None or self._level is None:
            raise LiveNotReady
        if not self._app.ready:
            raise LiveNotReady
        if not self._level.holds:
            raise LiveNotLevel
        return self._app

    async def check(self) -> None:
        """The health check: raises what `app` raises."""
        self.app()
