"""The commitments ledger: a line for each thing an event did to a promise.

Lines hang on their event alone and names on the event that gave them, so the content is the same
however the events of different streams were interleaved.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from mithaq.canonical import canonical
from mithaq.events import Recorded
from mithaq.projections import ReadModel
from pydantic import TypeAdapter
from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.facts import CONVENTION_FACTS, PARTNER_FACTS, Fact, OrganisationRegistered
from audit.facts.conventions import ConventionDrafted, PartyInvited, PartyRemoved
from audit.facts.promising import AmendmentTookEffect, ConventionSigned
from audit.ledger import NOTHING, Known, Line, derive
from audit.read_models.ledger_tables import (
    commitment_line,
    convention,
    metadata,
    organisation,
    party,
)

_KNOWN = TypeAdapter(Known)


async def project(connection: AsyncConnection, events: Sequence[Recorded[Fact]]) -> None:
    facts = (recorded.event for recorded in events)
    ids = {fact.convention_id for fact in facts if not isinstance(fact, OrganisationRegistered)}
    known = await _known(connection, ids)
    before, lines = dict(known), list[dict[str, Any]]()
    for recorded in events:
        match recorded.event:
            case OrganisationRegistered() as event:
                await _register(connection, event)
            case ConventionDrafted() as event:
                await _draft(connection, event)
                known[event.convention_id] = before[event.convention_id] = NOTHING
            case PartyInvited() as event:
                await _invite(connection, event)
            case PartyRemoved() as event:
                which = party.c.convention_id == event.convention_id
                gone = delete(party).where(which, party.c.organisation_id == event.organisation_id)
                await connection.execute(gone)
            case event:
                since, made = derive(known[event.convention_id], event)
                known[event.convention_id] = since
                lines += [_row(recorded, nth, line) for nth, line in enumerate(made, 1)]
    if lines:
        await connection.execute(insert(commitment_line), lines)
    await _remember(connection, {key: now for key, now in known.items() if now != before[key]})


async def _known(connection: AsyncConnection, ids: set[UUID]) -> dict[UUID, Known]:
    """What is known of the conventions of a batch."""
    query = select(convention.c.id, convention.c.known).where(convention.c.id.in_(ids))
    return {key: _KNOWN.validate_json(text) for key, text in await connection.execute(query)}


async def _remember(connection: AsyncConnection, known: Mapping[UUID, Known]) -> None:
    if not known:
        return
    which = convention.c.id == bindparam("of_convention")
    rows = [{"of_convention": key, "now": _text(known[key])} for key in sorted(known)]
    await connection.execute(update(convention).where(which).values(known=bindparam("now")), rows)


def _text(known: Known) -> str:
    return canonical(_KNOWN.dump_python(known, mode="json"))


async def _register(connection: AsyncConnection, event: OrganisationRegistered) -> None:
    row = {
        "id": event.organisation_id,
        "kind": event.kind,
        "name_fr": event.name_fr,
        "name_ar": event.name_ar,
    }
    await connection.execute(insert(organisation).values(row))


async def _draft(connection: AsyncConnection, event: ConventionDrafted) -> None:
    row = {
        "id": event.convention_id,
        "reference": event.reference,
        "title_fr": event.title_fr,
        "title_ar": event.title_ar,
        "region": event.region,
        "known": _text(NOTHING),
    }
    await connection.execute(insert(convention).values(row))


async def _invite(connection: AsyncConnection, event: PartyInvited) -> None:
    told = {"roles": event.roles, "name_fr": event.name_fr, "name_ar": event.name_ar}
    key = {"convention_id": event.convention_id, "organisation_id": event.organisation_id}
    invited = upsert(party).values(**key, **told)
    again = invited.on_conflict_do_update(index_elements=list(key), set_=told)
    await connection.execute(again)


def _row(recorded: Recorded[Any], nth: int, line: Line) -> dict[str, Any]:
    return {
        "event_id": recorded.event_id,
        "nth": nth,
        "source": recorded.source,
        "seq": recorded.seq,
        "type": type(recorded.event).__name__,
        "recorded_at": recorded.recorded_at,
        "effective_date": _holds_from(recorded),
        "convention_id": recorded.event.convention_id,
        "contribution": line.contribution,
        "organisation_id": line.organisation_id,
        "action": line.action,
        "year": line.year,
        "nature": line.nature,
        "kind": line.kind.value,
        "amount": line.amount.centimes,
        "act": line.act,
    }


def _holds_from(recorded: Recorded[Any]) -> date:
    """The day the fact itself names, where it may differ from the day of the command."""
    match recorded.event:
        case ConventionSigned(signed_on=day) | AmendmentTookEffect(effective_on=day):
            return day
        case _:
            return recorded.meta.effective_date


COMMITMENTS = ReadModel(
    name="commitments",
    metadata=metadata,
    catalogue=(CONVENTION_FACTS, PARTNER_FACTS),
    project=project,
    revision=2,  # a party has several roles
)
