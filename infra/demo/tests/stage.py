"""A stack of the tests that accepts every command of the play and refuses what must be refused."""

import json
from collections import Counter
from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid5

import httpx

from .services import ADDRESSES, problem

EVERYWHERE = {
    **ADDRESSES,
    "partners": "http://partners.test",
    "programming": "http://programming.test",
}
COMMITTEE = {
    "committee": "steering",
    "name_fr": "Comité de pilotage",
    "name_ar": "لجنة القيادة",
    "members": ["lead", "funder"],
    "chair": "lead",
    "every_months": 6,
}
_SHOWN: Mapping[str, object] = {
    "/text": {"frozen_sha256": "f" * 64},
    "/frame": {"committees": [COMMITTEE]},
    "/events": {"items": [], "next": None},
    "/meetings": {"items": []},
    "/held": {"on": "2026-11-30"},
    "/approvals/needed": {"items": []},
}


class Stage:
    """Versions count up by stream; what is sent under each key is kept, in order."""

    def __init__(self) -> None:
        self.sent: dict[str, tuple[str, str, bytes]] = {}
        self._answers: dict[str, dict[str, object]] = {}
        self._versions: Counter[str] = Counter()

    def answer(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/token":
            return httpx.Response(200, json={"access_token": json.loads(request.content)["sub"]})
        if request.method == "GET":
            return self._read(request)
        return self._command(request)

    def _read(self, request: httpx.Request) -> httpx.Response:
        if request.headers["authorization"] == "Bearer agent.commune-midelt":
            return problem(404, "not-found")
        for ending, shown in _SHOWN.items():
            if request.url.path.endswith(ending):
                return httpx.Response(200, json=shown)
        if request.url.path in {"/v1/templates", "/v1/programme-kinds"}:
            return httpx.Response(200, json={"items": [{"name": request.url.path[4:]}]})
        whole = {
            "version": 0,
            "state": "lapsed",
            "amendments": [{"approvals": [], "text_sha256": "a" * 64, "signatories": []}],
            "approvals": [],
            **{part: [] for part in ("parties", "actions", "contributions", "tranches")},
            "total": {"amount": "1.00", "currency": "MAD"},
            "ends_on": None,
        }
        return httpx.Response(200, json=whole)

    def _command(self, request: httpx.Request) -> httpx.Response:
        key = request.headers["idempotency-key"]
        if "/refus-" in key:
            return problem(409, "refused")
        told = (request.method, request.url.path, request.content)
        if self.sent.setdefault(key, told) != told:
            return problem(422, "idempotency-key-reused")
        if key not in self._answers:
            self._answers[key] = self._accepted(request, str(uuid5(NAMESPACE_URL, key)))
        return httpx.Response(200, json=self._answers[key])

    def _accepted(self, request: httpx.Request, made: str) -> dict[str, object]:
        path = request.url.path.split("/")
        stream = path[3] if len(path) > 3 else made
        self._versions[stream] += 1
        return {"id": made, "version": self._versions[stream], "position": 1}
