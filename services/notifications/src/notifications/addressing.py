"""The worker that finds the people for what is to be told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from mithaq.store import Pace, Signal
from sqlalchemy.ext.asyncio import AsyncEngine

from notifications.outbox.addressing import address_waiting

RABAT: Final = ZoneInfo("Africa/Casablanca")
_IDLE_S: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresser:
    """Looks at waiting notices. Any number may work on one outbox."""

    engine: AsyncEngine
    clock: Callable[[], datetime]
    heard: Signal
    due: Signal

    async def run(self) -> None:
        """Look until cancelled: when `heard` rings, and now and then. Rings `due` after a find."""
        pace = Pace(self.heard, idle_s=_IDLE_S)
        while True:
            today = self.clock().astimezone(RABAT).date()
            found = await address_waiting(self.engine, today)
            if found:
                self.due.ring()
            await pace.after(found)
