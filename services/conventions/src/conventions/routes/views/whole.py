"""A whole convention as JSON, written in slices between which others are served.

One that is longer than an answer may be is refused by name: each of its parts can be read alone, in
pages. It is noticed while it is written, by its length alone.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final
from uuid import UUID

from mithaq.commands import Caller
from mithaq.http import ANSWER_BYTES, AnswerTooLarge
from mithaq.store import Pace
from pydantic_core import to_json

from conventions.domain.core.convention import Convention
from conventions.routes.views.convention import WHOLE, ConventionView, outline_of
from conventions.routes.views.parts import PARTS, Part, Reading

_AT_ONCE: Final = 25  # items between two looks at the clock: some 2 ms


def _too_large(convention: Convention) -> AnswerTooLarge:
    """With where each part is read, in pages."""
    at = f"/v1/conventions/{convention.convention_id}"
    links = tuple(f"{at}/{name}" for name in (*PARTS, "plan", "text", "commands", "events"))
    return AnswerTooLarge(limit=ANSWER_BYTES, links=links)


async def whole(convention: Convention, caller: Caller, inactive: frozenset[UUID]) -> bytes:
    """The JSON of a ConventionView. Raises AnswerTooLarge."""
    pace = Pace()
    nothing: dict[str, list[object]] = {name: [] for name in WHOLE}
    head = ConventionView(**outline_of(convention, caller, inactive), **nothing)
    written = head.model_dump_json(exclude=set(WHOLE))
    pieces = [written[:-1].encode()]
    size = len(pieces[0])
    reading = Reading(convention)
    for name, part in WHOLE.items():
        pieces.append(f',"{name}":['.encode())
        comma = b""
        for some in _in_bits(part, reading):
            pieces += (comma, some)
            comma = b","
            size += len(some) + 1
            if size > ANSWER_BYTES:
                raise _too_large(convention)
            if pace.due:
                await pace.rest()
        pieces.append(b"]")
    if size > ANSWER_BYTES:
        raise _too_large(convention)
    return b"".join((*pieces, b"}"))


def _in_bits(part: Part[Any], reading: Reading) -> Iterator[bytes]:
    items = part.all(reading)
    while some := list(islice(items, _AT_ONCE)):
        yield to_json(some)[1:-1]
