"""Access tokens from the local issuer, one per actor, cached until refused."""

import asyncio
from collections import defaultdict

import httpx

from mithaq_demo.actors import Actor


class Tokens:
    """Concurrent callers for the same actor share one request."""

    def __init__(self, http: httpx.AsyncClient, issuer: str) -> None:
        self._http, self._issuer = http, issuer
        self._known: dict[Actor, str] = {}
        self._asking: defaultdict[Actor, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def of(self, actor: Actor) -> str:
        """The actor's token. Raises httpx.HTTPError if the issuer does not respond."""
        async with self._asking[actor]:
            if actor not in self._known:
                self._known[actor] = await self._issued(actor)
            return self._known[actor]

    def forget(self, actor: Actor, token: str) -> None:
        """Discard a refused token, so that the next caller gets a new one."""
        if self._known.get(actor) == token:
            del self._known[actor]

    async def _issued(self, actor: Actor) -> str:
        wanted = {"sub": actor.subject, "roles": list(actor.roles), "org": actor.organisation or ""}
        answer = await self._http.post(f"{self._issuer}/token", json=wanted)
        return str(answer.raise_for_status().json()["access_token"])
