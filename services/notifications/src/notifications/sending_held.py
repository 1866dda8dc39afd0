"""A restored outbox: nothing is sent until it is released, and nothing twice afterwards."""

from collections.abc import Sequence

import asyncpg
from mithaq.runtime import Kernel
from mithaq.store import Finding, Restored, restored


class SinceRestored:
    """How the store was restored, asked once: senders begin after it was released."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool, self._asked = pool, False
        self._found: Restored | None = None

    async def __call__(self) -> Restored | None:
        if not self._asked:
            self._found, self._asked = await restored(self._pool), True
        return self._found


async def sending_held(kernel: Kernel) -> Sequence[Finding]:
    """Whether nothing is sent because the store was restored from a backup."""
    found = await restored(kernel.database.pool)
    if found is None or not found.held:
        return []
    return [
        Finding(
            part="sender",
            code="sending-held",
            subject="",
            what=f"no mail is sent: this store was restored ({found.since:%Y-%m-%d %H:%M} UTC), "
            "and does not know what was sent before",
            do="when status is well otherwise: release. What happened before is then kept back for "
            "the office to look at; release --resend sends it",
        )
    ]
