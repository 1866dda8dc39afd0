"""Reads the JSON of a token's parts; what two readers could understand differently is refused."""

import base64
import json
from typing import Any, NoReturn


class Ambiguous(ValueError):
    """A member is named twice: another reader might take the other value (RFC 8725, 2.4)."""


def read_part(part: str) -> dict[str, Any]:
    """The object in this part (base64url) of a compact token. Raises ValueError."""
    try:
        content = base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
        found = json.loads(content, object_pairs_hook=_unique, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(found, dict):
        raise ValueError("not an object")  # noqa: TRY004 (bad content, not a bad argument)
    return found


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Ambiguous("a member is named twice")
    return members


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
