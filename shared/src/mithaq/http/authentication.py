"""Authentication before the body: which routes need a token, and the check of it."""

from collections.abc import Iterator
from typing import Any

import structlog
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer
from fastapi.security.utils import get_authorization_scheme_param
from starlette.datastructures import Headers
from starlette.types import Scope

from mithaq.identity import TokenMissing, Verifier


async def authenticate(scope: Scope) -> None:
    """Verify the token of a request whose route needs one; raises Unauthenticated.

    The route itself asks again, for the caller; `VerifiedOnce` keeps the answer meanwhile.
    """
    if not needs_token(scope.get("route")):
        return
    scheme, token = get_authorization_scheme_param(Headers(scope=scope).get("authorization"))
    if scheme.lower() != "bearer" or not token:
        raise TokenMissing
    verifier: Verifier = scope["app"].state.verifier
    caller = await verifier.verify(token)
    structlog.contextvars.bind_contextvars(caller=caller.subject)


def is_authenticated() -> bool:
    """Whether this request has a caller: whoever verifies a token names it in the log's context."""
    return "caller" in structlog.contextvars.get_contextvars()


def needs_token(route: Any) -> bool:  # noqa: ANN401 (whatever the router matched)
    """Whether the caller is among the route's dependencies."""
    return isinstance(route, APIRoute) and any(
        isinstance(each.call, HTTPBearer) for each in _all(route.dependant)
    )


def _all(dependant: Dependant) -> Iterator[Dependant]:
    for each in dependant.dependencies:
        yield each
        yield from _all(each)
