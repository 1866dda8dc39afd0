"""Every convention in one line, and who is involved in it."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from mithaq.events import Recorded
from mithaq.money import ZERO, Money
from mithaq.projections import Amount, ReadModel
from mithaq.projections.rows import Row, read_rows, write_rows
from mithaq.visibility import Sight, Tie
from sqlalchemy import Column, Date, DateTime, Index, Integer, Table, Text, Uuid, select
from sqlalchemy import Row as ResultRow
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.catalogue import CONVENTIONS
from conventions.domain.amendments import events as amendments
from conventions.domain.approvals.events import ApprovalsRequested
from conventions.domain.core.commands import FROZEN
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.vocabulary import Stage, State
from conventions.domain.drafting import events as drafting
from conventions.domain.ending import events as ending
from conventions.domain.negotiation import events as negotiation
from conventions.domain.signatures import events as signatures
from conventions.domain.tranches import events as tranches
from conventions.read_models.involvement import InvolvingEvent, involve, involving, metadata

conventions = Table(
    "convention",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("reference", Text, nullable=False),
    Column("instrument", Text, nullable=False),
    Column("title_fr", Text, nullable=False),
    Column("title_ar", Text),
    Column("state", Text, nullable=False),
    Column("territory", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("total", Amount, nullable=False),
    Column("first_year", Integer, nullable=False),
    Column("last_year", Integer, nullable=False),
    Column("drafted_by", Uuid, nullable=False),
    Column("signed_on", Date),
    Column("in_force_on", Date),
    Column("ends_on", Date),
    Column("paid", Amount, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Index("convention_by_state", "state", "convention_id"),
    Index("convention_by_region", "region", "convention_id"),
)
_STATES: dict[type[ConventionEvent], State] = {
    drafting.ConventionProposed: State.PROPOSED,
    drafting.ConventionWithdrawn: State.WITHDRAWN,
    negotiation.NegotiationRoundOpened: State.IN_NEGOTIATION,
    negotiation.TextAgreed: State.TEXT_AGREED,
    negotiation.TextReopened: State.IN_NEGOTIATION,
    ApprovalsRequested: State.PENDING_APPROVALS,
    signatures.PartySigned: State.PARTIALLY_SIGNED,
    signatures.SignatureRefused: State.REJECTED,
    signatures.ConventionLapsed: State.LAPSED,
    signatures.ConventionSigned: State.SIGNED,
    signatures.ConventionEnteredIntoForce: State.IN_FORCE,
    ending.ConventionSuspended: State.SUSPENDED,
    ending.ConventionResumed: State.IN_FORCE,
    ending.ConventionCompleted: State.COMPLETED,
}


async def project(connection: AsyncConnection, events: Sequence[Recorded[ConventionEvent]]) -> None:
    known = [(each.event.convention_id,) for each in events if each.version > 1]
    rows = await read_rows(connection, conventions, known)
    for recorded in events:
        key = (recorded.event.convention_id,)
        if isinstance(recorded.event, drafting.ConventionDrafted):
            rows[key] = _drafted(recorded.event)
        _change(rows[key], recorded.event)
        rows[key] |= {"version": recorded.version, "changed_at": recorded.recorded_at}
    await write_rows(connection, conventions, rows)
    involving_events = [r.event for r in events if isinstance(r.event, InvolvingEvent)]
    if involving_events:
        await involve(connection, involving_events)


def _drafted(event: drafting.ConventionDrafted) -> Row:
    outline = event.outline
    return {
        "convention_id": event.convention_id,
        "reference": outline.reference,
        "instrument": str(outline.instrument),
        "title_fr": outline.title_fr,
        "title_ar": outline.title_ar,
        "state": State.DRAFT.value,
        "territory": outline.territory,
        "region": outline.region,
        "total": outline.total,
        "first_year": outline.first_year,
        "last_year": outline.last_year,
        "drafted_by": event.drafted_by,
        "signed_on": None,
        "in_force_on": None,
        "ends_on": None,
        "paid": ZERO,
    }


def _change(row: Row, event: ConventionEvent) -> None:
    if type(event) in _STATES:
        row["state"] = _STATES[type(event)].value
    match event:
        case signatures.SignaturesRequested() if row["state"] != State.PARTIALLY_SIGNED:
            row["state"] = State.READY_TO_SIGN.value
        case drafting.TotalRevised():
            row |= {"first_year": event.first_year, "last_year": event.last_year}
            row["total"] = event.total
        case signatures.ConventionSigned():
            row["signed_on"] = event.signed_on
        case signatures.ConventionEnteredIntoForce():
            row |= {"in_force_on": event.in_force_on, "ends_on": event.ends_on}
        case amendments.AmendmentTookEffect():
            row |= {"total": event.total, "ends_on": event.ends_on}
        case tranches.TranchePaid() | tranches.AdvanceImputed() | tranches.StepReversed():
            row["paid"] += _paid(event)
        case _:
            pass


def _paid(
    event: tranches.TranchePaid | tranches.AdvanceImputed | tranches.StepReversed,
) -> Money:
    if not isinstance(event, tranches.StepReversed):
        return event.amount
    return -event.amount if event.stage == Stage.PAID else ZERO


CONVENTION_LIST = ReadModel(
    metadata=metadata,
    catalogue=CONVENTIONS,
    project=project,
)
EVERYTHING: Final = Sight(everything=True)


async def search(
    connection: AsyncConnection,
    *,
    limit: int,
    after: UUID | None = None,
    state: State | None = None,
    region: str | None = None,
    organisation: UUID | None = None,
    seen_by: Sight = EVERYTHING,
) -> Sequence[ResultRow[Any]]:
    """Newest first; `organisation` keeps what it is tied to, `seen_by` what is in that sight."""
    columns = (conventions, conventions.c.convention_id.label("id"))
    query = select(*columns).order_by(conventions.c.convention_id.desc()).limit(limit)
    if after is not None:
        query = query.where(conventions.c.convention_id < after)
    if state is not None:
        query = query.where(conventions.c.state == state.value)
    if region is not None:
        query = query.where(conventions.c.region == region)
    if organisation is not None:
        query = query.where(conventions.c.convention_id.in_(involving(organisation)))
    if not seen_by.everything:
        mine = involving(seen_by.organisation, seen_by.ties)
        query = query.where(conventions.c.convention_id.in_(mine))
    return (await connection.execute(query)).all()


async def waiting_for(connection: AsyncConnection, party: UUID) -> Sequence[UUID]:
    """The conventions whose frozen text this party has a part in, signed by it or not."""
    query = select(conventions.c.convention_id).where(
        conventions.c.state.in_([state.value for state in FROZEN]),
        conventions.c.convention_id.in_(involving(party, [Tie.PARTY])),
    )
    return (await connection.execute(query.order_by(conventions.c.convention_id))).scalars().all()
