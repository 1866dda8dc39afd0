"""How long each stage of a campaign took."""

from time import monotonic


class Stopwatch:
    def __init__(self) -> None:
        self._lap = monotonic()
        self.seconds: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """The stage that now ends."""
        now = monotonic()
        self.seconds[stage], self._lap = round(now - self._lap, 1), now
