"""What organisations and conventions are called, and who is party to which."""

from collections.abc import Mapping, Sequence

from mithaq.projections.rows import Key, Row, write_rows
from sqlalchemy import delete, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.heard.conventions import ConventionDrafted, PartyInvited, PartyRemoved
from audit.heard.partners import OrganisationRegistered
from audit.read_models.commitments.tables import convention, organisation, party


async def write_names(connection: AsyncConnection, events: Sequence[object]) -> None:
    """Of a party, the last event of the batch counts."""
    organisations: dict[Key, Row] = {}
    conventions: dict[Key, Row] = {}
    parties: dict[Key, Row | None] = {}
    for event in events:
        match event:
            case OrganisationRegistered():
                organisations[event.organisation_id,] = _organisation(event)
            case ConventionDrafted():
                conventions[event.convention_id,] = _convention(event)
            case PartyInvited():
                parties[event.convention_id, event.party.organisation_id] = _party(event)
            case PartyRemoved():
                parties[event.convention_id, event.party.organisation_id] = None
    await write_rows(connection, organisation, organisations)
    await write_rows(connection, convention, conventions)
    await _write_parties(connection, parties)


async def _write_parties(connection: AsyncConnection, parties: Mapping[Key, Row | None]) -> None:
    """None for a party that left."""
    if removed := [key for key, row in parties.items() if row is None]:
        key = tuple_(party.c.convention_id, party.c.organisation_id)
        await connection.execute(delete(party).where(key.in_(removed)))
    await write_rows(connection, party, {key: row for key, row in parties.items() if row})


def _organisation(event: OrganisationRegistered) -> Row:
    return {
        "id": event.organisation_id,
        "kind": event.kind,
        "name_fr": event.name_fr,
        "name_ar": event.name_ar,
    }


def _convention(event: ConventionDrafted) -> Row:
    outline = event.outline
    return {
        "id": event.convention_id,
        "reference": outline.reference,
        "title_fr": outline.title_fr,
        "title_ar": outline.title_ar,
        "region": outline.region,
    }


def _party(event: PartyInvited) -> Row:
    return {
        "convention_id": event.convention_id,
        "organisation_id": event.party.organisation_id,
        "roles": event.party.roles,
        "name_fr": event.party.name_fr,
        "name_ar": event.party.name_ar,
    }
