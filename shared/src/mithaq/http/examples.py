"""Problem responses as the API description shows them, with examples made from the real texts."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from mithaq.errors import Value
from mithaq.http.problems import MEDIA_TYPE, TYPE_PREFIX
from mithaq.words import Texts

_CORRELATION_ID: Final = "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55"


class FieldProblem(BaseModel):
    """One field of the body, or one parameter, that does not fit."""

    detail: Annotated[str, Field(description="Why, in the user's language.")]
    code: Annotated[str, Field(description="The check that failed, for programs.")]
    pointer: Annotated[
        str | None, Field(description="JSON Pointer into the body, as a URI fragment.")
    ] = None
    parameter: str | None = None
    where: Annotated[str | None, Field(description="path, query, header or cookie")] = None
    at: Annotated[
        dict[str, str | int] | None,
        Field(description="Of several things wrong at once: where, such as a row and column."),
    ] = None
    values: Annotated[
        dict[str, Value] | None, Field(description="Of such a thing: what fills its text.")
    ] = None


class ProblemDetails(BaseModel):
    """Problem details (RFC 9457). `code` is stable; the prose follows Accept-Language."""

    model_config = ConfigDict(title="Problem")

    type: Annotated[str, Field(examples=[TYPE_PREFIX + "version-conflict"])]
    title: str
    status: int
    detail: str
    code: Annotated[str, Field(description="The violated rule's name.")]
    way_out: Annotated[str, Field(description="What the user can do now.")]
    help: Annotated[
        str | None,
        Field(
            description="Where the rule is explained, if this deployment says where.",
            examples=["https://mithaq.example/docs/rules#version-conflict"],
        ),
    ] = None
    values: Annotated[dict[str, str | int | None], Field(description="What fills the text.")]
    correlation_id: Annotated[str, Field(description="To quote when asking for help.")]
    errors: Annotated[list[FieldProblem], Field(description="On body-invalid and the like.")] = []
    failing: Annotated[list[str], Field(description="On not-ready: the checks that fail.")] = []
    left_out: Annotated[
        dict[str, int],
        Field(description="How many more `errors` there are, or names in one of the `values`."),
    ] = {}


_SHOWN: Final[Mapping[int, tuple[str, str, Mapping[str, Value]]]] = {
    400: ("Malformed JSON or header", "json-malformed", {}),
    401: ("No access token, or one we refuse", "token-missing", {}),
    403: ("Not for this caller to do", "forbidden", {}),
    404: ("No such thing, or not yours to see", "not-found", {}),
    408: ("The request did not arrive in time", "body-too-slow", {"seconds": 30}),
    409: ("A named rule refuses the command", "rule-broken", {}),
    412: ("Changed since it was read", "version-conflict", {"expected": 7, "current": 8}),
    413: ("Body too large", "body-too-large", {"limit": 1_000_000}),
    415: ("Body not declared as JSON", "media-type-unsupported", {}),
    422: ("Fields or values that do not fit", "body-invalid", {}),
    428: ("If-Match is missing", "precondition-required", {}),
    429: ("Too many requests of this client at once", "too-many-requests", {"limit": 64}),
    431: ("Headers too large", "head-too-large", {}),
    500: ("Our own fault", "internal-error", {}),
    503: ("Not able to answer right now", "not-caught-up", {}),
}


def with_example(status: int, texts: Texts) -> dict[str, Any]:
    """The response of PROBLEMS with an example of it in English."""
    response = PROBLEMS[status]
    media = {**response["content"][MEDIA_TYPE], "example": _example(status, texts)}
    return {**response, "content": {MEDIA_TYPE: media}}


def _example(status: int, texts: Texts) -> dict[str, Any]:
    _, code, values = _SHOWN[status]
    words = texts.problem(code, "en", values)
    example: dict[str, Any] = {
        "type": TYPE_PREFIX + code,
        "title": words.title,
        "status": status,
        "detail": words.detail,
        "code": code,
        "way_out": words.way_out,
        "values": dict(values),
        "correlation_id": _CORRELATION_ID,
    }
    if code == "body-invalid":
        unknown = {"detail": "unknown field", "code": "extra_forbidden", "pointer": "#/colour"}
        example["errors"] = [unknown]
    return example


def _response(status: int) -> dict[str, Any]:
    description = _SHOWN[status][0]
    media = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": description, "content": {MEDIA_TYPE: media}}


PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {status: _response(status) for status in _SHOWN}
