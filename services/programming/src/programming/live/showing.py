"""What the pages show: the application now running, once its tables are whole."""

from collections.abc import Callable
from datetime import datetime

from mithaq.errors import NotCaughtUp

from programming.live.views import Views


class LiveNotReady(NotCaughtUp):
    """The view is being read from Kafka; what it shows now would be too little."""

    code = "live-not-ready"


class Showing:
    """Between the application, which comes and goes, and the routes, which stay."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self._views: Views | None = None

    def show(self, views: Views | None) -> None:
        """From now on these; None while there are none to show."""
        self._views = views

    def views(self) -> Views:
        """Raises LiveNotReady while the past is being counted or partitions move."""
        if self._views is None or not self._views.whole or self._views.app.rebalancing:
            raise LiveNotReady
        return self._views

    async def check(self) -> None:
        self.views()
