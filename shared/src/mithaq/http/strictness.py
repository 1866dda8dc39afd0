"""What no request may contain, whatever its route: one dependency of the whole application.

A parameter that a route does not know changes nothing, so its sender reads an unfiltered list as a
filtered one; of a parameter or a JSON member given twice, one would be dropped without a word. All
three are refused (I-JSON, RFC 7493, for the members).
"""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn

from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.requests import Request

from mithaq.http.errors import JsonMalformed


async def strict(request: Request) -> None:
    """Raises RequestValidationError for the query, JsonMalformed for the body."""
    _ensure_known(request)
    if "json" in request.headers.get("content-type", ""):
        ensure_unambiguous(await request.body())


def ensure_unambiguous(body: bytes) -> None:
    """Raises JsonMalformed for a member that comes twice, a `NaN`, and what is not UTF-8."""
    if not body:
        return
    try:
        json.loads(body.decode(), object_pairs_hook=_members, parse_constant=_not_a_number)
    except (ValueError, RecursionError) as error:
        raise JsonMalformed from error


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a member comes twice")
    return members


def _not_a_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON number")


def _ensure_known(request: Request) -> None:
    route = request.scope.get("route")
    if not isinstance(route, APIRoute) or not request.scope["query_string"]:
        return
    wrong = list(_wrong(request, _names(route.dependant)))
    if wrong:
        raise RequestValidationError(wrong)


def _wrong(request: Request, known: frozenset[str]) -> Iterator[dict[str, Any]]:
    for name, times in Counter(name for name, _ in request.query_params.multi_items()).items():
        if name not in known:
            yield _finding("parameter_unknown", name)
        elif times > 1:
            yield _finding("parameter_repeated", name)


def _finding(kind: str, name: str) -> dict[str, Any]:
    return {"type": kind, "loc": ("query", name[:80]), "msg": kind, "input": None}


def _names(dependant: Dependant) -> frozenset[str]:
    """The parameters of a route and of all that it depends on."""
    own = frozenset(field.alias for field in dependant.query_params)
    return own.union(*map(_names, dependant.dependencies))
