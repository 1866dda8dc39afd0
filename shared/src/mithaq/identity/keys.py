"""The issuer's keys, kept at hand: rotation is followed, an outage of the issuer survived."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import httpx
import structlog

from mithaq.identity.errors import KeysUnavailable, TokenRefused
from mithaq.identity.jwks import VerificationKey, fetch, read_keys

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPolicy:
    """How long keys are believed, in seconds.

    `max_age` bounds how long a withdrawn key still counts while the issuer answers, `stale_for`
    while it does not; `spacing` keeps made-up key ids from turning us against the issuer.
    """

    max_age: float = 300
    stale_for: float = 86_400
    spacing: float = 10
    timeout: float = 2


DEFAULT_POLICY: Final = KeyPolicy()


class KeySource:
    """A JWK Set at `url`, fetched when first needed.

    A known key is answered at once, and refreshed behind the caller's back when old. An unknown
    one makes us fetch, at most once per `spacing`.
    """

    def __init__(
        self,
        url: str,
        policy: KeyPolicy = DEFAULT_POLICY,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url, self._policy, self._clock = url, policy, clock
        self._keys: dict[str, VerificationKey] = {}
        self._fetched = self._tried = float("-inf")
        self._fetching = asyncio.Lock()
        self._behind: asyncio.Task[None] | None = None

    async def key(self, kid: str) -> VerificationKey:
        """Raises TokenRefused for an unpublished key, KeysUnavailable without any."""
        age = self._clock() - self._fetched
        if kid not in self._keys or age > self._policy.stale_for:
            await self._refresh()
        elif age > self._policy.max_age and (self._behind is None or self._behind.done()):
            self._behind = asyncio.create_task(self._refresh())
        if self._clock() - self._fetched > self._policy.stale_for:
            raise KeysUnavailable
        if kid not in self._keys:
            raise TokenRefused("key")
        return self._keys[kid]

    async def _refresh(self) -> None:
        async with self._fetching:
            if self._clock() - self._tried < self._policy.spacing:
                return
            self._tried = self._clock()
            try:
                self._keys = read_keys(await fetch(self._url, self._policy.timeout))
            except (httpx.HTTPError, OSError, ValueError) as error:
                log.warning("identity.keys_unreachable", url=self._url, error=repr(error))
            else:
                self._fetched = self._clock()
