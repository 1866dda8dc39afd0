"""Errors of an HTTP request that is refused before any domain rule is checked.

MithaqError
└── RequestRefused
    ├── BodyInvalid, ParametersInvalid      field by field
    ├── JsonMalformed, MediaTypeUnsupported, BodyTooLarge
    ├── PreconditionRequired, PreconditionMalformed
    ├── IdempotencyKeyMalformed, PositionMalformed, CursorMalformed
    └── RouteUnknown, MethodNotAllowed
"""

from mithaq.errors import MithaqError


class RequestRefused(MithaqError):
    """The request cannot be processed."""

    code = "request-refused"


class BodyInvalid(RequestRefused):
    """Fields of the body are missing, unknown or invalid."""

    code = "body-invalid"


class ParametersInvalid(RequestRefused):
    """Parameters of the path, the query or the headers are invalid."""

    code = "parameters-invalid"


class JsonMalformed(RequestRefused):
    """The body is not JSON (RFC 8259)."""

    code = "json-malformed"


class MediaTypeUnsupported(RequestRefused):
    """The body is not declared as JSON."""

    code = "media-type-unsupported"


class BodyTooLarge(RequestRefused):
    """The body exceeds the size limit of this service."""

    code = "body-too-large"


class AnswerTooLarge(RequestRefused):
    """What was asked for is read part by part; `links` are where."""

    code = "answer-too-large"


class PreconditionRequired(RequestRefused):
    """The command must name the version it was decided on (RFC 6585, section 3)."""

    code = "precondition-required"


class PreconditionMalformed(RequestRefused):
    """If-Match must contain one strong entity tag of ours, such as `"7"`."""

    code = "precondition-malformed"


class IdempotencyKeyMalformed(RequestRefused):
    """A key is 1 to 200 visible ASCII characters, sent once."""

    code = "idempotency-key-malformed"


class PositionMalformed(RequestRefused):
    """A position must be the whole number from an earlier response."""

    code = "position-malformed"


class CursorMalformed(RequestRefused):
    """A cursor must be the `next` of an earlier page of the same list, unchanged."""

    code = "cursor-malformed"


class RouteUnknown(RequestRefused):
    """No route has this path."""

    code = "route-unknown"


class MethodNotAllowed(RequestRefused):
    """The path exists, with other methods."""

    code = "method-not-allowed"
