"""The demo's HTTP client, as an integrator would write it, with retries."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import httpx

from mithaq_demo.actors import Actor
from mithaq_demo.errors import UnexpectedAnswer, UnexpectedlyAccepted
from mithaq_demo.patience import UNAUTHENTICATED, Patience, Tries
from mithaq_demo.problems import Problem
from mithaq_demo.tokens import Tokens

Json = Mapping[str, Any]

_CONNECTIONS: Final = httpx.Limits(max_connections=24, max_keepalive_connections=24)
_TIMEOUT: Final = httpx.Timeout(20, pool=60)
DEFAULT_PATIENCE: Final = Patience()


@dataclass(frozen=True, slots=True)
class Answer:
    """An accepted command: the changed thing and its new version."""

    id: str
    version: int
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command. The same `key` again answers the first result, whatever happened between.

    `stream` names, for ourselves, what it changes: the answer's version is that stream's, unless it
    changes several and `counts` for none.
    """

    actor: Actor
    stream: str
    method: str
    service: str
    path: str
    body: Json | None
    key: str
    version: int | None = None
    counts: bool = True

    @property
    def headers(self) -> dict[str, str]:
        condition = {} if self.version is None else {"If-Match": f'"{self.version}"'}
        return {"Idempotency-Key": self.key, **condition}


class Client:
    """Calls every service of one stack as any actor, over persistent connections."""

    def __init__(
        self,
        addresses: Mapping[str, str],
        *,
        patience: Patience = DEFAULT_PATIENCE,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.addresses, self._patience = addresses, patience
        self._http = httpx.AsyncClient(
            limits=_CONNECTIONS,
            timeout=_TIMEOUT,
            transport=transport,
            trust_env=False,
            headers={"Accept-Language": "fr"},
        )
        self._tokens = Tokens(self._http, addresses["issuer"])

    async def close(self) -> None:
        await self._http.aclose()

    async def command(self, command: Command) -> Answer:
        """Raises UnexpectedAnswer when it is refused."""
        answer = await self._sent(command)
        if isinstance(answer, Problem):
            raise UnexpectedAnswer(command.method, self._address(command), answer)
        told = answer.json()
        return Answer(told["id"], told["version"], told["position"])

    async def tried(self, command: Command) -> Json:
        """What the command would do (a dry run). Raises UnexpectedAnswer when it is refused."""
        dry = replace(command, path=f"{command.path}?dry_run=true")
        answer = await self._sent(dry)
        if isinstance(answer, Problem):
            raise UnexpectedAnswer(command.method, self._address(dry), answer)
        told: Json = answer.json()
        return told

    async def refused(self, command: Command, rule: str) -> Problem:
        """The service's refusal. Raises UnexpectedlyAccepted if it accepts the command."""
        answer = await self._sent(command)
        if isinstance(answer, Problem):
            return answer
        raise UnexpectedlyAccepted(command.method, self._address(command), rule)

    async def read(self, actor: Actor | None, service: str, path: str, *, at_least: int = 0) -> Any:  # noqa: ANN401
        """The JSON at `path`; without an actor, a public one. Raises UnexpectedAnswer."""
        answer = await self.asked(actor, service, path, at_least=at_least)
        if isinstance(answer, Problem):
            raise UnexpectedAnswer("GET", f"{self.addresses[service]}{path}", answer)
        return answer.json()

    async def request(self, actor: Actor, service: str, path: str) -> Any:  # noqa: ANN401
        """Have something done that is no command, and may be asked for again: the JSON it answers.

        Raises UnexpectedAnswer.
        """
        where = f"{self.addresses[service]}{path}"
        answer = await self._with_patience(self._http.build_request("POST", where), actor)
        if isinstance(answer, Problem):
            raise UnexpectedAnswer("POST", where, answer)
        return answer.json()

    async def asked(
        self, actor: Actor | None, service: str, path: str, *, at_least: int = 0
    ) -> httpx.Response | Problem:
        """The response to a read that shows all that was written by a position, or the problem."""
        headers = {"Mithaq-Min-Position": str(at_least)} if at_least else {}
        where = f"{self.addresses[service]}{path}"
        request = self._http.build_request("GET", where, headers=headers)
        return await self._with_patience(request, actor)

    async def _sent(self, command: Command) -> httpx.Response | Problem:
        request = self._http.build_request(
            command.method, self._address(command), json=command.body, headers=command.headers
        )
        return await self._with_patience(request, command.actor)

    def _address(self, command: Command) -> str:
        return f"{self.addresses[command.service]}{command.path}"

    async def _with_patience(
        self, request: httpx.Request, actor: Actor | None
    ) -> httpx.Response | Problem:
        tries = Tries(self._patience)
        while isinstance(answer := await self._once(request, actor), Problem):
            pause = tries.pause(answer)
            if pause is None:
                break
            await asyncio.sleep(pause)
        return answer

    async def _once(self, request: httpx.Request, actor: Actor | None) -> httpx.Response | Problem:
        try:
            token = await self._tokens.of(actor) if actor else ""
            if token:
                request.headers["Authorization"] = f"Bearer {token}"
            answer = await self._http.send(request)
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            return Problem.unreachable(error)
        if answer.is_success:
            return answer
        if actor is not None and answer.status_code == UNAUTHENTICATED:
            self._tokens.forget(actor, token)
        return Problem.of(answer)
