"""A cache of the issuer's keys that follows key rotation and survives an outage of the issuer."""

import asyncio
import ssl
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
    """How long cached keys are trusted, in seconds.

    A withdrawn key is accepted for at most `max_age` while the issuer responds, for `stale_for`
    while it does not. `spacing` is the minimum between two fetches, so that tokens with invented
    key ids cannot make us flood the issuer.
    """

    max_age: float = 300
    stale_for: float = 86_400
    spacing: float = 10
    timeout: float = 2


DEFAULT_POLICY: Final = KeyPolicy()


class KeySource:
    """A JWK Set at `url`, fetched when first needed.

    A cached key is returned at once, and refreshed in the background when old. An unknown one
    causes a fetch, at most one per `spacing`.
    """

    def __init__(
        self,
        url: str,
        policy: KeyPolicy = DEFAULT_POLICY,
        clock: Callable[[], float] = time.monotonic,
        *,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._context = context
        self._url, self._policy, self._clock = url, policy, clock
        self._keys: dict[str, VerificationKey] = {}
        self._fetched = self._tried = float("-inf")
        self._fetching = asyncio.Lock()
        self._refreshing: asyncio.Task[None] | None = None

    async def key(self, kid: str) -> VerificationKey:
        """Raises TokenRefused if the key is not published, KeysUnavailable if no keys are known."""
        age = self._clock() - self._fetched
        if kid not in self._keys or age > self._policy.stale_for:
            await self._refresh()
        elif age > self._policy.max_age and (self._refreshing is None or self._refreshing.done()):
            self._refreshing = asyncio.create_task(self._refresh())
        if self._clock() - self._fetched > self._policy.stale_for:
            raise KeysUnavailable
        if kid not in self._keys:
            raise TokenRefused("key")
        return self._keys[kid]

    async def _fetch(self) -> bytes:
        return await fetch(self._url, self._policy.timeout, self._context)

    async def _refresh(self) -> None:
        async with self._fetching:
            if self._clock() - self._tried < self._policy.spacing:
                return
            self._tried = self._clock()
            try:
                self._keys = read_keys(await self._fetch())
            except (httpx.HTTPError, OSError, ValueError) as error:
                log.warning("identity.keys_unreachable", url=self._url, error=repr(error))
            else:
                self._fetched = self._clock()
