"""Requests made from a service's own description, by every role, and what its answers must be.

Most of a random request would end at an id that nobody has or a version that nobody saw. So ids in
paths and bodies are mostly those of things that exist, and versions those that an answer told.
"""

import json
import random
import re
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import httpx
import schemathesis
from hypothesis import HealthCheck, Phase, errors, given, settings
from hypothesis import seed as seeded
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.fuzz.world import Served, bearer

CHECKS: Final = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
ROLES: Final[tuple[tuple[str, ...], ...]] = (
    ("office",),
    ("partner",),
    ("approver",),
    ("controller", "treasury"),
    ("accountant", "treasury"),
    ("auditor",),
    ("office", "archivist"),
    ("service",),
    (),
)
_SOMEONE: Final = "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55"
# Keys of every list's form, at the ends of what their columns hold and beyond.
_KEYS: Final[tuple[Any, ...]] = (
    *(0, -1, 2**31 - 1, 2**31, 2**63 - 1, 2**63, 10**23, True, None, "x", "\\ud800", {}, []),
    *(_SOMEONE, [_SOMEONE], [2**63 - 1, 2**31 - 1], [2**63, 0], [0, 2**31], ["zzz", _SOMEONE]),
    *([day, _SOMEONE] for day in ("0001-01-01", "1900-01-01", "2999-12-31", "9999-12-31", 0)),
    *(["2026-01-01", _SOMEONE, name] for name in ("R1", "", "a\0b", "x" * 500)),
    *(
        [f"{day}T23:59:59.999999{offset}", _SOMEONE]
        for day in ("0001-01-01", "1901-01-01", "2998-12-31", "9999-12-31")
        for offset in ("+00:00", "+23:59", "-23:59", "Z", "")
    ),
)
CURSORS: Final = tuple(
    urlsafe_b64encode(json.dumps(key).encode()).rstrip(b"=").decode() for key in _KEYS
)
_UUID: Final = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
_STRANGER: Final = str(UUID(int=7))

Send = Callable[[httpx.Request], httpx.Response]


@dataclass
class Tally:
    """How many requests were sent, and what was answered."""

    cases: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


@dataclass
class Campaign:
    """One service's operations, each tried `each` times."""

    served: Served
    send: Send
    seed: int = 0
    tally: Tally = field(default_factory=Tally)
    versions: dict[str, str] = field(default_factory=dict)
    examples: Mapping[str, dict[str, Any]] = field(default_factory=dict)

    def run(self, cases: int) -> Tally:
        """`cases` requests, shared out among the operations."""
        self.chance = random.Random(self.seed)
        description = self.served.app.openapi()
        self.examples = examples_of(description)
        schema = schemathesis.openapi.from_dict(description)
        operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
        each = max(1, cases // len(operations))
        for nth, operation in enumerate(operations):
            self._try(operation, each, self.seed + nth)
        return self.tally

    def _try(self, operation: Any, cases: int, seed: int) -> None:
        modes = (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)
        for mode, share in zip(modes, (cases - cases // 3, cases // 3), strict=True):
            if share:
                self._draw(operation.as_strategy(generation_mode=mode), share, seed)

    def _draw(self, strategy: Any, cases: int, seed: int) -> None:
        @seeded(seed)
        @settings(
            max_examples=cases,
            phases=[Phase.generate],
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(strategy)
        def requests(case: Any) -> None:
            self._one(case)

        try:
            requests()
        except errors.Unsatisfiable:
            return  # nothing of this operation can be made wrong

    def _one(self, case: Any) -> None:
        who = self._caller()
        self._at_home(case)
        asked = case.as_transport_kwargs(base_url="http://fuzz.test")
        headers = {**asked.pop("headers", {}), **who}
        try:
            request = self._request({**asked, "headers": headers})
        except (httpx.InvalidURL, UnicodeEncodeError, ValueError):
            return  # no client could send it
        answer = self.send(request)
        self.tally.cases += 1
        self.tally.statuses[answer.status_code] += 1
        self._remember(case, answer)
        if answer.status_code >= 500 and not _asked_too_early(answer):
            self.tally.faults.append(_fault(case, answer, ["a server error"]))
        try:
            case.validate_response(answer, checks=CHECKS)
        except BaseExceptionGroup as found:
            self.tally.faults.append(_fault(case, answer, found.exceptions))

    def _request(self, asked: Mapping[str, Any]) -> httpx.Request:
        known = {"method", "url", "params", "headers", "json", "content", "data"}
        told = {name: value for name, value in asked.items() if name in known}
        if isinstance(told.get("data"), bytes | str):
            told["content"] = told.pop("data")
        told["headers"] = {
            name: value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
            for name, value in told["headers"].items()
        }
        return self.served.http.build_request(**told)

    def _caller(self) -> dict[str, str]:
        """A person of some role and organisation; one in twelve has no token."""
        if self.chance.random() < 1 / 12:
            return {}
        roles = self.chance.choice(ROLES)
        own = [*self.served.ids.get("organisation_id", []), _STRANGER]
        org = None if "treasury" in roles else UUID(self.chance.choice(own))
        person = f"person-{self.chance.randrange(4)}"
        return bearer(person, *roles, org=org)

    def _at_home(self, case: Any) -> None:
        """Name what exists, mostly, under the version last told."""
        for name in case.path_parameters or {}:
            known = self.served.ids.get(name)
            if known and self.chance.random() < 0.85:
                case.path_parameters[name] = self.chance.choice(known)
        if case.query and "after" in case.query:
            case.query["after"] = self.chance.choice(CURSORS)
        if isinstance(case.body, dict) and self.chance.random() < 0.7:
            likely = self.examples.get(f"{case.method} {case.operation.path}", {})
            kept = {key: told for key, told in likely.items() if self.chance.random() < 0.95}
            case.body = self._named({**case.body, **kept})
        headers = case.headers
        if headers and "If-Match" in headers and self.chance.random() < 0.8:
            headers["If-Match"] = self.versions.get(self._thing(case), '"1"')
        if headers and "Mithaq-Min-Position" in headers and self.chance.random() < 0.98:
            del headers["Mithaq-Min-Position"]  # to wait in vain takes two seconds

    def _named(self, value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {key: self._named(inner, str(key)) for key, inner in value.items()}
        if isinstance(value, list):
            return [self._named(inner, name) for inner in value]
        known = self.served.ids.get(name)
        is_name = known and isinstance(value, str) and value
        return self.chance.choice(known) if is_name and known else value

    def _thing(self, case: Any) -> str:
        """The id of the first thing in the path."""
        found = (value for value in (case.path_parameters or {}).values())
        return str(next(found, ""))

    def _remember(self, case: Any, answer: httpx.Response) -> None:
        """What was made is asked for from now on, under the version it has."""
        if etag := answer.headers.get("etag"):
            self.versions[self._thing(case)] = etag
        if answer.status_code == 201:
            made = str(answer.json()["id"])
            kept = self.served.ids.setdefault(_kind(answer.headers["location"]), [])
            if _UUID.match(made):
                self.versions[made] = answer.headers["etag"]
                kept[:] = [*kept[-20:], made]


def _kind(location: str) -> str:
    """`/v1/organisations/...` is of organisation_id."""
    collection = location.strip("/").split("/")[-2]
    return f"{collection.rstrip('s')}_id"


def examples_of(description: dict[str, Any]) -> Mapping[str, dict[str, Any]]:
    """The body that the description shows for each command, by method and path."""
    found = {}
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            media = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            reference = re.search(r"#/components/schemas/([A-Za-z0-9_.-]+)", str(media))
            if reference:
                body = description["components"]["schemas"][reference.group(1)]
                found[f"{method.upper()} {path}"] = _example(body)
    return found


def _example(body: dict[str, Any]) -> dict[str, Any]:
    shown = {
        name: told["examples"][0]
        for name, told in body.get("properties", {}).items()
        if told.get("examples")
    }
    return {**shown, **body.get("example", {})}


def _asked_too_early(answer: httpx.Response) -> bool:
    """503 is the described answer to a read that asks for a position far ahead."""
    told: str = answer.json()["code"]
    return answer.status_code == 503 and told == "not-caught-up"


def _fault(case: Any, answer: httpx.Response, found: Iterable[object]) -> str:
    told = "; ".join(str(each).strip().replace("\n", " ")[:300] for each in found)
    sent = repr(case.body)[:300]
    return (
        f"{case.method} {case.operation.path} {answer.request.url} {sent}: "
        f"{answer.status_code} {answer.text[:200]} | {told}"
    )
