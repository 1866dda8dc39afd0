"""The worker that finds the people for what is to be told."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncEngine

from notifications.outbox.addressing import address_waiting

RABAT: Final = ZoneInfo("Africa/Casablanca")
_IDLE_S: Final = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresser:
    """Looks at waiting notices. Any number may work on one outbox."""

    engine: AsyncEngine
    clock: Callable[[], datetime]

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            today = self.clock().astimezone(RABAT).date()
            if not await address_waiting(self.engine, today):
                await asyncio.sleep(_IDLE_S)
