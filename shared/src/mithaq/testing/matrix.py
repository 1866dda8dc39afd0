"""The matrix of a service: each route, asked by each role, of its own, another's and no object.

A table has a row for each route: what every role gets. `differences` asks all of it, in process,
and tells where the service answers otherwise, which route has no row, and where what is another's
can be told from what does not exist.
"""

import asyncio
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

import httpx
from fastapi import FastAPI
from fastapi.routing import APIRoute

from mithaq.testing.samples import sample

# Who asks: the roles of its token, and whether it names an organisation.
WHO: Final[Mapping[str, tuple[frozenset[str], bool]]] = {
    "nobody": (frozenset(), True),
    "office": (frozenset({"office"}), False),
    "partner": (frozenset({"partner"}), True),
    "controller": (frozenset({"controller"}), True),
    "accountant": (frozenset({"accountant"}), True),
    "approver": (frozenset({"approver"}), True),
    "auditor": (frozenset({"auditor"}), False),
    "service": (frozenset({"service"}), False),
    "treasury": (frozenset({"controller", "treasury"}), False),
    "homeless": (frozenset({"controller", "accountant", "partner"}), False),
    "archivist": (frozenset({"archivist"}), True),
}


class Gets(StrEnum):
    """What an answer amounts to."""

    OK = "ok"
    REFUSED = "refused"  # it may ask; a rule or the content stands against it
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"


class Of(StrEnum):
    """Whose object is asked for."""

    OWN = "own"
    FOREIGN = "foreign"
    ABSENT = "absent"


Cells = Mapping[str, Gets]


def cells(rest: Gets, **named: str) -> Cells:
    """What each of WHO gets: `rest`, but `ok="office partner"` and the like."""
    found = dict.fromkeys(WHO, rest)
    for answer, who in named.items():
        for each in who.split():
            if each not in WHO or found[each] is not rest:
                raise ValueError(f"{each} is nobody, or named twice")
            found[each] = Gets(answer)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What each gets of the three; a route without an object has `own` alone.

    `shows` and `shows_foreign` name who finds the own and the foreign object in the answer. `query`
    and `body` may name path parameters in braces. `open`: it asks for no token.
    """

    own: Cells
    foreign: Cells | None = None
    absent: Cells | None = None
    query: str = ""
    body: Mapping[str, Any] | None = None
    open: bool = False
    shows: str | None = None
    shows_foreign: str = ""

    def cells(self) -> Iterator[tuple[Of, str, Gets]]:
        for of, row in ((Of.OWN, self.own), (Of.FOREIGN, self.foreign), (Of.ABSENT, self.absent)):
            for who, gets in (row or {}).items():
                yield of, who, gets


@dataclass(frozen=True, slots=True, kw_only=True)
class Objects:
    """The values of path parameters: own, foreign, absent; one value where all are the same.

    `versions` are those of the own and of the foreign object that a parameter names, for If-Match;
    `marks` tell them in lists. `organisations` is for whom each of WHO acts: `organisation` if it
    is not named.
    """

    organisation: UUID
    parameters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    versions: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    marks: tuple[str, str] = ("", "")
    organisations: Mapping[str, UUID] = field(default_factory=dict)

    def value(self, name: str, of: Of) -> str:
        values = self.parameters[name]
        return values[list(Of).index(of)] if len(values) > 1 else values[0]

    def bearer(self, who: str) -> tuple[frozenset[str], UUID | None]:
        roles, has_one = WHO[who]
        return roles, self.organisations.get(who, self.organisation) if has_one else None


def routes_of(app: FastAPI) -> dict[str, APIRoute]:
    """The routes of the API, as `GET /v1/things/{thing}`."""
    return {
        f"{method} {route.path}": route
        for route in _within(app.routes)
        if route.path.startswith("/v1/")
        for method in sorted(route.methods or ())
    }


def _within(routes: Iterable[object]) -> Iterator[APIRoute]:
    """Those of included routers too; FastAPI keeps them as they are, with their own routes."""
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        elif (included := getattr(route, "original_router", None)) is not None:
            yield from _within(included.routes)


class Matrix:
    """A service's table, asked of its application; `headers` makes a bearer's headers."""

    def __init__(
        self,
        app: FastAPI,
        http: httpx.AsyncClient,
        headers: Any,  # noqa: ANN401 - (subject, *roles, org=...) -> headers, one in each service
        objects: Objects,
    ) -> None:
        self._app, self._http, self._headers, self._objects = app, http, headers, objects
        self._document = app.openapi()

    async def differences(self, rows: Mapping[str, Row]) -> list[str]:
        """Where the service and its table disagree; nothing, if they agree."""
        routes = routes_of(self._app)
        found = [f"{name}: no row" for name in sorted(routes.keys() - rows.keys())]
        found += [f"{name}: no route" for name in sorted(rows.keys() - routes.keys())]
        for name in sorted(routes.keys() & rows.keys()):
            found += await self._of_route(name, rows[name])
        return found

    async def _of_route(self, name: str, row: Row) -> list[str]:
        bare = await self._send(name, row, Of.OWN, {})
        found = [] if row.open or bare.status_code == 401 else [f"{name}: asks for no token"]
        told: dict[tuple[Of, str], str] = {}
        cells = list(row.cells())
        answers = await asyncio.gather(*(self._ask(name, row, of, who) for of, who, _ in cells))
        for (of, who, expected), answer in zip(cells, answers, strict=True):
            told[of, who] = self._without_ids(answer)
            if (gets := _gets(answer)) is not expected:
                found.append(f"{name}, {who}, {of}: {answer.status_code} is {gets}: {answer.text}")
            if row.shows is not None and gets is Gets.OK:
                found += self._shown(name, row, who, answer.text)
        found += [
            f"{name}, {who}: {foreign} of another's, {told[Of.ABSENT, who]} of none"
            for (of, who), foreign in told.items()
            if of is Of.FOREIGN and row.foreign and row.foreign[who] is Gets.UNKNOWN
            if foreign != told[Of.ABSENT, who]
        ]
        return found

    def _shown(self, name: str, row: Row, who: str, text: str) -> list[str]:
        own, foreign = self._objects.marks
        wanted = (who in (row.shows or "").split(), who in row.shows_foreign.split())
        shown = (own in text, foreign in text)
        return [] if shown == wanted else [f"{name}, {who}: shows own, foreign: {shown}"]

    async def _ask(self, name: str, row: Row, of: Of, who: str) -> httpx.Response:
        roles, organisation = self._objects.bearer(who)
        headers = self._headers(f"matrix-{who}", *sorted(roles), org=organisation)
        return await self._send(name, row, of, headers)

    async def _send(
        self, name: str, row: Row, of: Of, headers: Mapping[str, str]
    ) -> httpx.Response:
        method, template = name.split(" ", 1)
        if method != "GET":
            headers = {**headers, "If-Match": f'"{self._version(template, of)}"'}
        body = row.body if row.body is not None else self._body(method, template)
        if body is not None:
            body = json.loads(self._named(json.dumps(body), of))
        path = self._named(template + row.query, of)
        return await self._http.request(method, path, headers=dict(headers), json=body)

    def _version(self, template: str, of: Of) -> int:
        """Of the object that the path begins with."""
        named = {
            template.index(f"{{{parameter}}}"): versions
            for parameter, versions in self._objects.versions.items()
            if f"{{{parameter}}}" in template
        }
        own, foreign = named[min(named)] if named else (1, 1)
        return {Of.OWN: own, Of.FOREIGN: foreign, Of.ABSENT: 0}[of]

    def _named(self, text: str, of: Of) -> str:
        """With the values of the path parameters that it names."""
        for parameter in self._objects.parameters:
            text = text.replace(f"{{{parameter}}}", self._objects.value(parameter, of))
        return text

    def _body(self, method: str, template: str) -> Any:  # noqa: ANN401
        """None where it takes no body, or none of JSON: that one is sent empty, and refused."""
        operation = self._document["paths"][template][method.lower()]
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        return None if content is None else sample(content["schema"], self._document)

    def _without_ids(self, answer: httpx.Response) -> str:
        """What an answer says, but for the ids that the caller asked with and the correlation."""
        text = f"{answer.status_code} {answer.text}"
        for values in self._objects.parameters.values():
            for value in values if len(values) > 1 else ():
                text = text.replace(value, "...")
        correlation = answer.headers.get("X-Correlation-Id") or "no correlation"
        return text.replace(correlation, "...")


def _gets(answer: httpx.Response) -> Gets | None:
    match answer.status_code:
        case 200 | 201 | 202 | 204:
            return Gets.OK
        case 409 | 412 | 422:
            return Gets.REFUSED
        case 403:
            return Gets.FORBIDDEN
        case 404:
            return Gets.UNKNOWN
        case _:
            return None
