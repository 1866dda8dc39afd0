"""What organisations are called, and what answers for them."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from mithaq.projections.rows import Row
from sqlalchemy import ColumnElement, Uuid, bindparam, case, func, or_, update
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.heard.partners import (
    OrganisationCorrected,
    OrganisationMerged,
    OrganisationRegistered,
    OrganisationSeparated,
    PartnersEvent,
)
from audit.read_models.commitments.tables import organisation

_Merger = OrganisationMerged | OrganisationSeparated
_MERGE: Final = (
    update(organisation)
    .where(organisation.c.id == bindparam("its", type_=Uuid))
    .values(merged_into=bindparam("survivor", type_=Uuid))
)


async def write_organisations(
    connection: AsyncConnection, parties: Sequence[Row], events: Sequence[PartnersEvent]
) -> None:
    """`parties` are rows of `party`, as conventions named them, in the order in which they did."""
    await _write_invited(connection, parties)
    await _write_registered(connection, events)
    await _write_merged(connection, [each for each in events if isinstance(each, _Merger)])


async def _write_registered(connection: AsyncConnection, events: Sequence[PartnersEvent]) -> None:
    """As registered, whatever it was called when it was invited."""
    rows = {
        each.organisation_id: _registered(each) for each in events if not isinstance(each, _Merger)
    }
    if not rows:
        return
    new = insert(organisation)
    named = {name: new.excluded[name] for name in ("kind", "name_fr", "name_ar")}
    upsert = new.on_conflict_do_update(index_elements=["id"], set_=named)
    await connection.execute(upsert, [rows[key] for key in sorted(rows)])


async def _write_merged(connection: AsyncConnection, events: Sequence[_Merger]) -> None:
    """Registered it was before, in its own stream: its row is there."""
    last = {
        each.organisation_id: each.into if isinstance(each, OrganisationMerged) else None
        for each in events
    }
    if last:
        rows = [{"its": each, "survivor": last[each]} for each in sorted(last)]
        await connection.execute(_MERGE, rows)


async def _write_invited(connection: AsyncConnection, parties: Sequence[Row]) -> None:
    """Named as in the lowest convention that invited it, until it is registered.

    So the names are the same however the events of different streams were interleaved.
    """
    rows: dict[UUID, Row] = {}
    for each in parties:
        known = rows.get(each["organisation_id"])
        if known is None or each["convention_id"] <= known["invited_in"]:
            rows[each["organisation_id"]] = _invited(each)
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
    await connection.execute(upsert, [rows[key] for key in sorted(rows)])


def _either(new_counts: ColumnElement[bool], name: str, new: Insert) -> ColumnElement[str]:
    return case((new_counts, new.excluded[name]), else_=organisation.c[name])


def _invited(party: Mapping[str, object]) -> Row:
    return {
        "id": party["organisation_id"],
        "kind": None,
        "name_fr": party["name_fr"],
        "name_ar": party["name_ar"],
        "invited_in": party["convention_id"],
        "merged_into": None,
    }


def _registered(event: OrganisationRegistered | OrganisationCorrected) -> Row:
    return {
        "id": event.organisation_id,
        "kind": event.kind,
        "name_fr": event.name_fr,
        "name_ar": event.name_ar,
        "invited_in": None,
        "merged_into": None,
    }
