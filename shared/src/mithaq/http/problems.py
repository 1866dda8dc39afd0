"""Problem details (RFC 9457) in the user's language: the body of every error response."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final, Literal, NotRequired, TypedDict

import orjson
import structlog
from starlette.requests import Request
from starlette.responses import Response

from mithaq.errors import MithaqError, Value
from mithaq.http.languages import negotiate
from mithaq.http.shortening import fitting
from mithaq.words import Texts, texts_of
from mithaq.words.formats import Language

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

MEDIA_TYPE: Final = "application/problem+json"
TYPE_PREFIX: Final = "urn:mithaq:problem:"
MAX_FINDINGS: Final = 500  # of one refusal
_NAMES: Final = 100  # of a list in a sentence
_ERRORS_BYTES: Final = 100_000


class FieldError(TypedDict):
    """One field of the body (`pointer`, RFC 6901 as a URI fragment), one parameter, or one of the
    things that are wrong: `at` says where, `values` with which figures.
    """

    detail: str
    code: str
    at: NotRequired[Mapping[str, str | int]]
    values: NotRequired[Mapping[str, Value]]
    pointer: NotRequired[str]
    parameter: NotRequired[str]
    where: NotRequired[Literal["path", "query", "header", "cookie"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A problem before it is translated.

    `lists` has those of the values that are several names, one by one. `told_as` are the codes
    whose texts are used, nearest first, for those that `code` lacks. `errors` are the first ones of
    `found`, where there are more.
    """

    code: str
    status: int
    values: Mapping[str, Value] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    errors: Sequence[FieldError] = ()
    found: int = 0
    failing: Sequence[str] = ()
    told_as: Sequence[str] = ()


def language_of(request: Request) -> Language:
    """The language an answer is in: what the request prefers of ours, else French."""
    accepted = ",".join(request.headers.getlist("accept-language"))
    return negotiate(accepted, texts_for(request).languages)


def texts_for(request: Request) -> Texts:
    """The texts of the service that handles `request`."""
    texts: Texts = getattr(request.app.state, "texts", None) or texts_of()
    return texts


def respond(request: Request, problem: Problem) -> Response:
    """The response for `problem` in the language of `request`."""
    correlation_id = getattr(request.state, "correlation_id", None)
    texts, rules_url = texts_for(request), getattr(request.app.state, "rules_url", None)
    return response_of(problem, texts, language_of(request), correlation_id, rules_url)


def response_of(
    problem: Problem,
    texts: Texts,
    language: Language,
    correlation_id: str | None,
    rules_url: str | None = None,
) -> Response:
    """The response for `problem` where there may be no request that could be understood."""
    body = {**_body(problem, texts, language), **_help(problem, rules_url)}
    headers = {"Content-Language": language, "Vary": "Accept-Language", **problem.headers}
    content = orjson.dumps({**body, "correlation_id": correlation_id})
    return Response(content, problem.status, headers, MEDIA_TYPE)


def _help(problem: Problem, rules_url: str | None) -> dict[str, str]:
    """Where the rule is explained; nothing where no page is set, and of what is no rule's fault.

    A member of its own: `type` names the problem, and stays the same wherever the page is.
    """
    told = rules_url is not None and problem.status < HTTPStatus.INTERNAL_SERVER_ERROR
    return {"help": f"{rules_url}#{problem.code}"} if told else {}


def findings_of(
    errors: Sequence[MithaqError], texts: Texts, language: Language
) -> Sequence[FieldError]:
    """One entry for each of the first MAX_FINDINGS, in the user's words."""
    return [_finding(error, texts, language) for error in errors[:MAX_FINDINGS]]


def _finding(error: MithaqError, texts: Texts, language: Language) -> FieldError:
    values, lists, _ = _named(error.values, error.lists)
    words = texts.problem(error.code, language, {**values, **lists}, codes_of(error))
    told = FieldError(detail=words.detail, code=error.code, values=values)
    if error.at:
        told["at"] = dict(error.at)
    return told


def _named(
    values: Mapping[str, Value], lists: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, Value], dict[str, tuple[str, ...]], dict[str, int]]:
    """Both with the first of the names alone where they are many; and how many are left out."""
    long = {name: names for name, names in lists.items() if len(names) > _NAMES}
    cut = {name: names[:_NAMES] for name, names in long.items()}
    joined = {name: ", ".join(names) for name, names in cut.items()}
    left_out = {name: len(names) - _NAMES for name, names in long.items()}
    return {**values, **joined}, {**lists, **cut}, left_out


def codes_of(error: MithaqError) -> Sequence[str]:
    """Its own code and those of the rules that it refines, nearest first."""
    return [cls.code for cls in type(error).__mro__ if issubclass(cls, MithaqError)]


def _body(problem: Problem, texts: Texts, language: Language) -> dict[str, Any]:
    if not texts.has(f"{problem.code}.title"):
        log.warning("http.problem_untold", code=problem.code)
    values, lists, left_out = _named(problem.values, problem.lists)
    words = texts.problem(problem.code, language, {**values, **lists}, problem.told_as)
    errors = problem.errors[: fitting(problem.errors, _ERRORS_BYTES)]
    body: dict[str, Any] = {
        "type": TYPE_PREFIX + problem.code,
        "title": words.title,
        "status": problem.status,
        "detail": words.detail,
        "code": problem.code,
        "way_out": words.way_out,
        "values": values,
    }
    if errors:
        body["errors"] = list(errors)
    if missing := max(problem.found, len(problem.errors)) - len(errors):
        left_out["errors"] = missing
    if left_out:
        body["left_out"] = left_out
    if problem.failing:
        body["failing"] = list(problem.failing)
    return body
