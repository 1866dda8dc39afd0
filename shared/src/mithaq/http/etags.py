"""ETag and If-Match: a stream's version as a strong entity tag, and a command's precondition.

RFC 9110, sections 8.8.3 and 13.1.1. `*` is refused: with it a caller could decide on a version it
has not seen.
"""

import re
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from mithaq.http.errors import PreconditionMalformed, PreconditionRequired

_STRONG: Final = re.compile(r'"(0|[1-9][0-9]{0,17})"')

# How a description tells the header, and `responses` of a read that tells the version it shows.
ETAG: Final[dict[str, Any]] = {"schema": {"type": "string"}, "example": '"7"'}
VERSIONED: Final[dict[int | str, dict[str, Any]]] = {
    200: {"headers": {"ETag": {"description": "The version: to send in If-Match.", **ETAG}}}
}


def etag(version: int) -> str:
    """A version as the value of ETag and If-Match (RFC 9110): strong, quoted."""
    return f'"{version}"'


def set_version(response: Response, version: int) -> None:
    """Set the ETag of a read, for use in If-Match of a command; its route is VERSIONED."""
    response.headers["ETag"] = etag(version)


def expected_version(request: Request) -> int:
    """The version in If-Match. Raises PreconditionRequired (428) or PreconditionMalformed (400)."""
    version = version_if_named(request)
    if version is None:
        raise PreconditionRequired
    return version


def version_if_named(request: Request) -> int | None:
    """The version in If-Match, None without one. Raises PreconditionMalformed (400)."""
    tags = request.headers.getlist("if-match")
    if not tags:
        return None
    found = _STRONG.fullmatch(tags[0].strip()) if len(tags) == 1 else None
    if found is None:
        raise PreconditionMalformed
    return int(found.group(1))
