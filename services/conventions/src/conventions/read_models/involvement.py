"""Who has a part in a convention: its drafter, its parties, the bodies whose approval is requested.

Rows of the read model `convention_list`: they decide what a partner finds in its list.
"""

from collections.abc import Iterator, Sequence
from typing import Final, assert_never
from uuid import UUID

from mithaq.projections.rows import Key, write_rows
from sqlalchemy import Column, Index, MetaData, Select, Table, Text, Uuid, delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.domain.approvals.events import ApprovalsRequested
from conventions.domain.drafting.events import ConventionDrafted, PartyInvited, PartyRemoved
from conventions.domain.negotiation.events import TextReopened

metadata = MetaData(schema="convention_list")
involved = Table(
    "involved",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, primary_key=True),
    Column("part", Text, primary_key=True),
    Index("involved_by_organisation", "organisation_id", "convention_id"),
)
# The events that change who has a part.
InvolvingEvent = ConventionDrafted | PartyInvited | PartyRemoved | ApprovalsRequested | TextReopened
_APPROVER: Final = "approver"
_COLUMNS: Final = ("convention_id", "organisation_id", "part")


def involving(organisation_id: UUID) -> Select[tuple[UUID]]:
    """The conventions that an organisation has a part in."""
    return select(involved.c.convention_id).where(involved.c.organisation_id == organisation_id)


async def involve(connection: AsyncConnection, events: Sequence[InvolvingEvent]) -> None:
    """Insert or delete the rows that a batch touches: later events win.

    A reopened text removes all bodies whose approval was requested.
    """
    last: dict[Key, bool] = {}
    reopened: set[UUID] = set()
    for event in events:
        if isinstance(event, TextReopened):
            reopened.add(event.convention_id)
            last |= {key: False for key in last if _approves(key, event.convention_id)}
        last |= dict(_parts(event))
    if reopened:
        requested = involved.c.convention_id.in_(reopened), involved.c.part == _APPROVER
        await connection.execute(delete(involved).where(*requested))
    entering = {key: dict(zip(_COLUMNS, key, strict=True)) for key, there in last.items() if there}
    await write_rows(connection, involved, entering)
    leaving = [key for key, there in last.items() if not there]
    if leaving:
        named = tuple_(*involved.primary_key.columns)
        await connection.execute(delete(involved).where(named.in_(leaving)))


def _approves(key: Key, convention_id: UUID) -> bool:
    return key[0] == convention_id and key[2] == _APPROVER


def _parts(event: InvolvingEvent) -> Iterator[tuple[Key, bool]]:
    convention = event.convention_id
    match event:
        case ConventionDrafted(drafted_by=drafter):
            yield (convention, drafter, "drafter"), True
        case PartyInvited(party=party):
            yield (convention, party.organisation_id, "party"), True
        case PartyRemoved(party=party):
            yield (convention, party.organisation_id, "party"), False
        case ApprovalsRequested(approvals=approvals):
            bodies = {a.organisation_id for a in approvals if a.organisation_id is not None}
            yield from (((convention, body, _APPROVER), True) for body in bodies)
        case TextReopened():
            """Its bodies are removed all at once: see `involve`."""
        case _:
            assert_never(event)
