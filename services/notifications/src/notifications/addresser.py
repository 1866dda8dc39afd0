"""The worker that finds the recipients of waiting notices."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import Final

from mithaq.store import Signal
from sqlalchemy.ext.asyncio import AsyncEngine

from notifications.outbox.waiting_notices import address_waiting, seconds_to_next_look

_IDLE_S: Final = 2.0  # for what another process wrote
_SOONEST_S: Final = 0.01
_COMMIT_S: Final = 0.25  # between an intake's last statement and its commit, most of the time


@dataclass(slots=True)
class Expected:
    """Whether an intake of this process wrote something that no look has found yet.

    An intake says so before it commits: a look that found rows may have come too early for it.
    """

    _written_at: float = float("-inf")
    _found_at: float = float("-inf")

    def written(self) -> None:
        self._written_at = monotonic()

    def found(self) -> None:
        self._found_at = monotonic()

    @property
    def pending(self) -> bool:
        return self._written_at > self._found_at - _COMMIT_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresser:
    """Looks at waiting notices. Any number may work on one outbox."""

    engine: AsyncEngine
    clock: Callable[[], datetime]
    progressed: Signal
    due: Signal
    expected: Expected = field(default_factory=Expected)

    async def run(self) -> None:
        """Look until cancelled: when an intake wrote something, and when a look is due.

        Signals `due` when messages were written.
        """
        while True:
            seen = self.progressed.count
            looked = await address_waiting(self.engine, self.clock())
            if looked.addressed:
                self.due.notify()
            if looked.notices:
                self.expected.found()
            else:
                await self._wait(seen, await self._seconds_to_next())

    async def _wait(self, seen: int, seconds: float) -> None:
        until = monotonic() + seconds
        while (left := until - monotonic()) > 0 and await self.progressed.wait(seen, left):
            seen = self.progressed.count
            if self.expected.pending:
                return

    async def _seconds_to_next(self) -> float:
        seconds = await seconds_to_next_look(self.engine)
        return _IDLE_S if seconds is None else min(max(seconds, _SOONEST_S), _IDLE_S)
