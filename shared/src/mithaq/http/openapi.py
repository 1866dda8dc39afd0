"""The API description (OpenAPI 3.1), completed with the responses common to all operations."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from mithaq.http.etags import ETAG
from mithaq.http.examples import PROBLEMS, FieldProblem, ProblemDetails, with_example
from mithaq.http.trial import NAME as DRY_RUN
from mithaq.http.trial import TrialView
from mithaq.words import Texts

Description = dict[str, Any]

_METHODS: Final = frozenset({"get", "post", "put", "patch", "delete"})
_EVERYWHERE: Final = (408, 429, 431, 500, 503)
_REF: Final = "#/components/schemas/{model}"
_ANSWER_HEADERS: Final[Description] = {
    "ETag": {"description": "The version since.", **ETAG},
    "Mithaq-Position": {
        "description": "To send as Mithaq-Min-Position on reads.",
        "schema": {"type": "integer"},
        "example": 4211,
    },
}
_LOCATION: Final[Description] = {
    "Location": {"description": "Where the new thing is.", "schema": {"type": "string"}}
}


def describe(app: FastAPI, prefix: str) -> None:
    """Serve the completed description; it is built once, on first use."""

    def openapi() -> Description:
        if app.openapi_schema is None:
            app.openapi_schema = completed(_plain(app, prefix), app.state.texts)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way


def completed(schema: Description, texts: Texts) -> Description:
    """Add problem responses and headers of answers to every operation, and a title of its own to
    every schema: a client is generated from the titles.
    """
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            if method in _METHODS:
                _require_version(operation)
                _complete(path, method, operation)
    components = schema.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["FieldProblem"] = FieldProblem.model_json_schema(ref_template=_REF)
    schemas["Problem"] = ProblemDetails.model_json_schema(ref_template=_REF)
    schemas["Problem"].pop("$defs", None)
    trial = TrialView.model_json_schema(mode="serialization", ref_template=_REF)
    schemas.update(trial.pop("$defs"), Trial=trial)
    _title_apart(schemas)
    components["responses"] = {
        _name(int(status)): with_example(int(status), texts) for status in PROBLEMS
    }
    return schema


def _title_apart(schemas: Description) -> None:
    """What is told one way in bodies and another in answers has two schemas under one title."""
    told = Counter(each.get("title") for each in schemas.values())
    for name, each in schemas.items():
        if told[each.get("title")] > 1:
            each["title"] = name.replace("-", "")


def _plain(app: FastAPI, prefix: str) -> Description:
    return get_openapi(
        title=app.title,
        version=app.version,
        openapi_version="3.1.0",
        routes=app.routes,
        servers=[{"url": prefix, "description": "Through the gateway"}],
    )


def _require_version(operation: Description) -> None:
    """Document If-Match as required; for FastAPI it is optional, to get 428 instead of 422."""
    for parameter in operation.get("parameters", []):
        if _names_version(parameter):
            parameter["required"] = True


def _names_version(parameter: Description) -> bool:
    """Whether it is the If-Match of a conditional command, not that of a grounded one."""
    told: str = parameter.get("description", "")
    return parameter["name"] == "If-Match" and told.startswith("Required")


def _complete(path: str, method: str, operation: Description) -> None:
    responses = operation["responses"]
    for status in sorted(set(_statuses(path, method, operation))):
        given = responses.get(str(status))
        if given is None or given == PROBLEMS[status] or _is_frameworks(given):
            responses[str(status)] = {"$ref": f"#/components/responses/{_name(status)}"}
    for status, response in responses.items():
        if status.startswith("2") and _is_answer(response):
            made = _LOCATION if status == "201" else {}
            response["headers"] = {**_ANSWER_HEADERS, **made}
    for parameter in operation.get("parameters", []):
        if parameter["name"] == DRY_RUN:
            parameter["schema"]["default"] = False  # for FastAPI it is one of two words
            _offer_trial(responses)


def _offer_trial(responses: Description) -> None:
    """A command that is tried answers 200 with its trial, whatever it answers else."""
    trial: Description = {"$ref": _REF.format(model="Trial")}
    told = responses.setdefault("200", {"description": "What the tried command would do"})
    media = told.setdefault("content", {}).setdefault("application/json", {})
    media["schema"] = {"anyOf": [media["schema"], trial]} if "schema" in media else trial


def _statuses(path: str, method: str, operation: Description) -> Iterator[int]:
    sent = {parameter["name"] for parameter in operation.get("parameters", [])}
    yield from _EVERYWHERE
    yield from (int(status) for status in operation["responses"] if int(status) in PROBLEMS)
    if operation.get("security"):
        yield from (401, 403)
    if "{" in path:
        yield 404
    yield 422  # parameters that no route knows
    if method != "get":
        yield from (400, 409)
    if "requestBody" in operation:
        yield from (413, 415)
    if "If-Match" in sent:
        yield 412
    if any(map(_names_version, operation.get("parameters", []))):
        yield 428
    if "Mithaq-Min-Position" in sent:
        yield from (400, 503)


def _name(status: int) -> str:
    return f"Problem{status}"


def _is_frameworks(response: Description) -> bool:
    return "HTTPValidationError" in str(response.get("content"))


def _is_answer(response: Description) -> bool:
    return "#/components/schemas/Answer'" in str(response.get("content"))
