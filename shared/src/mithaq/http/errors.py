"""What is wrong with a request before any rule of the domain is asked.

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
    """The request cannot be served as it was sent."""

    code = "request-refused"


class BodyInvalid(RequestRefused):
    """Fields of the body are missing, unknown or not what they should be."""

    code = "body-invalid"


class ParametersInvalid(RequestRefused):
    """Parameters of the path, the query or the headers are not what they should be."""

    code = "parameters-invalid"


class JsonMalformed(RequestRefused):
    """The body is not JSON (RFC 8259)."""

    code = "json-malformed"


class MediaTypeUnsupported(RequestRefused):
    """The body is not declared as JSON."""

    code = "media-type-unsupported"


class BodyTooLarge(RequestRefused):
    """The body is larger than this service reads."""

    code = "body-too-large"


class PreconditionRequired(RequestRefused):
    """The command must say which version it was decided on (RFC 6585, section 3)."""

    code = "precondition-required"


class PreconditionMalformed(RequestRefused):
    """If-Match must hold one strong entity tag of ours, such as `"7"`."""

    code = "precondition-malformed"


class IdempotencyKeyMalformed(RequestRefused):
    """A key is 1 to 200 visible ASCII characters, sent once."""

    code = "idempotency-key-malformed"


class PositionMalformed(RequestRefused):
    """A position is the whole number an earlier answer gave."""

    code = "position-malformed"


class CursorMalformed(RequestRefused):
    """A cursor is what an earlier page of the same list gave, unchanged."""

    code = "cursor-malformed"


class RouteUnknown(RequestRefused):
    """Nothing is served at this address."""

    code = "route-unknown"


class MethodNotAllowed(RequestRefused):
    """The address exists, with other methods."""

    code = "method-not-allowed"
