"""Access tokens from the local issuer, one an actor, kept until they are refused."""

import asyncio
from collections import defaultdict

import httpx

from mithaq_demo.actors import Actor


class Tokens:
    """Concurrent askers of the same actor share one request."""

    def __init__(self, http: httpx.AsyncClient, issuer: str) -> None:
        self._http, self._issuer = http, issuer
        self._known: dict[Actor, str] = {}
        self._asking: defaultdict[Actor, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def of(self, actor: Actor) -> str:
        """Raises httpx.HTTPError when the issuer does not answer."""
        async with self._asking[actor]:
            if actor not in self._known:
                self._known[actor] = await self._issued(actor)
            return self._known[actor]

    def forget(self, actor: Actor, token: str) -> None:
        """`token` was refused: the next asker gets a new one."""
        if self._known.get(actor) == token:
            del self._known[actor]

    async def _issued(self, actor: Actor) -> str:
        wanted = {"sub": actor.subject, "roles": list(actor.roles), "org": actor.organisation or ""}
        answer = await self._http.post(f"{self._issuer}/token", json=wanted)
        return str(answer.raise_for_status().json()["access_token"])
