"""Who is tied to a convention: its drafter, its parties, every body ever asked to approve it.

Rows of the read model `convention_list`: a list asks them what the state asks of itself, by the
same table, `mithaq.visibility`.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Final, assert_never
from uuid import UUID

from mithaq.projections import ModelTables
from mithaq.projections.rows import Key, delete_rows, write_rows
from mithaq.visibility import Tie
from sqlalchemy import Column, Index, Select, Table, Text, Uuid, select
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.domain.amendments.events import AmendmentApprovalsRequested
from conventions.domain.approvals.events import ApprovalsRequested
from conventions.domain.core.approval_round import bodies_of
from conventions.domain.drafting.events import ConventionDrafted, PartyInvited, PartyRemoved

# Revision: a convention may lapse.
metadata = ModelTables("convention_list", revision=4)
involved = Table(
    "involved",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, primary_key=True),
    Column("part", Text, primary_key=True),
    Index("involved_by_organisation", "organisation_id", "convention_id"),
)
# The events that change who has a part.
InvolvingEvent = (
    ConventionDrafted
    | PartyInvited
    | PartyRemoved
    | ApprovalsRequested
    | AmendmentApprovalsRequested
)
_COLUMNS: Final = ("convention_id", "organisation_id", "part")


def involving(
    organisation_id: UUID | None, ties: Collection[Tie] = tuple(Tie)
) -> Select[tuple[UUID]]:
    """The conventions that an organisation is tied to, by one of these ties."""
    return select(involved.c.convention_id).where(
        involved.c.organisation_id == organisation_id,
        involved.c.part.in_([str(tie) for tie in ties]),
    )


async def involve(connection: AsyncConnection, events: Sequence[InvolvingEvent]) -> None:
    """Insert or delete the rows that a batch touches: later events win."""
    last: dict[Key, bool] = {}
    for event in events:
        last |= dict(_parts(event))
    entering = {key: dict(zip(_COLUMNS, key, strict=True)) for key, there in last.items() if there}
    await write_rows(connection, involved, entering)
    await delete_rows(connection, involved, last.keys() - entering.keys())


def _parts(event: InvolvingEvent) -> Iterator[tuple[Key, bool]]:
    convention = event.convention_id
    match event:
        case ConventionDrafted(drafted_by=drafter):
            yield (convention, drafter, str(Tie.DRAFTER)), True
        case PartyInvited(party=party):
            yield (convention, party.organisation_id, str(Tie.PARTY)), True
        case PartyRemoved(party=party):
            yield (convention, party.organisation_id, str(Tie.PARTY)), False
        case ApprovalsRequested(approvals=asked) | AmendmentApprovalsRequested(approvals=asked):
            yield from (((convention, body, str(Tie.APPROVER)), True) for body in bodies_of(asked))
        case _:
            assert_never(event)
