"""The table from error classes to HTTP status codes (RFC 9110, RFC 6585)."""

from collections.abc import Mapping
from typing import Final

from mithaq.errors import (
    CommandReused,
    Forbidden,
    Invalid,
    MithaqError,
    NotFound,
    NotNow,
    RuleBroken,
    VersionConflict,
)
from mithaq.http import edge_errors, errors
from mithaq.identity import KeysUnavailable, Unauthenticated

# A class not listed has the status of its nearest listed base class; the root is a server error.
STATUSES: Final[Mapping[type[MithaqError], int]] = {
    MithaqError: 500,
    RuleBroken: 409,
    Invalid: 422,
    NotFound: 404,
    Forbidden: 403,
    VersionConflict: 412,
    CommandReused: 422,
    NotNow: 503,
    Unauthenticated: 401,
    KeysUnavailable: 503,
    errors.RequestRefused: 400,
    errors.BodyInvalid: 422,
    errors.ParametersInvalid: 422,
    errors.CursorMalformed: 422,
    errors.BodyTooLarge: 413,
    errors.AnswerTooLarge: 413,
    errors.MediaTypeUnsupported: 415,
    errors.PreconditionRequired: 428,
    errors.RouteUnknown: 404,
    errors.MethodNotAllowed: 405,
    edge_errors.RequestMalformed: 400,
    edge_errors.HeadTooLarge: 431,
    edge_errors.HeadTooSlow: 408,
    edge_errors.BodyTooSlow: 408,
    edge_errors.BodyInTooManyParts: 413,
    edge_errors.JsonTooComplex: 422,
    edge_errors.TooManyRequests: 429,
    edge_errors.ServiceBusy: 503,
}


def status_of(error: MithaqError) -> int:
    return next(STATUSES[cls] for cls in type(error).__mro__ if cls in STATUSES)
