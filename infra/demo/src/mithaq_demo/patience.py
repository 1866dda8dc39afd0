"""Which refusals and errors are retried, and for how long."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from mithaq_demo.problems import Problem

# Rules that mean "not known yet": the service will learn of it by another service's events.
NOT_YET_KNOWN: Final = frozenset(
    {
        "organisation-unknown",
        "organisation-not-active",
        "mandate-unknown",
        "convention-unknown",
        "action-unknown",
        "stream-unknown",
    }
)
# Responses of a service that is restarting or has lost its database.
PASSING: Final = frozenset({0, 500, 502, 503, 504})
UNAUTHENTICATED: Final = 401


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Retry limits in seconds for each kind of error, counted from the first attempt.

    Every command carries its key, so that a try too many changes nothing.
    """

    passing: float = 60
    learning: float = 30
    unauthenticated: float = 10
    pause: float = 0.05
    longest_pause: float = 0.5

    def granted(self, problem: Problem) -> float:
        """How long this problem is retried; 0 for one that a retry cannot solve."""
        if problem.status in PASSING:
            return self.passing
        if problem.status == UNAUTHENTICATED:
            return self.unauthenticated
        return self.learning if problem.code in NOT_YET_KNOWN else 0

    def pause_before(self, attempt: int) -> float:
        return min(self.pause * 1.5**attempt, self.longest_pause)


class Tries:
    """The attempts of one request so far."""

    def __init__(self, patience: Patience, clock: Callable[[], float] = time.monotonic) -> None:
        self._patience, self._clock = patience, clock
        self._began, self._count = clock(), 0

    def pause(self, problem: Problem) -> float | None:
        """Seconds to wait before the next attempt; None if `problem` is final."""
        spent = self._clock() - self._began
        if spent >= self._patience.granted(problem):
            return None
        self._count += 1
        return self._patience.pause_before(self._count)
