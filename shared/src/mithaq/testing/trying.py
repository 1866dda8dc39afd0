"""Every command tried before it is given: the trial told what then happened, or was refused alike.

    http = httpx.AsyncClient(transport=TryingFirst(transport, pool, verifier), base_url=...)

Stories and matrices played over such a client show it of each command that they give.
"""

import asyncio
import json
from typing import Any, Final
from uuid import UUID

import asyncpg
import httpx

from mithaq.http.idempotency import id_under
from mithaq.identity import Verifier
from mithaq.ids import new_id

_READS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_RECORDED: Final = """
    SELECT stream_id, version, type, data FROM event WHERE command_id = $1 ORDER BY command_index
"""
_USED: Final = """
    SELECT (SELECT count(*) FROM event WHERE command_id = $1)
         + (SELECT count(*) FROM command WHERE command_id = $1)
"""
_ANY: Final = "..."


class TryingFirst(httpx.AsyncBaseTransport):
    """Sends each command twice: with `dry_run=true`, then as it is. AssertionError if they differ.

    `differs` names fields of events that are drawn anew each time, such as a cipher's nonce. A
    command beside which another one was accepted is not compared: it may have found another state.
    """

    def __init__(
        self,
        transport: httpx.AsyncBaseTransport,
        pool: asyncpg.Pool,
        verifier: Verifier,
        *,
        differs: frozenset[str] = frozenset(),
    ) -> None:
        self._transport, self._pool, self._verifier = transport, pool, verifier
        self._differs = differs
        self._given, self._accepted = 0, 0
        self._idle = asyncio.Condition()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        tried = "dry_run" in request.url.params
        if tried or request.method in _READS or "authorization" not in request.headers:
            return await self._transport.handle_async_request(request)
        await request.aread()
        command, accepted = await self._keyed(request), self._accepted
        fresh = not await self._pool.fetchval(_USED, command)
        trial = await self._answered(request, request.url.copy_set_param("dry_run", "true"))
        used = fresh and await self._pool.fetchval(_USED, command)
        given = await self._give(request)
        try:
            assert not used, "a trial used a key"
            if fresh:
                await self._compare(command, trial, given)
        except AssertionError:
            if not await self._was_overtaken(accepted + given.is_success):
                raise
        return given

    async def _give(self, request: httpx.Request) -> httpx.Response:
        self._given += 1
        try:
            given = await self._answered(request, request.url)
            self._accepted += given.is_success
        finally:
            self._given -= 1
            async with self._idle:
                self._idle.notify_all()
        return given

    async def _was_overtaken(self, accepted: int) -> bool:
        """Whether more than these commands were accepted, once those under way are answered."""
        async with self._idle:
            await self._idle.wait_for(lambda: not self._given)
        return self._accepted > accepted

    async def _keyed(self, request: httpx.Request) -> UUID:
        """The request's command id; it gets a key if it has none."""
        key = request.headers.setdefault("Idempotency-Key", str(new_id()))
        _, _, token = request.headers["authorization"].partition(" ")
        return id_under(key, await self._verifier.verify(token))

    async def _answered(self, request: httpx.Request, url: httpx.URL) -> httpx.Response:
        sent = httpx.Request(request.method, url, headers=request.headers, content=request.content)
        answer = await self._transport.handle_async_request(sent)
        await answer.aread()
        return answer

    async def _compare(self, command: UUID, tried: httpx.Response, given: httpx.Response) -> None:
        if given.is_server_error:  # the process ended in between, say
            return
        if given.is_error:
            assert refusal(tried) == refusal(given)
            return
        assert tried.status_code == 200, tried.text
        rows = await self._pool.fetch(_RECORDED, command)
        recorded = [(*row[:3], self._comparable(json.loads(row["data"]))) for row in rows]
        events = [
            (each["stream"], each["version"], each["type"], self._comparable(each["data"]))
            for each in tried.json()["events"]
        ]
        assert events == recorded, (events, recorded)

    def _comparable(self, data: Any) -> Any:  # noqa: ANN401 (JSON)
        """Amounts in one form, whichever they have; what is drawn anew is left out."""
        match data:
            case {"amount": str(amount), "currency": "MAD"}:
                return round(float(amount) * 100)
            case dict():
                return {
                    name: _ANY if name in self._differs else self._comparable(each)
                    for name, each in data.items()
                }
            case list():
                return [self._comparable(each) for each in data]
            case _:
                return data


def refusal(answer: httpx.Response) -> tuple[int, Any, str | None]:
    """What a refusal says, but for the correlation id of its request."""
    told = {name: each for name, each in answer.json().items() if name != "correlation_id"}
    return answer.status_code, told, answer.headers.get("etag")
