"""What stands before the services: sends each request to a ready process, and again if that dies.

As the platform does it: a process is asked for readiness every moment, and gets requests while it
is ready. As a client does it: no answer, or "later" (503, 429), and the same request is sent again
with the same idempotency key.
"""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

import httpx

from tests.crash.upgrade.fleet import Fleet, Member

_READY_EVERY_S: Final = 0.3
_PATIENCE_S: Final = 300.0
_LATER: Final = (429, 503)
_FAULT: Final = 500
# AttributeError is how anyio tells, on uvloop, of a connection that was reset as it was opened.
_DIED: Final = (httpx.TransportError, AttributeError)


@dataclass(slots=True)
class Answers:
    """What was answered, by release and status; and what a server was at fault for, whole."""

    counts: Counter[tuple[str, int]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    unready: Counter[str] = field(default_factory=Counter)  # looks that found a process not ready

    def note(self, member: Member, request: httpx.Request, answer: httpx.Response) -> None:
        self.counts[member.release.name, answer.status_code] += 1
        if answer.status_code >= _FAULT and answer.status_code not in _LATER:
            what = f"{member.name} {request.method} {request.url.path}: {answer.text[:500]}"
            self.faults.append(what)


class Gateway(httpx.AsyncBaseTransport):
    """Routes `http://<service>.test/...` to the processes of that service."""

    def __init__(self, fleet: Fleet, answers: Answers, seed: int) -> None:
        self._fleet, self._answers, self._chance = fleet, answers, random.Random(seed)
        self._http = httpx.AsyncHTTPTransport()
        self.ready: set[str] = set()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        service = request.url.host.partition(".")[0]
        end = monotonic() + _PATIENCE_S
        while True:
            answer = await self._once(service, request)
            if answer is not None and answer.status_code not in _LATER:
                return answer
            if monotonic() > end:
                raise httpx.ReadTimeout(f"{service} did not serve {request.url.path}")
            await asyncio.sleep(0.1)

    async def _once(self, service: str, request: httpx.Request) -> httpx.Response | None:
        there = [each for each in self._fleet.members if each.serves and each.service == service]
        ready = [each for each in there if each.name in self.ready]
        if not ready:
            return None
        return await self.send(self._chance.choice(ready), request)

    async def send(self, member: Member, request: httpx.Request) -> httpx.Response | None:
        """The answer of this process, ready or not; None if it died meanwhile."""
        url = request.url.copy_with(host="127.0.0.1", port=member.port)
        sent = httpx.Request(
            request.method,
            url,
            headers=[(key, value) for key, value in request.headers.raw if key.lower() != b"host"],
            content=await request.aread(),
        )
        try:
            answer = await self._http.handle_async_request(sent)
            await answer.aread()
        except _DIED:
            self.ready.discard(member.name)
            return None
        self._answers.note(member, request, answer)
        return answer

    async def watch(self) -> None:
        """Ask every process whether it is ready, until cancelled."""
        async with httpx.AsyncClient(timeout=5, trust_env=False) as http:
            while True:
                members = list(self._fleet.members)
                await asyncio.gather(*(self._look(http, each) for each in members))
                await asyncio.sleep(_READY_EVERY_S)

    async def _look(self, http: httpx.AsyncClient, member: Member) -> None:
        try:
            answer = await http.get(f"http://127.0.0.1:{member.probes}/health/ready")
            ready = answer.is_success
        except _DIED:
            ready = False
        if ready:
            self.ready.add(member.name)
        else:
            self.ready.discard(member.name)
            self._answers.unready[member.name] += 1
