"""Which conventions exist, who is in them and what they plan, as far as events have reached us."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from mithaq.events import Catalogue, Recorded
from mithaq.projections import ModelTables, ReadModel
from mithaq.projections.rows import Key, Row, delete_rows, write_rows
from mithaq.visibility import Sight, Tie
from sqlalchemy import Column, Table, Text, Uuid, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from programming.heard.conventions import (
    CONVENTIONS,
    ActionPlanned,
    ActionRemoved,
    AmendmentTakenOver,
    AmendmentTookEffect,
    ConventionDrafted,
    ConventionTakenOver,
    PartyInvited,
    PartyRemoved,
)

Heard = (
    ConventionDrafted
    | ConventionTakenOver
    | PartyInvited
    | PartyRemoved
    | ActionPlanned
    | ActionRemoved
    | AmendmentTookEffect
)
HEARD: Final[Catalogue[Heard]] = CONVENTIONS.only(Heard)

# Revision: parties and actions come and go by amendments.
metadata = ModelTables("convention_actions", revision=2)
convention = Table(
    "convention",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("drafted_by", Uuid, nullable=False),
)
party = Table(
    "party",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, primary_key=True),
)
action = Table(
    "action",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("action", Text, primary_key=True),
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[Heard]]) -> None:
    """Of each party and action the last event of the batch counts: there, or gone."""
    drafted: dict[Key, Row] = {}
    parties: dict[Key, bool] = {}
    actions: dict[Key, bool] = {}
    for recorded in events:
        event = recorded.event
        match event:
            case ConventionDrafted():
                row = {"id": event.convention_id, "drafted_by": event.drafted_by}
                drafted[event.convention_id,] = row
            case PartyInvited() | PartyRemoved():
                key = (event.convention_id, event.party.organisation_id)
                parties[key] = isinstance(event, PartyInvited)
            case ActionPlanned() | ActionRemoved():
                key_of_action = (event.convention_id, event.action.action)
                actions[key_of_action] = isinstance(event, ActionPlanned)
            case ConventionTakenOver():
                row = {"id": event.convention_id, "drafted_by": event.drafted_by}
                drafted[event.convention_id,] = row
                parties |= _parties_of(event)
                actions |= _actions_of(event)
            case AmendmentTookEffect():
                parties |= _parties(event.convention_id, event)
                actions |= _actions(event.convention_id, event)
    await write_rows(connection, convention, drafted)
    await _write_members(connection, party, parties)
    await _write_members(connection, action, actions)


def _parties_of(event: ConventionTakenOver) -> dict[Key, bool]:
    """As signed on paper, and as its amendments left them."""
    of = event.convention_id
    found: dict[Key, bool] = {(of, each.party.organisation_id): True for each in event.parties}
    for effect in event.amendments:
        found |= _parties(of, effect)
    return found


def _actions_of(event: ConventionTakenOver) -> dict[Key, bool]:
    of = event.convention_id
    found: dict[Key, bool] = {(of, each.action): True for each in event.actions}
    for effect in event.amendments:
        found |= _actions(of, effect)
    return found


def _parties(of: UUID, event: AmendmentTookEffect | AmendmentTakenOver) -> dict[Key, bool]:
    return {
        (of, told.organisation_id): change.after is not None
        for change in event.parties
        if (told := change.after or change.before) is not None
    }


def _actions(of: UUID, event: AmendmentTookEffect | AmendmentTakenOver) -> dict[Key, bool]:
    return {
        (of, told.action): change.after is not None
        for change in event.actions
        if (told := change.after or change.before) is not None
    }


async def _write_members(
    connection: AsyncConnection, table: Table, members: Mapping[Key, bool]
) -> None:
    """Rows that are nothing but a key: written where it is there, deleted where it is gone."""
    names = [column.name for column in table.primary_key.columns]
    there = [key for key, is_there in members.items() if is_there]
    rows = {key: dict(zip(names, key, strict=True)) for key in there}
    await write_rows(connection, table, rows)
    await delete_rows(connection, table, members.keys() - rows.keys())


CONVENTION_ACTIONS = ReadModel(metadata=metadata, catalogue=HEARD, project=project)


async def actions_of(
    connection: AsyncConnection, convention_id: UUID, *, seen_by: Sight
) -> frozenset[str] | None:
    """What the convention plans; None if it is unknown, or out of this sight.

    Who was asked to approve a convention is not read here: no project is linked by that tie.
    """
    known = select(convention.c.id).where(convention.c.id == convention_id)
    if not seen_by.everything:
        mine = party.c.organisation_id.in_(seen_by.by(Tie.PARTY))
        joined = convention.c.id.in_(select(party.c.convention_id).where(mine))
        known = known.where(or_(convention.c.drafted_by.in_(seen_by.by(Tie.DRAFTER)), joined))
    if (await connection.execute(known)).one_or_none() is None:
        return None
    planned = select(action.c.action).where(action.c.convention_id == convention_id)
    return frozenset((await connection.execute(planned)).scalars())
