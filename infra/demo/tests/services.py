"""Services of the tests: what they answer is written down beforehand, what they hear is kept."""

import json
from collections.abc import Iterator

import httpx
from mithaq_demo.actors import Actor
from mithaq_demo.client import Client, Command
from mithaq_demo.patience import Patience

ADDRESSES = {
    "issuer": "http://issuer.test",
    "conventions": "http://conventions.test",
    "audit": "http://audit.test",
}
MAYOR = Actor("maire", ("partner",), "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55")
COMMAND = Command(
    actor=MAYOR,
    stream="tanger",
    method="POST",
    service="conventions",
    path="/v1/conventions/1/signatures",
    body={"level": "simple"},
    key="tanger/7/signatures",
    version=7,
)
ACCEPTED = {"id": "1", "version": 8, "position": 42}
QUICK = Patience(passing=0.5, learning=0.5, unauthenticated=0.5, pause=0.001, longest_pause=0.001)

Reply = httpx.Response | Exception


def problem(status: int, code: str) -> httpx.Response:
    told = {"code": code, "title": "Titre", "detail": "Détail", "way_out": "Issue"}
    return httpx.Response(status, json=told)


class Services:
    """Answers each request to a service with the next reply, the last one again and again."""

    def __init__(self, *replies: Reply) -> None:
        self._replies: Iterator[Reply] = iter(replies)
        self._last: Reply = httpx.Response(500)
        self.heard: list[httpx.Request] = []
        self.tokens: list[dict[str, object]] = []

    def client(self, patience: Patience = QUICK) -> Client:
        return Client(ADDRESSES, patience=patience, transport=httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        if request.url.host == "issuer.test":
            self.tokens.append(json.loads(request.content))
            return httpx.Response(200, json={"access_token": f"token-{len(self.tokens)}"})
        self.heard.append(httpx.Request(request.method, request.url, headers=request.headers))
        self._last = next(self._replies, self._last)
        if isinstance(self._last, Exception):
            raise self._last
        return self._last
