"""Today's public card of each organisation, for those who need not read how it came to be so.

The topic `ma.mithaq.partners.organisations` has one record for each organisation, under its id.
Nothing personal is on a card: representatives and mandates are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

import asyncpg
from mithaq.canonical import canonical
from mithaq.events import LogRecord
from mithaq.messaging import DerivedTopic, Entry
from mithaq.store import Log
from pydantic import TypeAdapter

from partners.catalogue import ORGANISATIONS
from partners.domain.events import (
    OrganisationEvent,
    OrganisationRegistered,
    OrganisationReinstated,
    OrganisationSuspended,
    OrganisationVerified,
)
from partners.domain.vocabulary import OrganisationState, PartnerKind

_SHOWN: Final = (
    OrganisationRegistered,
    OrganisationVerified,
    OrganisationSuspended,
    OrganisationReinstated,
)
_EVENTS: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationCard:
    """An organisation as it is since line `seq` of the log."""

    organisation_id: UUID
    kind: PartnerKind
    state: OrganisationState
    name_fr: str
    name_ar: str | None
    ice: str | None
    territory: str
    region: str | None
    seq: int


CARD: Final = TypeAdapter(OrganisationCard)


def shown(card: OrganisationCard | None, event: OrganisationEvent, seq: int) -> OrganisationCard:
    """The card after an event of its organisation, the first of which registers it."""
    match event:
        case OrganisationRegistered():
            return OrganisationCard(
                organisation_id=event.organisation_id,
                kind=event.kind,
                state=OrganisationState.REGISTERED,
                name_fr=event.name_fr,
                name_ar=event.name_ar,
                ice=event.ice,
                territory=event.territory,
                region=event.region,
                seq=seq,
            )
        case _ if card is None:
            raise ValueError(f"line {seq} is about an organisation that was never registered")
        case OrganisationVerified() | OrganisationReinstated():
            return replace(card, state=OrganisationState.ACTIVE, seq=seq)
        case OrganisationSuspended():
            return replace(card, state=OrganisationState.SUSPENDED, seq=seq)
        case _:
            return card  # representatives and mandates stand on no card


async def cards_of(pool: asyncpg.Pool, lines: Sequence[LogRecord]) -> list[Entry]:
    """The cards that these lines change, as they are after the last of them."""
    last = lines[-1].seq
    changed = dict.fromkeys(each.stream_id for each in lines if _is_shown(each))
    return [await _entry(Log(pool), stream, last) for stream in changed]


def _is_shown(line: LogRecord) -> bool:
    return line.type in {each.__name__ for each in _SHOWN}


async def _entry(log: Log, stream: str, last: int) -> Entry:
    card: OrganisationCard | None = None
    version = 0
    while lines := await log.of_stream(stream, after=version, limit=_EVENTS):
        for line in lines:
            if line.seq <= last:
                event = ORGANISATIONS.decode(line.type, line.schema, line.data)
                card = shown(card, event, line.seq)
        version = lines[-1].version
    if card is None:
        raise ValueError(f"{stream} has no line up to {last}")
    value = canonical(CARD.dump_python(card, mode="json"))
    return Entry(str(card.organisation_id), value, card.seq)


ORGANISATION_CARDS: Final = DerivedTopic(
    name="organisations", compacted=True, derive=cards_of, schema=CARD.json_schema()
)
