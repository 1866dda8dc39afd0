"""Problem details (RFC 9457): one shape for everything that goes wrong, in the user's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NotRequired, TypedDict

import orjson
import structlog
from starlette.requests import Request
from starlette.responses import Response

from mithaq.errors import Value
from mithaq.http.languages import negotiate
from mithaq.http.texts import Language, Texts
from mithaq.http.words import KERNEL_TEXTS

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

MEDIA_TYPE: Final = "application/problem+json"
TYPE_PREFIX: Final = "urn:mithaq:problem:"


class FieldError(TypedDict):
    """One field of the body (`pointer`, RFC 6901 as a URI fragment) or one parameter."""

    detail: str
    code: str
    pointer: NotRequired[str]
    parameter: NotRequired[str]
    where: NotRequired[Literal["path", "query", "header", "cookie"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What went wrong, before it is put in anyone's language.

    `told_as` are the codes whose texts may stand in, nearest first, when `code` has none.
    """

    code: str
    status: int
    values: Mapping[str, Value] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    errors: Sequence[FieldError] = ()
    failing: Sequence[str] = ()
    told_as: Sequence[str] = ()


def language_of(request: Request) -> Language:
    return negotiate(",".join(request.headers.getlist("accept-language")))


def respond(request: Request, problem: Problem) -> Response:
    """The answer that tells `problem` to whoever sent `request`."""
    language = language_of(request)
    texts: Texts = getattr(request.app.state, "texts", KERNEL_TEXTS)
    body = _body(problem, texts, language)
    correlation_id = getattr(request.state, "correlation_id", None)
    headers = {"Content-Language": language, "Vary": "Accept-Language", **problem.headers}
    content = orjson.dumps({**body, "correlation_id": correlation_id})
    return Response(content, problem.status, headers, MEDIA_TYPE)


def _body(problem: Problem, texts: Texts, language: Language) -> dict[str, Any]:
    words = texts[_told(problem, texts)].in_(language).filled(problem.values, language)
    body: dict[str, Any] = {
        "type": TYPE_PREFIX + problem.code,
        "title": words.title,
        "status": problem.status,
        "detail": words.detail,
        "code": problem.code,
        "way_out": words.way_out,
        "values": dict(problem.values),
    }
    if problem.errors:
        body["errors"] = list(problem.errors)
    if problem.failing:
        body["failing"] = list(problem.failing)
    return body


def _told(problem: Problem, texts: Texts) -> str:
    if problem.code in texts:
        return problem.code
    log.warning("http.problem_untold", code=problem.code)
    return next((code for code in problem.told_as if code in texts), "request-refused")
