"""Every convention in one line, and who is involved in it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import ReadModel
from sqlalchemy import BigInteger, Column, Date, DateTime, Index, Integer, Table, Text, Uuid, select
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.catalogue import CATALOGUE
from conventions.domain.events import ConventionEvent, agreeing, amending, drafting, executing
from conventions.domain.vocabulary import State
from conventions.read_models.involvement import involve, involving, metadata
from conventions.read_models.rows import Row, read_rows, write_rows

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
    Column("total", BigInteger, nullable=False),
    Column("first_year", Integer, nullable=False),
    Column("last_year", Integer, nullable=False),
    Column("drafted_by", Uuid, nullable=False),
    Column("signed_on", Date),
    Column("in_force_on", Date),
    Column("ends_on", Date),
    Column("paid", BigInteger, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Index("convention_by_state", "state", "convention_id"),
    Index("convention_by_region", "region", "convention_id"),
)
_STATES: dict[type[ConventionEvent], State] = {
    drafting.ConventionProposed: State.PROPOSED,
    drafting.ConventionWithdrawn: State.WITHDRAWN,
    agreeing.NegotiationRoundOpened: State.IN_NEGOTIATION,
    agreeing.TextAgreed: State.TEXT_AGREED,
    agreeing.TextReopened: State.IN_NEGOTIATION,
    agreeing.ApprovalsRequested: State.PENDING_APPROVALS,
    agreeing.PartySigned: State.PARTIALLY_SIGNED,
    agreeing.SignatureRefused: State.REJECTED,
    agreeing.ConventionSigned: State.SIGNED,
    agreeing.ConventionEnteredIntoForce: State.IN_FORCE,
    executing.ConventionSuspended: State.SUSPENDED,
    executing.ConventionResumed: State.IN_FORCE,
    executing.ConventionCompleted: State.COMPLETED,
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
    await involve(connection, [recorded.event for recorded in events])


def _drafted(event: drafting.ConventionDrafted) -> Row:
    return {
        "convention_id": event.convention_id,
        "reference": event.reference,
        "instrument": event.instrument.value,
        "title_fr": event.title_fr,
        "title_ar": event.title_ar,
        "state": State.DRAFT.value,
        "territory": event.territory,
        "region": event.region,
        "total": event.total.centimes,
        "first_year": event.first_year,
        "last_year": event.last_year,
        "drafted_by": event.drafted_by,
        "signed_on": None,
        "in_force_on": None,
        "ends_on": None,
        "paid": 0,
    }


def _change(row: Row, event: ConventionEvent) -> None:
    if type(event) in _STATES:
        row["state"] = _STATES[type(event)].value
    match event:
        case agreeing.SignaturesRequested() if row["state"] != State.PARTIALLY_SIGNED:
            row["state"] = State.READY_TO_SIGN.value
        case drafting.TotalRevised():
            row |= {"first_year": event.first_year, "last_year": event.last_year}
            row["total"] = event.total.centimes
        case agreeing.ConventionSigned():
            row["signed_on"] = event.signed_on
        case agreeing.ConventionEnteredIntoForce():
            row |= {"in_force_on": event.in_force_on, "ends_on": event.ends_on}
        case amending.AmendmentTookEffect():
            row["total"] = event.total.centimes
            row["ends_on"] = event.ends_on or row["ends_on"]
        case executing.TranchePaid():
            row["paid"] += event.amount.centimes
        case _:
            pass


CONVENTION_LIST = ReadModel(
    name="convention_list", metadata=metadata, catalogue=CATALOGUE, project=project
)


async def search(
    connection: AsyncConnection,
    *,
    limit: int,
    after: UUID | None = None,
    state: State | None = None,
    region: str | None = None,
    organisation: UUID | None = None,
    seen_by: UUID | None = None,
) -> Sequence[Any]:
    """Newest first; `organisation` and `seen_by` keep what involves them."""
    query = select(conventions).order_by(conventions.c.convention_id.desc()).limit(limit)
    if after is not None:
        query = query.where(conventions.c.convention_id < after)
    if state is not None:
        query = query.where(conventions.c.state == state.value)
    if region is not None:
        query = query.where(conventions.c.region == region)
    for wanted in (organisation, seen_by):
        if wanted is not None:
            query = query.where(conventions.c.convention_id.in_(involving(wanted)))
    return (await connection.execute(query)).all()
