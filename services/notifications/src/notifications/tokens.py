"""The bearer token under which this service calls others."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

import httpx

_EARLY_S: Final = 60


class ServiceTokens(Protocol):
    """A bearer token with the role `service`, valid now."""

    async def token(self) -> str:
        """Raises httpx.HTTPError, OSError, ValueError or KeyError when none can be had now."""
        ...


class MountedToken:
    """A token that the platform keeps fresh in a file."""

    def __init__(self, file: Path) -> None:
        self._file = file

    async def token(self) -> str:
        return self._file.read_text(encoding="ascii").strip()


class IssuedTokens:
    """Tokens asked from the local issuer, each kept until a minute before it expires."""

    def __init__(
        self, http: httpx.AsyncClient, issuer: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._http, self._url, self._clock = http, f"{issuer.rstrip('/')}/token", clock
        self._token, self._until = "", 0.0

    async def token(self) -> str:
        if self._clock() >= self._until:
            wanted = {"sub": "notifications", "name": "Notifications", "roles": ["service"]}
            answer = (await self._http.post(self._url, json=wanted)).raise_for_status().json()
            self._token = str(answer["access_token"])
            self._until = self._clock() + int(answer.get("expires_in", 300)) - _EARLY_S
        return self._token
