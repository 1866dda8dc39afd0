"""Who is tied to a convention: its drafter, its parties, every body ever asked to approve it.

Who is asked to join it by an amendment sees it as who is asked to approve it.

Rows of the read model `convention_list`: a list asks them what the state asks of itself, by the
same table, `mithaq.visibility`.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Final, assert_never
from uuid import UUID

from mithaq.folding import fold
from mithaq.projections import ModelTables
from mithaq.projections.rows import Key, Row, delete_rows, write_rows
from mithaq.visibility import Tie
from sqlalchemy import Column, Index, Select, Table, Text, Uuid, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.domain.amendments.events import (
    AmendmentApprovalsRequested,
    AmendmentDrafted,
    AmendmentRevised,
    AmendmentTookEffect,
    PartyChange,
)
from conventions.domain.approvals.events import ApprovalsRequested
from conventions.domain.core.approval_round import bodies_of
from conventions.domain.core.terms import Party, deciders
from conventions.domain.core.vocabulary import PartyRole
from conventions.domain.drafting.events import ConventionDrafted, PartyInvited, PartyRemoved
from conventions.domain.signatures.events import ConventionSigned, TextCorrected

# Revision: what lists are filtered, sorted and searched by; the years of a draft may be
# unknown, a convention lapse on a condition, and its deciders see it; parties come and go by
# amendments; what a signed text waits for, names of parties that were corrected; the approvals of
# amendments; columns and indexes as a list of 20,000 wants them.
metadata = ModelTables("convention_list", revision=11)
# `roles` are those of a party; of whoever else is tied, the tie.
involved = Table(
    "involved",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, primary_key=True),
    Column("part", Text, primary_key=True),
    Column("roles", ARRAY(Text), nullable=False),
    Index("involved_by_organisation", "organisation_id", "part", "convention_id"),
)
# Names under which an organisation is a party somewhere, folded, in both languages.
party_names = Table(
    "party_name",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("folded", Text(collation="C"), primary_key=True),
)
# The events that change who has a part, and those that say what a party is called.
_TyingEvent = (
    ConventionDrafted
    | PartyInvited
    | PartyRemoved
    | ApprovalsRequested
    | AmendmentApprovalsRequested
    | AmendmentDrafted
    | AmendmentRevised
    | AmendmentTookEffect
    | ConventionSigned
)
InvolvingEvent = _TyingEvent | TextCorrected


def involving(
    organisations: Collection[UUID],
    ties: Collection[Tie] = tuple(Tie),
    roles: Collection[str] = (),
) -> Select[tuple[UUID]]:
    """The conventions that one of these is tied to, by one of these ties, in one of `roles`."""
    found = select(involved.c.convention_id).where(
        involved.c.organisation_id.in_(organisations),
        involved.c.part.in_([str(tie) for tie in ties]),
    )
    return found.where(involved.c.roles.overlap(list(roles))) if roles else found


async def involve(connection: AsyncConnection, events: Sequence[InvolvingEvent]) -> None:
    """Insert or delete the rows that a batch touches: later events win."""
    last: dict[Key, Row | None] = {}
    for event in events:
        if not isinstance(event, TextCorrected):
            last |= dict(_parts(event))
    entering = {key: row for key, row in last.items() if row is not None}
    await write_rows(connection, involved, entering)
    await delete_rows(connection, involved, last.keys() - entering.keys())
    named = (name for event in events for name in _names(event))
    await write_rows(connection, party_names, {_key(row): row for row in named})


def _names(event: InvolvingEvent) -> Iterator[Row]:
    """What parties are called from then on: invited, joined by an amendment, or named rightly."""
    match event:
        case PartyInvited(party=party):
            yield _named(party)
        case AmendmentTookEffect(parties=changes):
            yield from (_named(change.after) for change in changes if change.after)
        case TextCorrected(field="party.name_fr" | "party.name_ar", part=str(party_id)):
            yield {"organisation_id": UUID(party_id), "folded": fold(event.after)}
        case _:
            return


def roles_of(party: Party) -> list[str]:
    """Its roles; whoever has a turn to sign is a signatory, called so or not."""
    signs = [PartyRole.SIGNATORY] if party.signing_order is not None else []
    return list(dict.fromkeys(map(str, (*party.roles, *signs))))


def _named(party: Party) -> Row:
    folded = fold(f"{party.name_fr} {party.name_ar or ''}")
    return {"organisation_id": party.organisation_id, "folded": folded}


def _key(row: Row) -> Key:
    return row["organisation_id"], row["folded"]


def _parts(event: _TyingEvent) -> Iterator[tuple[Key, Row | None]]:
    convention = event.convention_id
    match event:
        case ConventionDrafted(drafted_by=drafter):
            yield _tied(convention, drafter, Tie.DRAFTER)
        case PartyInvited(party=party):
            yield _tied(convention, party.organisation_id, Tie.PARTY, roles_of(party))
        case PartyRemoved(party=party):
            yield (convention, party.organisation_id, str(Tie.PARTY)), None
        case ApprovalsRequested(approvals=asked) | AmendmentApprovalsRequested(approvals=asked):
            yield from (_tied(convention, body, Tie.APPROVER) for body in bodies_of(asked))
        case ConventionSigned(conditions=waits_for):
            yield from (_tied(convention, body, Tie.APPROVER) for body in deciders(waits_for))
        case AmendmentDrafted(operations=asked) | AmendmentRevised(operations=asked):
            joining = (party.organisation_id for party in asked.parties)
            yield from (_tied(convention, each, Tie.APPROVER) for each in joining)
        case AmendmentTookEffect(parties=changes):
            yield from _changed(convention, changes)
        case _:
            assert_never(event)


def _changed(convention: UUID, changes: Sequence[PartyChange]) -> Iterator[tuple[Key, Row | None]]:
    """Who came is a party, and who left is none any more."""
    for change in changes:
        if (joined := change.after) is not None:
            yield _tied(convention, joined.organisation_id, Tie.PARTY, roles_of(joined))
        elif (left := change.before) is not None:
            yield (convention, left.organisation_id, str(Tie.PARTY)), None


_COLUMNS: Final = ("convention_id", "organisation_id", "part")


def _tied(
    convention: UUID, organisation: UUID, tie: Tie, roles: Sequence[str] = ()
) -> tuple[Key, Row]:
    key = (convention, organisation, str(tie))
    return key, {**dict(zip(_COLUMNS, key, strict=True)), "roles": list(roles) or [str(tie)]}
