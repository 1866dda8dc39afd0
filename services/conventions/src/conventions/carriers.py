"""The event of a convention's stream that is said to carry out a decision, as it was stored."""

from itertools import chain
from typing import Final
from uuid import UUID

from conventions.application import Conventions, stream_of
from conventions.catalogue import CONVENTIONS
from conventions.domain.committees.commands import Carrier
from conventions.domain.committees.decided import CARRIED_OUT_BY
from conventions.domain.tranches.events import FundsCalled

_TYPES: Final = frozenset(chain.from_iterable(CARRIED_OUT_BY.values()))


async def carrier_at(conventions: Conventions, convention_id: UUID, version: int) -> Carrier | None:
    """None where no event of that version carries out anything. Events never change."""
    stored = await conventions.streams.store.load(stream_of(convention_id), version - 1, 1)
    for each in stored:
        if each.type in _TYPES:
            event = CONVENTIONS.decode(each.type, each.schema, each.data)
            return Carrier(
                version=each.version,
                event=each.type,
                on=each.effective_date,
                part=event.tranche if isinstance(event, FundsCalled) else None,
            )
    return None
