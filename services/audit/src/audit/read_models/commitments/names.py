"""What organisations and conventions are called, and who is tied to which convention."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from mithaq.projections.rows import Key, Row, delete_rows, write_rows
from sqlalchemy import ColumnElement, Uuid, bindparam, case, func, or_, update
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.heard.conventions import (
    AmendmentApprovalsRequested,
    AmendmentDrafted,
    AmendmentRevised,
    AmendmentTookEffect,
    ApprovalsRequested,
    ConventionDrafted,
    PartyInvited,
    PartyRemoved,
)
from audit.heard.partners import (
    OrganisationCorrected,
    OrganisationMerged,
    OrganisationRegistered,
    OrganisationSeparated,
)
from audit.read_models.commitments.tables import asked, convention, organisation, party

FRAMEWORK: Final = "framework"
_Merger = OrganisationMerged | OrganisationSeparated
_MERGE: Final = (
    update(organisation)
    .where(organisation.c.id == bindparam("its", type_=Uuid))
    .values(merged_into=bindparam("survivor", type_=Uuid))
)


async def write_names(connection: AsyncConnection, events: Sequence[object]) -> None:
    """Of a party, the last event of the batch counts."""
    organisations: dict[Key, Row] = {}
    conventions: dict[Key, Row] = {}
    parties: dict[Key, Row | None] = {}
    bodies: dict[Key, Row] = {}
    for event in _parted(events):
        match event:
            case OrganisationRegistered() | OrganisationCorrected():
                organisations[event.organisation_id,] = _organisation(event)
            case ConventionDrafted():
                conventions[event.convention_id,] = _convention(event)
            case PartyInvited():
                parties[event.convention_id, event.party.organisation_id] = _party(event)
            case PartyRemoved():
                parties[event.convention_id, event.party.organisation_id] = None
            case ApprovalsRequested() | AmendmentApprovalsRequested():
                bodies |= _asked(event)
            case AmendmentDrafted() | AmendmentRevised():
                joining = (party.organisation_id for party in event.operations.parties)
                bodies |= _sees(event.convention_id, joining)
    invited = [e for e in _parted(events) if isinstance(e, PartyInvited)]
    await _write_invited(connection, invited)
    await _write_registered(connection, organisations)
    await _write_merged(connection, [each for each in events if isinstance(each, _Merger)])
    await write_rows(connection, convention, conventions)
    await write_rows(connection, asked, bodies)
    await _write_parties(connection, parties)


def _parted(events: Sequence[object]) -> Iterator[object]:
    """With each party that came or left by an amendment as if it was invited or removed."""
    for event in events:
        yield event
        if not isinstance(event, AmendmentTookEffect):
            continue
        convention = event.convention_id
        for change in event.parties:
            if change.after is not None:
                yield PartyInvited(convention_id=convention, party=change.after)
            elif change.before is not None:
                yield PartyRemoved(convention_id=convention, party=change.before)


async def _write_parties(connection: AsyncConnection, parties: Mapping[Key, Row | None]) -> None:
    """None for a party that left."""
    there = {key: row for key, row in parties.items() if row}
    await delete_rows(connection, party, parties.keys() - there.keys())
    await write_rows(connection, party, there)


async def _write_registered(connection: AsyncConnection, rows: Mapping[Key, Row]) -> None:
    """As registered, whatever it was called when it was invited."""
    if not rows:
        return
    new = insert(organisation)
    named = {name: new.excluded[name] for name in ("kind", "name_fr", "name_ar")}
    upsert = new.on_conflict_do_update(index_elements=["id"], set_=named)
    await connection.execute(upsert, [rows[key] for key in sorted(rows, key=str)])


async def _write_merged(connection: AsyncConnection, events: Sequence[_Merger]) -> None:
    """Registered it was before, in its own stream: its row is there."""
    last = {
        each.organisation_id: each.into if isinstance(each, OrganisationMerged) else None
        for each in events
    }
    if last:
        rows = [{"its": each, "survivor": last[each]} for each in sorted(last)]
        await connection.execute(_MERGE, rows)


async def _write_invited(connection: AsyncConnection, events: Sequence[PartyInvited]) -> None:
    """Named as in the lowest convention that invited it, until it is registered.

    So the names are the same however the events of different streams were interleaved.
    """
    rows: dict[Key, Row] = {}
    for event in events:
        key, known = (event.party.organisation_id,), rows.get((event.party.organisation_id,))
        if known is None or event.convention_id <= known["invited_in"]:
            rows[key] = _invited(event)
    if not rows:
        return
    new, c = insert(organisation), organisation.c
    unnamed = c.kind.is_(None)
    earlier = or_(c.invited_in.is_(None), new.excluded.invited_in <= c.invited_in)
    changed = {
        "invited_in": func.least(c.invited_in, new.excluded.invited_in),
        **{name: _either(unnamed & earlier, name, new) for name in ("name_fr", "name_ar")},
    }
    upsert = new.on_conflict_do_update(index_elements=["id"], set_=changed)
    await connection.execute(upsert, [rows[key] for key in sorted(rows, key=str)])


def _either(new_counts: ColumnElement[bool], name: str, new: Insert) -> ColumnElement[str]:
    return case((new_counts, new.excluded[name]), else_=organisation.c[name])


def _asked(event: ApprovalsRequested | AmendmentApprovalsRequested) -> dict[Key, Row]:
    """The bodies asked for an approval; they stay, whatever comes of it."""
    ids = (each.organisation_id for each in event.approvals)
    return _sees(event.convention_id, (body for body in ids if body is not None))


def _sees(convention_id: UUID, organisations: Iterable[UUID]) -> dict[Key, Row]:
    """Who was asked to approve, or to join by an amendment, sees the convention from then on."""
    return {
        (convention_id, each): {"convention_id": convention_id, "organisation_id": each}
        for each in organisations
    }


def _invited(event: PartyInvited) -> Row:
    return {
        "id": event.party.organisation_id,
        "kind": None,
        "name_fr": event.party.name_fr,
        "name_ar": event.party.name_ar,
        "invited_in": event.convention_id,
        "merged_into": None,
    }


def _organisation(event: OrganisationRegistered | OrganisationCorrected) -> Row:
    return {
        "id": event.organisation_id,
        "kind": event.kind,
        "name_fr": event.name_fr,
        "name_ar": event.name_ar,
        "invited_in": None,
        "merged_into": None,
    }


def _convention(event: ConventionDrafted) -> Row:
    outline = event.outline
    return {
        "id": event.convention_id,
        "drafted_by": event.drafted_by,
        "reference": outline.reference,
        "title_fr": outline.title_fr,
        "title_ar": outline.title_ar,
        "region": outline.region,
        "family": event.convention_id if outline.instrument == FRAMEWORK else outline.framework_id,
        "framework_id": outline.framework_id,
    }


def _party(event: PartyInvited) -> Row:
    return {
        "convention_id": event.convention_id,
        "organisation_id": event.party.organisation_id,
        "roles": event.party.roles,
        "name_fr": event.party.name_fr,
        "name_ar": event.party.name_ar,
    }
