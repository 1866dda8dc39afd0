"""A whole convention as JSON, written in slices between which others are served.

One with more than LIMIT parts is refused by name: each of its parts can be read alone, in pages.
"""

from collections.abc import Iterator, Sized
from itertools import islice
from typing import Any, Final
from uuid import UUID

from mithaq.commands import Caller
from mithaq.http import AnswerTooLarge
from mithaq.store import Pace
from pydantic_core import to_json

from conventions.domain.core.convention import Convention
from conventions.routes.views.convention import WHOLE, ConventionView, outline_of
from conventions.routes.views.parts import PARTS, Part, Reading

LIMIT: Final = 2_000  # parts: some 100 ms of processor and 1.5 MB
_AT_ONCE: Final = 25  # items between two looks at the clock: some 2 ms


def ensure_readable_whole(convention: Convention) -> None:
    """Raises AnswerTooLarge, which names where each part is read."""
    terms = convention.terms
    lists: list[Sized] = [
        *(terms.parties, terms.articles, terms.actions, terms.contributions, terms.shares),
        *(convention.tranches, convention.amendments),
        *(observed.observations for observed in convention.progress.values()),
        *convention.negotiation.positions.values(),
    ]
    parts = sum(map(len, lists))
    if parts > LIMIT:
        at = f"/v1/conventions/{convention.convention_id}"
        links = tuple(f"{at}/{name}" for name in (*PARTS, "text", "commands", "events"))
        raise AnswerTooLarge(parts=parts, limit=LIMIT, links=links)


async def whole(convention: Convention, caller: Caller, inactive: frozenset[UUID]) -> bytes:
    """The JSON of a ConventionView. Raises AnswerTooLarge."""
    ensure_readable_whole(convention)
    pace = Pace()
    nothing: dict[str, list[object]] = {name: [] for name in WHOLE}
    head = ConventionView(**outline_of(convention, caller, inactive), **nothing)
    written = head.model_dump_json(exclude=set(WHOLE))
    pieces = [written[:-1].encode()]
    reading = Reading(convention)
    for name, part in WHOLE.items():
        pieces.append(f',"{name}":['.encode())
        comma = b""
        for some in _in_bits(part, reading):
            pieces += (comma, some)
            comma = b","
            if pace.due:
                await pace.rest()
        pieces.append(b"]")
    return b"".join((*pieces, b"}"))


def _in_bits(part: Part[Any], reading: Reading) -> Iterator[bytes]:
    items = part.all(reading)
    while some := list(islice(items, _AT_ONCE)):
        yield to_json(some)[1:-1]
