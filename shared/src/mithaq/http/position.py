"""Read your writes: a read can wait until it includes the position of an earlier command."""

import re
from typing import Annotated, Final

from fastapi import Depends, Header
from pydantic import WithJsonSchema
from starlette.requests import Request

from mithaq.http.errors import PositionMalformed

_NUMBER: Final = re.compile(r"[0-9]{1,18}")
_HEADER: Final = "Mithaq-Min-Position"

_PositionHeader = Annotated[
    str | None,
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{1,18}$"}),
    Header(
        alias=_HEADER,
        description="The Mithaq-Position an earlier command answered: wait, at most briefly, "
        "until this read shows it (503 if that takes too long).",
        examples=["4211"],
    ),
]


async def _min_position(request: Request, _position: _PositionHeader = None) -> int | None:
    sent = request.headers.getlist(_HEADER)
    if not sent:
        return None
    if len(sent) > 1 or not _NUMBER.fullmatch(sent[0]):
        raise PositionMalformed
    return int(sent[0])


MinPosition = Annotated[int | None, Depends(_min_position)]
