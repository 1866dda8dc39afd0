"""Which conventions exist and what they plan, as far as their events have reached us."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from mithaq.events import Catalogue, Recorded
from mithaq.projections import ReadModel
from sqlalchemy import Column, MetaData, Table, Text, Uuid, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionDrafted:
    convention_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPlanned:
    convention_id: UUID
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRemoved:
    convention_id: UUID
    action: str


Fact = ConventionDrafted | ActionPlanned | ActionRemoved
CONVENTIONS: Catalogue[Fact] = Catalogue(
    "ma.mithaq.conventions",
    {
        ("ConventionDrafted", 1): ConventionDrafted,
        ("ActionPlanned", 1): ActionPlanned,
        ("ActionRemoved", 1): ActionRemoved,
    },
)

metadata = MetaData(schema="convention_actions")
convention = Table("convention", metadata, Column("id", Uuid, primary_key=True))
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
                await connection.execute(insert(convention).values(id=event.convention_id))
            case ActionPlanned() as event:
                row = {"convention_id": event.convention_id, "action": event.action}
                planned = insert(action).values(row)
                await connection.execute(planned.on_conflict_do_nothing())  # planned anew: same row
            case ActionRemoved() as event:
                which = action.c.convention_id == event.convention_id
                gone = delete(action).where(which, action.c.action == event.action)
                await connection.execute(gone)


CONVENTION_ACTIONS = ReadModel(
    name="convention_actions", metadata=metadata, catalogue=CONVENTIONS, project=project
)


async def actions_of(connection: AsyncConnection, convention_id: UUID) -> frozenset[str] | None:
    """What the convention plans; None if no such convention is known."""
    known = select(convention.c.id).where(convention.c.id == convention_id)
    if (await connection.execute(known)).one_or_none() is None:
        return None
    planned = select(action.c.action).where(action.c.convention_id == convention_id)
    return frozenset((await connection.execute(planned)).scalars())
