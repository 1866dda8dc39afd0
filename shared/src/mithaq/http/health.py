"""Liveness, readiness and metrics: an application of its own, for a port of its own."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from mithaq.errors import MithaqError
from mithaq.http.problems import Problem, respond
from mithaq.observability import exposition
from mithaq.words import Texts

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

# A readiness check raises, or times out, when the dependency is not available.
Check = Callable[[], Awaitable[object]]

_CHECK_SECONDS: Final = 2.0
# Figures are made at most this often: a scraper that asks again and again costs nothing more.
_FRESH_SECONDS: Final = 0.25


def create_probes(
    texts: Texts,
    checks: Mapping[str, Check],
    notes: Callable[[], Sequence[str]] = tuple,
    *,
    about: Mapping[str, str] | None = None,
) -> Starlette:
    """`/health/live`, `/health/ready` and `/metrics`, for the platform and never for the gateway.

    `notes` says what is wrong although requests can be served: readiness tells it, and stays 200.
    It is told with either answer what readiness is `about`: the release, and what it reads.

    Nothing here asks for a token, so nothing here belongs on the port that strangers reach.
    """
    app = Starlette(
        routes=[
            Route("/health/live", _live),
            Route("/health/ready", _ready),
            Route("/metrics", _Figures().answer),
        ]
    )
    app.state.texts, app.state.checks, app.state.notes = texts, checks, notes
    app.state.about = about or {}
    return app


async def _live(_: Request) -> Response:
    """Liveness: the event loop responds. No dependency is checked: a restart would not fix it."""
    return JSONResponse({"status": "live"})


async def _ready(request: Request) -> Response:
    """Readiness: every check passes in time; else 503 names those that fail.

    The cause is not told, but for what a check itself tells in the values of a MithaqError.
    """
    checks: Mapping[str, Check] = request.app.state.checks
    about: Mapping[str, str] = request.app.state.about
    outcomes = await asyncio.gather(*(_failure(name, check) for name, check in checks.items()))
    failing = {name: error for name, error in zip(checks, outcomes, strict=True) if error}
    if failing:
        told = [error.values for error in failing.values() if isinstance(error, MithaqError)]
        values = {name: value for each in (about, *told) for name, value in each.items()}
        problem = Problem(
            code="not-ready",
            status=503,
            values=values,
            failing=list(failing),
            headers={"Retry-After": "1"},
        )
        return respond(request, problem)
    notes = list(request.app.state.notes())
    return JSONResponse({"status": "ready", "checks": list(checks), "notes": notes, **about})


class _Figures:
    """Every metric in Prometheus's format, at most `_FRESH_SECONDS` old."""

    def __init__(self) -> None:
        self._made, self._content = float("-inf"), (b"", "")

    async def answer(self, _: Request) -> Response:
        if time.monotonic() - self._made > _FRESH_SECONDS:
            self._content, self._made = exposition(), time.monotonic()
        content, media_type = self._content
        return Response(content, media_type=media_type)


async def _failure(name: str, check: Check) -> Exception | None:
    """Why the dependency is not available; None if it is."""
    try:
        async with asyncio.timeout(_CHECK_SECONDS):
            await check()
    except Exception as error:
        log.warning("health.check_failed", check=name, error=repr(error))
        return error
    return None
