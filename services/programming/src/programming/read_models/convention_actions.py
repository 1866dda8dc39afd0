"""Which conventions exist, who is in them and what they plan, as far as events have reached us."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from mithaq.events import Catalogue, Recorded
from mithaq.projections import ReadModel
from sqlalchemy import Column, MetaData, Table, Text, Uuid, delete, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionDrafted:
    convention_id: UUID
    drafted_by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyInvited:
    convention_id: UUID
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRemoved:
    convention_id: UUID
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPlanned:
    convention_id: UUID
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRemoved:
    convention_id: UUID
    action: str


Fact = ConventionDrafted | PartyInvited | PartyRemoved | ActionPlanned | ActionRemoved
CONVENTIONS: Catalogue[Fact] = Catalogue.of(
    "ma.mithaq.conventions",
    Fact,
    versions={"PartyInvited": 2},
    upcasts={("PartyInvited", 1): dict},  # its roles changed, which are not read here
)

metadata = MetaData(schema="convention_actions")
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


async def project(connection: AsyncConnection, events: Sequence[Recorded[Fact]]) -> None:
    for recorded in events:
        match recorded.event:
            case ConventionDrafted() as event:
                drafted = {"id": event.convention_id, "drafted_by": event.drafted_by}
                await connection.execute(insert(convention).values(drafted))
            case PartyInvited() | PartyRemoved() as event:
                await _party(connection, event)
            case ActionPlanned() as event:
                row = {"convention_id": event.convention_id, "action": event.action}
                planned = insert(action).values(row)
                await connection.execute(planned.on_conflict_do_nothing())  # planned anew: same row
            case ActionRemoved() as event:
                which = action.c.convention_id == event.convention_id
                gone = delete(action).where(which, action.c.action == event.action)
                await connection.execute(gone)


async def _party(connection: AsyncConnection, event: PartyInvited | PartyRemoved) -> None:
    key = {"convention_id": event.convention_id, "organisation_id": event.organisation_id}
    if isinstance(event, PartyInvited):
        await connection.execute(insert(party).values(key).on_conflict_do_nothing())
    else:
        await connection.execute(delete(party).filter_by(**key))


CONVENTION_ACTIONS = ReadModel(
    name="convention_actions", metadata=metadata, catalogue=CONVENTIONS, project=project
)


async def actions_of(
    connection: AsyncConnection, convention_id: UUID, *, seen_by: UUID | None
) -> frozenset[str] | None:
    """What the convention plans; None if it is unknown, or not for this organisation to know of.

    `seen_by` None sees every convention, an organisation those it drafted or is party to.
    """
    known = select(convention.c.id).where(convention.c.id == convention_id)
    if seen_by is not None:
        mine = select(party.c.convention_id).where(party.c.organisation_id == seen_by)
        known = known.where(or_(convention.c.drafted_by == seen_by, convention.c.id.in_(mine)))
    if (await connection.execute(known)).one_or_none() is None:
        return None
    planned = select(action.c.action).where(action.c.convention_id == convention_id)
    return frozenset((await connection.execute(planned)).scalars())
