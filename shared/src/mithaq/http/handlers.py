"""Exception handlers: turn every error into a problem response, and a trial into its answer."""

from dataclasses import replace
from http import HTTPStatus
from typing import Final

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from mithaq.errors import EventHeld, MithaqError, ReadModelFilling, VersionConflict
from mithaq.http.errors import JsonMalformed, MethodNotAllowed, RouteUnknown
from mithaq.http.etags import etag
from mithaq.http.problems import (
    Problem,
    codes_of,
    findings_of,
    language_of,
    respond,
    texts_for,
)
from mithaq.http.statuses import status_of
from mithaq.http.trial import on_tried
from mithaq.http.validation import field_errors, refusal
from mithaq.identity import TokenRefused, Unauthenticated
from mithaq.trials import Tried

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_RETRY_SECONDS: Final = "1"
_LONG_RETRY_SECONDS: Final = "5"  # what a release does takes longer than a read model's lag
INTERNAL_ERROR: Final = Problem(code="internal-error", status=500)
STORE_UNAVAILABLE: Final = Problem(
    code="store-unavailable", status=503, headers={"Retry-After": _RETRY_SECONDS}
)
_SERVER_FAULT: Final = 500
_LATER: Final = (429, 503)


class Refused(HTTPException):
    """A refusal from where only an HTTPException passes: while a body is being read."""

    def __init__(self, error: MithaqError) -> None:
        super().__init__(status_of(error))
        self.error = error


def install(app: FastAPI) -> None:
    app.add_exception_handler(Tried, on_tried)
    app.add_exception_handler(MithaqError, _on_refusal)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)


def problem_of(error: MithaqError) -> Problem:
    """The problem for an expected error; one without a status is an internal error."""
    status = status_of(error)
    if status == _SERVER_FAULT:
        log.error("http.refusal_unmapped", code=error.code, exc_info=error)
        return INTERNAL_ERROR
    return Problem(
        code=error.code,
        status=status,
        values=error.values,
        lists=error.lists,
        headers=_headers(error, status),
        told_as=codes_of(error),
    )


def _headers(error: MithaqError, status: int) -> dict[str, str]:
    match error:
        case VersionConflict(current=int(current)):
            return {"ETag": etag(current)}
        case TokenRefused(reason=reason):
            challenge = (
                f'Bearer realm="mithaq", error="invalid_token", error_description="{reason}"'
            )
            return {"WWW-Authenticate": challenge}
        case ReadModelFilling() | EventHeld():
            return {"Retry-After": _LONG_RETRY_SECONDS}
        case Unauthenticated():
            # RFC 6750, section 3.1: no error code if the request has no credentials.
            return {"WWW-Authenticate": 'Bearer realm="mithaq"'}
        case _:
            return {"Retry-After": _RETRY_SECONDS} if status in _LATER else {}


async def _on_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, MithaqError)  # noqa: S101 (Starlette dispatches by class)
    problem = problem_of(error)
    log.info("http.refused", code=problem.code, status=problem.status)
    if len(error.findings) > 1 or error.at:
        findings = error.findings or (error,)
        told = findings_of(findings, texts_for(request), language_of(request))
        problem = replace(problem, errors=told, found=len(findings))
    return respond(request, problem)


async def _on_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    problem = problem_of(refusal(error))
    if problem.status == HTTPStatus.UNPROCESSABLE_ENTITY:
        fields = field_errors(error, texts_for(request), language_of(request))
        problem = Problem(code=problem.code, status=problem.status, errors=fields)
    return respond(request, problem)


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    if isinstance(error, Refused):
        return await _on_refusal(request, error.error)
    framework_error = _framework_refusal(request, error)
    if framework_error is None:
        return respond(
            request,
            Problem(code="request-refused", status=error.status_code, headers=error.headers or {}),
        )
    problem = problem_of(framework_error)
    return respond(
        request,
        Problem(
            code=problem.code,
            status=problem.status,
            values=problem.values,
            headers=error.headers or {},
        ),
    )


def _framework_refusal(request: Request, error: HTTPException) -> MithaqError | None:
    match error.status_code:
        case HTTPStatus.NOT_FOUND:
            return RouteUnknown(path=request.url.path[:200])
        case HTTPStatus.METHOD_NOT_ALLOWED:
            return MethodNotAllowed(method=request.method[:20])
        case HTTPStatus.BAD_REQUEST:
            # FastAPI responds with 400 only to a body it cannot parse.
            return JsonMalformed()
        case _:
            return None
