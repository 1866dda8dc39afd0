"""Today's public card of each organisation, for those who need not read how it came to be so.

The topic `ma.mithaq.partners.organisations` has one record for each organisation, under its id.
Nothing personal is on a card: representatives and mandates are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

import asyncpg
from mithaq.canonical import canonical
from mithaq.events import LogRecord
from mithaq.messaging import DerivedTopic, Entry
from mithaq.store import Log
from pydantic import TypeAdapter

from partners.catalogue import ORGANISATIONS
from partners.domain import events as e
from partners.domain.events import OrganisationEvent
from partners.domain.vocabulary import OrganisationState, PartnerKind

_SHOWN: Final = (
    e.OrganisationRegistered,
    e.OrganisationVerified,
    e.OrganisationSuspended,
    e.OrganisationReinstated,
    e.OrganisationAttached,
    e.OrganisationCorrected,
    e.OrganisationClosed,
    e.OrganisationReopened,
    e.OrganisationMerged,
    e.OrganisationSeparated,
)
_EVENTS: Final = 1_000
_CALLED: Final = ("kind", "name_fr", "name_ar", "ice", "territory", "region")


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
    parent: UUID | None = None
    closed_on: date | None = None
    merged_into: UUID | None = None


CARD: Final = TypeAdapter(OrganisationCard)


def shown(card: OrganisationCard | None, event: OrganisationEvent, seq: int) -> OrganisationCard:
    """The card after an event of its organisation, the first of which registers it."""
    if isinstance(event, e.OrganisationRegistered):
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
    if card is None:
        raise ValueError(f"line {seq} is about an organisation that was never registered")
    changes = _changes(event)
    return replace(card, **changes, seq=seq) if changes else card


def _changes(event: OrganisationEvent) -> dict[str, Any]:
    """What an event changes on the card; representatives and mandates stand on none."""
    match event:
        case e.OrganisationAttached(parent=parent):
            return {"parent": parent}
        case e.OrganisationCorrected():
            return {name: getattr(event, name) for name in _CALLED}
        case e.OrganisationClosed(closed_on=day):
            return {"state": OrganisationState.CLOSED, "closed_on": day}
        case e.OrganisationMerged(into=survivor):
            return {"state": OrganisationState.MERGED, "merged_into": survivor}
        case _:
            return _there(event)


def _there(event: OrganisationEvent) -> dict[str, Any]:
    """The state of one that is neither closed nor merged."""
    match event:
        case e.OrganisationVerified() | e.OrganisationReinstated():
            return {"state": OrganisationState.ACTIVE}
        case e.OrganisationSuspended():
            return {"state": OrganisationState.SUSPENDED}
        case e.OrganisationReopened(state=state) | e.OrganisationSeparated(state=state):
            return {"state": state, "closed_on": None, "merged_into": None}
        case _:
            return {}


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
