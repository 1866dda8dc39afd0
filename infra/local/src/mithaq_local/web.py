"""What the local web servers share: listening, and protection against DNS rebinding."""

import os

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

LOCAL_NAMES = ["127.0.0.1", "localhost"]


def guards() -> list[Middleware]:
    """Accept only requests whose Host is this machine, which prevents DNS rebinding."""
    return [Middleware(TrustedHostMiddleware, allowed_hosts=LOCAL_NAMES)]


def health() -> Route:
    """A readiness route; the server is ready as soon as it responds."""

    async def ready(_: Request) -> JSONResponse:
        return JSONResponse({"status": "ready"})

    return Route("/health/ready", ready)


def serve(app: Starlette) -> None:
    """Serve `app` at the address set by the environment, until a signal ends it."""
    uvicorn.run(
        app,
        host=os.environ["MITHAQ_HTTP_HOST"],
        port=int(os.environ["MITHAQ_HTTP_PORT"]),
        log_level="warning",
        server_header=False,
        loop="uvloop",
        http="h11",
        ws="none",
        timeout_graceful_shutdown=2,
    )
