"""Builds the HTTP application of a service."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import TypeVar

from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute
from starlette.requests import Request

from mithaq.http.admission import Admission
from mithaq.http.docs import docs
from mithaq.http.edge import DEFAULT_MAX_BODY, EdgeLimits
from mithaq.http.handlers import install
from mithaq.http.head import Head
from mithaq.http.limits import Limits
from mithaq.http.middleware import Surroundings
from mithaq.http.openapi import describe
from mithaq.http.strictness import strict
from mithaq.identity import KeySource, Revocations, TokenVerifier, VerifiedOnce, Verifier
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
    verifier: Verifier | None = None,
    max_body: int = DEFAULT_MAX_BODY,
) -> FastAPI:
    """The application of one service: its routes, and what all services have in common.

    It answers at `/v1/...` and, as through the gateway, at `/api/<service>/v1/...`. Health and
    metrics are not here but in `create_probes`. Opens nothing by itself.
    """
    prefix = f"/api/{service}"
    app = _bare(title, lifespan)
    app.state.verifier = VerifiedOnce(verifier or token_verifier(settings))
    app.state.texts = texts
    app.state.rules_url = str(settings.rules_url) if settings.rules_url else None
    app.state.limits = limits = EdgeLimits.of(settings, max_body=max_body)
    for router in [*routers, docs]:
        app.include_router(router)
    install(app)
    app.add_middleware(Head)
    app.add_middleware(Limits, limits=limits)
    app.add_middleware(Admission, limits=limits)
    app.add_middleware(
        Surroundings, service=service, prefix=prefix, trusted_proxies=limits.trusted_proxies
    )
    describe(app, prefix)
    return app


def token_verifier(settings: Settings) -> TokenVerifier:
    """The token verifier for these settings; keys are fetched on first use."""
    return TokenVerifier(
        KeySource(settings.jwks_url, context=settings.client_tls()),
        issuer=settings.token_issuer,
        audience=settings.token_audience,
        longest=settings.token_max_seconds,
        revocations=Revocations(settings.revocations_file) if settings.revocations_file else None,
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
        dependencies=[Depends(strict)],
        generate_unique_id_function=_operation_id,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        root_path_in_servers=False,
    )


def _operation_id(route: APIRoute) -> str:
    """The function's name, so that generated clients have stable names."""
    return route.name
