"""Builds the HTTP application of a service."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import TypeVar

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.requests import Request

from mithaq.http.docs import docs
from mithaq.http.handlers import install
from mithaq.http.health import Check, health
from mithaq.http.limits import DEFAULT_MAX_BODY, Limits
from mithaq.http.middleware import Surroundings
from mithaq.http.openapi import describe
from mithaq.identity import KeySource, TokenVerifier, Verifier
from mithaq.settings import Settings
from mithaq.words import Texts

P = TypeVar("P")
Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def create_app(
    *,
    service: str,
    title: str,
    routers: Sequence[APIRouter],
    texts: Texts,
    settings: Settings,
    lifespan: Lifespan | None = None,
    checks: Mapping[str, Check] | None = None,
    verifier: Verifier | None = None,
    max_body: int = DEFAULT_MAX_BODY,
) -> FastAPI:
    """The application of one service: its routes, and what all services have in common.

    It answers at `/v1/...` and, as through the gateway, at `/api/<service>/v1/...`. `checks` is
    read at each readiness request, so the lifespan may fill it. Opens nothing by itself.
    """
    prefix = f"/api/{service}"
    app = _bare(title, lifespan)
    app.state.verifier = verifier or token_verifier(settings)
    app.state.texts = texts
    app.state.checks = {} if checks is None else checks
    app.state.max_body = max_body
    for router in [*routers, health, docs]:
        app.include_router(router)
    install(app)
    app.add_middleware(Limits, max_body=max_body)
    app.add_middleware(Surroundings, service=service, prefix=prefix)
    describe(app, prefix)
    return app


def token_verifier(settings: Settings) -> TokenVerifier:
    """The token verifier for these settings; keys are fetched on first use."""
    return TokenVerifier(
        KeySource(settings.jwks_url),
        issuer=settings.token_issuer,
        audience=settings.token_audience,
    )


def parts_of(kind: type[P]) -> Callable[[Request], Awaitable[P]]:
    """A dependency that gives a route the parts that bootstrap stored in `app.state.parts`.

    Parts = Annotated[ConventionParts, Depends(parts_of(ConventionParts))]
    """

    async def parts(request: Request) -> P:
        found = request.app.state.parts
        if not isinstance(found, kind):
            raise TypeError(f"app.state.parts is a {type(found).__name__}, not a {kind.__name__}")
        return found

    return parts


def _bare(title: str, lifespan: Lifespan | None) -> FastAPI:
    return FastAPI(
        title=title,
        version="1.0.0",
        lifespan=lifespan,
        generate_unique_id_function=_operation_id,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        root_path_in_servers=False,
    )


def _operation_id(route: APIRoute) -> str:
    """The function's name, so that generated clients have stable names."""
    return route.name
