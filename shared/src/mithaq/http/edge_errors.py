"""Errors of a request that is refused for how it arrives, whatever it asks.

MithaqError
├── RequestMalformed, HeadTooLarge, HeadTooSlow     before the request is known at all
├── BodyTooSlow, BodyInTooManyParts, JsonTooComplex while its body is read
└── TooManyRequests, ServiceBusy                    others of this caller, or of all, are running
"""

from mithaq.errors import MithaqError


class RequestMalformed(MithaqError):
    """What was sent is not an HTTP request."""

    code = "request-malformed"


class HeadTooLarge(MithaqError):
    """The address and the headers together exceed their size limit, or are too many."""

    code = "head-too-large"


class HeadTooSlow(MithaqError):
    """The address and the headers did not arrive in time."""

    code = "head-too-slow"


class BodyTooSlow(MithaqError):
    """The body did not arrive in time."""

    code = "body-too-slow"


class BodyInTooManyParts(MithaqError):
    """The body arrives in more parts (chunks) than a client has reason to make."""

    code = "body-in-too-many-parts"


class JsonTooComplex(MithaqError):
    """The JSON is nested too deeply, or has too many values, to be parsed at all."""

    code = "json-too-complex"


class TooManyRequests(MithaqError):
    """As many requests of this client as it may have are running (RFC 6585, section 4)."""

    code = "too-many-requests"


class ServiceBusy(MithaqError):
    """As many requests as this process takes are running, or as many connections are open."""

    code = "service-busy"
