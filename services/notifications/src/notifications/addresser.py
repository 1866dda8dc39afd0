"""The worker that finds the recipients of waiting notices."""

from dataclasses import dataclass
from typing import Final

from mithaq.morocco import Clocked
from mithaq.store import PollInterval, Signal
from sqlalchemy.ext.asyncio import AsyncEngine

from notifications.outbox.waiting_notices import address_waiting

_IDLE_S: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresser(Clocked):
    """Looks at waiting notices. Any number may work on one outbox."""

    engine: AsyncEngine
    progressed: Signal
    due: Signal

    async def run(self) -> None:
        """Look until cancelled: when a consumer has `progressed`, and now and then.

        Signals `due` when messages were written.
        """
        polling = PollInterval(self.progressed, idle_s=_IDLE_S)
        while True:
            found = await address_waiting(self.engine, self.today())
            if found:
                self.due.notify()
            await polling.wait(found)
