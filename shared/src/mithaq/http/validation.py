"""From pydantic's findings to fields a user can correct."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from fastapi.exceptions import RequestValidationError

from mithaq.errors import MithaqError
from mithaq.http.errors import BodyInvalid, JsonMalformed, MediaTypeUnsupported, ParametersInvalid
from mithaq.http.problems import FieldError
from mithaq.http.texts import Language
from mithaq.http.words.fields import FIELDS, UNFIT

Finding = Mapping[str, Any]

# A body with a thousand wrong fields is one mistake; nobody reads a thousand lines about it.
_MAX_ERRORS: Final = 50


def refusal(error: RequestValidationError) -> MithaqError:
    """Which of our problems the findings amount to."""
    findings = error.errors()
    if any(found["type"] == "json_invalid" for found in findings):
        return JsonMalformed()
    in_body = [found for found in findings if found["loc"][0] == "body"]
    if any(isinstance(found.get("input"), bytes) for found in in_body):
        return MediaTypeUnsupported()
    return BodyInvalid() if in_body else ParametersInvalid()


def field_errors(error: RequestValidationError, language: Language) -> Sequence[FieldError]:
    """One line a field. What the user sent is not repeated: it may be personal."""
    return [_field_error(found, language) for found in error.errors()[:_MAX_ERRORS]]


def _field_error(found: Finding, language: Language) -> FieldError:
    told = FieldError(detail=_reason(found, language), code=found["type"])
    where, *path = found["loc"]
    if where == "body":
        told["pointer"] = "#" + "".join(f"/{_escaped(str(step))}" for step in path)
    else:
        told["where"], told["parameter"] = where, str(path[0]) if path else ""
    return told


def _reason(found: Finding, language: Language) -> str:
    saying = FIELDS.get(found["type"], UNFIT)[language]
    return saying.format_map({key: str(value) for key, value in found.get("ctx", {}).items()})


def _escaped(step: str) -> str:
    """RFC 6901, section 3."""
    return step.replace("~", "~0").replace("/", "~1")
