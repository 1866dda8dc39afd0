"""Measures how long each stage of a campaign takes."""

from time import monotonic


class Stopwatch:
    def __init__(self) -> None:
        self._lap = monotonic()
        self.seconds: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """Record the end of this stage."""
        now = monotonic()
        self.seconds[stage], self._lap = round(now - self._lap, 1), now
