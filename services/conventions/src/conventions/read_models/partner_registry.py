"""Organisations, representatives and mandates, as far as conventions need them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, assert_never, get_args
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import ModelTables, ReadModel
from mithaq.projections.rows import Key, Row, delete_rows, read_rows, write_rows
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.heard import partners as e

_ACTIVE: Final = "active"  # as partners calls it
_KnownMandateEvent = (
    e.MandateDelegated | e.DelegationAllowed | e.MandateConfirmed | e.MandateRevoked
)
_MandateEvent = e.MandateRecorded | _KnownMandateEvent
_ABOUT_ORGANISATION: Final = get_args(e.StandingEvent)

# Revision: what became of an organisation, what a mandate was delegated from, and how deep.
metadata = ModelTables("partner_registry", revision=6)
organisations = Table(
    "organisation",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name_fr", Text, nullable=False),
    Column("name_ar", Text),
    Column("active", Boolean, nullable=False),
    Column("suspended_since", Date),  # null: it is not
    Column("merged_into", Uuid),
    Column("closed_on", Date),
    Column("parent", Uuid),
    Index("organisation_by_survivor", "merged_into"),
)
# The days without power, a closure's too; `until` is that of its end, null while it lasts.
suspensions = Table(
    "suspension",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("closure", Boolean, primary_key=True),
    Column("until", Date),
)
representatives = Table(
    "representative",
    metadata,
    Column("representative_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("subject", Text, nullable=False),
)
mandates = Table(
    "mandate",
    metadata,
    Column("mandate_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("representative_id", Uuid, nullable=False),
    Column("capacity", Text, nullable=False),
    Column("instrument", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("ceiling", BigInteger),
    Column("ceiling_scope", Text, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("revoked_on", Date),
    Column("delegated_from", Uuid),
    Column("depth", Integer, nullable=False),  # how many times over it may be passed on
    Index("mandate_by_organisation", "organisation_id"),
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[e.RegistryEvent]]) -> None:
    batch = await _read(connection, events)
    for recorded in events:
        match recorded.event:
            case e.RepresentativeRegistered() as event:
                batch.people[event.representative_id,] = _person(event)
            case e.RepresentativeErased() as event:
                batch.people[event.representative_id,] = None
            case event if isinstance(event, _MandateEvent):
                _on_mandate(batch.mandates, event)
            case event:
                _on_organisation(batch, event, recorded.effective_date)
    await write_rows(connection, organisations, batch.organisations)
    await write_rows(connection, suspensions, batch.suspensions)
    await write_rows(connection, mandates, batch.mandates)
    there = {key: row for key, row in batch.people.items() if row is not None}
    await write_rows(connection, representatives, there)
    await delete_rows(connection, representatives, batch.people.keys() - there.keys())


@dataclass(slots=True)
class _Batch:
    """The rows that a batch of events is about; None for a person who was erased."""

    organisations: dict[Key, Row]
    suspensions: dict[Key, Row]
    mandates: dict[Key, Row]
    people: dict[Key, Row | None] = field(default_factory=dict)


async def _read(connection: AsyncConnection, events: Sequence[Recorded[e.RegistryEvent]]) -> _Batch:
    told = [recorded.event for recorded in events]
    about = {(each.organisation_id,) for each in told if isinstance(each, _ABOUT_ORGANISATION)}
    known = await read_rows(connection, organisations, about)
    lasting = [
        (*key, row[column], closure)
        for key, row in known.items()
        for column, closure in (("suspended_since", False), ("closed_on", True))
        if row[column] is not None
    ]
    named = {(each.mandate_id,) for each in told if isinstance(each, _KnownMandateEvent)}
    return _Batch(
        organisations=known,
        suspensions=await read_rows(connection, suspensions, lasting),
        mandates=await read_rows(connection, mandates, named),
    )


def _on_organisation(batch: _Batch, event: e.StandingEvent, day: date) -> None:
    """Suspended twice on one day, it is suspended since that day."""
    key = (event.organisation_id,)
    match event:
        case e.OrganisationRegistered():
            batch.organisations[key] = _organisation(event)
        case e.OrganisationCorrected():
            batch.organisations[key] |= _called(event)
        case e.OrganisationAttached():
            batch.organisations[key]["parent"] = event.parent
        case e.OrganisationVerified():
            batch.organisations[key]["active"] = True
        case e.OrganisationSuspended():
            _stopped(batch, event.organisation_id, day, closure=False)
            batch.organisations[key] |= {"active": False, "suspended_since": day}
        case e.OrganisationReinstated():
            since = batch.organisations[key]["suspended_since"]
            batch.suspensions[event.organisation_id, since, False]["until"] = day
            batch.organisations[key] |= {"active": True, "suspended_since": None}
        case _:
            _on_change(batch, event, day)


_Change = (
    e.OrganisationClosed | e.OrganisationReopened | e.OrganisationMerged | e.OrganisationSeparated
)


def _on_change(batch: _Batch, event: _Change, day: date) -> None:
    """It is no more, or is again in the state that it was in."""
    row = batch.organisations[event.organisation_id,]
    match event:
        case e.OrganisationClosed(closed_on=closed_on):
            _stopped(batch, event.organisation_id, closed_on, closure=True)
            row |= {"active": False, "closed_on": closed_on}
        case e.OrganisationReopened(state=state):
            batch.suspensions[event.organisation_id, row["closed_on"], True]["until"] = day
            row |= {"active": state == _ACTIVE, "closed_on": None}
        case e.OrganisationMerged(into=survivor):
            row |= {"active": False, "merged_into": survivor}
        case e.OrganisationSeparated(state=state):
            row |= {"active": state == _ACTIVE, "merged_into": None}
        case _:
            assert_never(event)


def _stopped(batch: _Batch, organisation: UUID, since: date, *, closure: bool) -> None:
    batch.suspensions[organisation, since, closure] = {
        "organisation_id": organisation,
        "since": since,
        "closure": closure,
        "until": None,
    }


def _on_mandate(rows: dict[Key, Row], event: _MandateEvent) -> None:
    key = (event.mandate_id,)
    match event:
        case e.MandateRecorded():
            rows[key] = _recorded(event)
        case e.MandateDelegated():
            rows[key]["delegated_from"] = event.delegated_from
        case e.DelegationAllowed():
            rows[key]["depth"] = event.depth
        case e.MandateConfirmed():
            rows[key]["confirmed"] = True
        case e.MandateRevoked():  # of several the earliest
            before = rows[key]["revoked_on"] or event.revoked_on
            rows[key]["revoked_on"] = min(before, event.revoked_on)
        case _:
            assert_never(event)


def _organisation(event: e.OrganisationRegistered) -> Row:
    return {
        "organisation_id": event.organisation_id,
        **_called(event),
        "active": False,
        "suspended_since": None,
        "merged_into": None,
        "closed_on": None,
        "parent": None,
    }


def _called(event: e.OrganisationRegistered | e.OrganisationCorrected) -> Row:
    return {"kind": event.kind, "name_fr": event.name_fr, "name_ar": event.name_ar}


def _person(event: e.RepresentativeRegistered) -> Row:
    return {
        "representative_id": event.representative_id,
        "organisation_id": event.organisation_id,
        "subject": event.subject,
    }


def _recorded(event: e.MandateRecorded) -> Row:
    return {
        "mandate_id": event.mandate_id,
        "organisation_id": event.organisation_id,
        "representative_id": event.representative_id,
        "capacity": event.capacity,
        "instrument": event.instrument,
        "valid_from": event.valid_from,
        "valid_to": event.valid_to,
        "ceiling": event.ceiling.centimes if event.ceiling else None,
        "ceiling_scope": event.ceiling_scope,
        "confirmed": False,
        "revoked_on": None,
        "delegated_from": None,
        "depth": 0,
    }


PARTNER_REGISTRY = ReadModel(
    metadata=metadata,
    catalogue=e.PARTNERS.only(e.RegistryEvent),
    project=project,
)
