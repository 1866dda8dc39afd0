"""A verifier that verifies the token of a request once, however often it is asked."""

from contextvars import ContextVar
from typing import Final

from mithaq.commands import Caller
from mithaq.identity.tokens import Verifier

_known: Final[ContextVar[dict[str, Caller] | None]] = ContextVar("verified", default=None)


def begin_request() -> None:
    """Forget what was verified in this context: a new request begins."""
    _known.set({})


class VerifiedOnce:
    """Keeps what `verifier` answered until the request is over; outside of one it keeps nothing."""

    def __init__(self, verifier: Verifier) -> None:
        self._verifier = verifier

    async def verify(self, token: str) -> Caller:
        known = _known.get()
        if known is None:
            return await self._verifier.verify(token)
        if token not in known:
            known[token] = await self._verifier.verify(token)
        return known[token]
