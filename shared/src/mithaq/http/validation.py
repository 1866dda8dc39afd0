"""Turns pydantic's validation errors into field errors for the user."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from fastapi.exceptions import RequestValidationError

from mithaq.errors import MithaqError
from mithaq.http.errors import BodyInvalid, JsonMalformed, MediaTypeUnsupported, ParametersInvalid
from mithaq.http.findings import SAYINGS, UNFIT
from mithaq.http.problems import FieldError
from mithaq.words import Shown, Texts
from mithaq.words.formats import Language

Finding = Mapping[str, Any]

# A body with a thousand wrong fields is one mistake; a thousand messages would not help.
_MAX_ERRORS: Final = 50
_QUOTED: Final = re.compile(r"'([^']*)'")


def refusal(error: RequestValidationError) -> MithaqError:
    """The problem for these validation errors."""
    findings = error.errors()
    if any(found["type"] == "json_invalid" for found in findings):
        return JsonMalformed()
    in_body = [found for found in findings if found["loc"][0] == "body"]
    if any(isinstance(found.get("input"), bytes) for found in in_body):
        return MediaTypeUnsupported()
    return BodyInvalid() if in_body else ParametersInvalid()


def field_errors(
    error: RequestValidationError, texts: Texts, language: Language
) -> Sequence[FieldError]:
    """One entry per field. The values sent are not repeated: they may be personal data."""
    return [_field_error(found, texts, language) for found in error.errors()[:_MAX_ERRORS]]


def _field_error(found: Finding, texts: Texts, language: Language) -> FieldError:
    field = FieldError(detail=_reason(found, texts, language), code=found["type"])
    where, *path = found["loc"]
    if where == "body":
        field["pointer"] = "#" + "".join(f"/{_escaped(str(step))}" for step in path)
    else:
        field["where"], field["parameter"] = where, str(path[0]) if path else ""
    return field


def _reason(found: Finding, texts: Texts, language: Language) -> str:
    context = found.get("ctx", {})
    values: dict[str, Shown] = {
        name: value if isinstance(value, int) else str(value) for name, value in context.items()
    }
    if "expected" in values:
        values["expected"] = _choices(str(values["expected"]), texts, language)
    return texts.said(SAYINGS.get(found["type"], UNFIT), language, values)


def _choices(expected: str, texts: Texts, language: Language) -> Sequence[str]:
    """The accepted codes (pydantic's `'a', 'b' or 'c'`) by their terms, if they have any."""
    codes = _QUOTED.findall(expected) or re.split(r", | or ", expected)
    kind = texts.kind_of(codes)
    return codes if kind is None else [texts.term(kind, code, language) for code in codes]


def _escaped(step: str) -> str:
    """RFC 6901, section 3."""
    return step.replace("~", "~0").replace("/", "~1")
