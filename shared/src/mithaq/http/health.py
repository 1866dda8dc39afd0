"""Liveness, readiness and metrics endpoints."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import structlog
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from mithaq.http.problems import Problem, respond
from mithaq.observability import exposition

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

# A readiness check raises, or times out, when the dependency is not available.
Check = Callable[[], Awaitable[object]]

_CHECK_SECONDS: Final = 2.0

health = APIRouter(include_in_schema=False)


@health.get("/health/live")
async def live() -> dict[str, str]:
    """Liveness: the event loop responds. No dependency is checked: a restart would not fix it."""
    return {"status": "live"}


@health.get("/health/ready")
async def ready(request: Request) -> Response:
    """Readiness: every check passes in time; else 503 names those that fail, without the cause."""
    checks: Mapping[str, Check] = request.app.state.checks
    outcomes = await asyncio.gather(*(_passes(name, check) for name, check in checks.items()))
    failing = [name for name, passed in zip(checks, outcomes, strict=True) if not passed]
    if failing:
        problem = Problem(
            code="not-ready", status=503, failing=failing, headers={"Retry-After": "1"}
        )
        return respond(request, problem)
    return JSONResponse({"status": "ready", "checks": list(checks)})


@health.get("/metrics")
async def metrics() -> Response:
    content, media_type = exposition()
    return Response(content, media_type=media_type)


async def _passes(name: str, check: Check) -> bool:
    try:
        async with asyncio.timeout(_CHECK_SECONDS):
            await check()
    except Exception as error:
        log.warning("health.check_failed", check=name, error=repr(error))
        return False
    return True
