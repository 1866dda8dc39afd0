"""Every convention in one line: what it is called, where it stands, what its money amounts to.

Who is involved in it is in `involvement`, where it is at work in `places`; `listing` asks them all.
"""

from collections.abc import Sequence
from uuid import UUID

from mithaq.events import Recorded
from mithaq.folding import fold
from mithaq.money import ZERO, Total
from mithaq.projections import Amount, ReadModel, Sum
from mithaq.projections.rows import Row, read_rows, write_rows
from mithaq.visibility import Tie
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.catalogue import CONVENTIONS
from conventions.domain.amendments import events as amendments
from conventions.domain.approvals.events import ApprovalsRequested
from conventions.domain.conditions import events as conditions
from conventions.domain.core.commands import FROZEN
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.terms import Outline
from conventions.domain.core.vocabulary import State
from conventions.domain.drafting import events as drafting
from conventions.domain.ending import events as ending
from conventions.domain.lifecycle import EDITS
from conventions.domain.negotiation import events as negotiation
from conventions.domain.signatures import events as signatures
from conventions.read_models.involvement import InvolvingEvent, involve, involving, metadata
from conventions.read_models.places import PlacingEvent, place
from conventions.read_models.sums import moved

SORTED = 150  # of a text, folded: what orders it, so that a cursor that holds it stays a short one

# `seq` is the line of the log that changed it last. `unsplit` is the part of what is promised that
# is not split yet. `excess` is money paid beyond orders on which nobody decided. `round_ends` is
# of the round that is open; `sign_by`, `split_by`, `unmandated` are of the text that is agreed.
# `searched` is folded, and so are the `sort_` columns.
conventions = Table(
    "convention",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("reference", Text, nullable=False),
    Column("instrument", Text, nullable=False),
    Column("programme_kind", Text),
    Column("framework_id", Uuid),
    Column("title_fr", Text, nullable=False),
    Column("title_ar", Text),
    Column("state", Text, nullable=False),
    Column("territory", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("total", Amount, nullable=False),
    Column("first_year", Integer),
    Column("last_year", Integer),
    Column("drafted_by", Uuid, nullable=False),
    Column("signed_on", Date),
    Column("in_force_on", Date),
    Column("ends_on", Date),
    Column("promised", Sum, nullable=False),
    Column("unsplit", Sum, nullable=False),
    Column("called", Amount, nullable=False),
    Column("paid", Amount, nullable=False),
    Column("justified", Amount, nullable=False),
    Column("excess", Sum, nullable=False),
    Column("round_ends", Date),
    Column("round_undecided", Boolean, nullable=False),
    Column("sign_by", Date),
    Column("split_by", Date),
    Column("unmandated", ARRAY(Text), nullable=False),
    Column("sort_reference", Text(collation="C"), nullable=False),
    Column("sort_title", Text(collation="C"), nullable=False),
    Column("sort_title_ar", Text(collation="C")),
    Column("searched", Text(collation="C"), nullable=False),
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
    conditions.ConditionFailed: State.LAPSED,
    signatures.ConventionEnteredIntoForce: State.IN_FORCE,
    ending.ConventionSuspended: State.SUSPENDED,
    ending.ConventionResumed: State.IN_FORCE,
    ending.ConventionCompleted: State.COMPLETED,
    ending.ConventionTerminated: State.TERMINATED,
}


async def project(connection: AsyncConnection, events: Sequence[Recorded[ConventionEvent]]) -> None:
    known = [(each.event.convention_id,) for each in events if each.version > 1]
    rows = await read_rows(connection, conventions, known)
    for recorded in events:
        key = (recorded.event.convention_id,)
        if isinstance(recorded.event, drafting.ConventionDrafted):
            rows[key] = _drafted(recorded.event)
        _change(rows[key], recorded.event)
        rows[key] |= {
            "version": recorded.version,
            "seq": recorded.seq,
            "changed_at": recorded.recorded_at,
        }
    await write_rows(connection, conventions, rows)
    told = [recorded.event for recorded in events]
    if tying := [event for event in told if isinstance(event, InvolvingEvent)]:
        await involve(connection, tying)
    if placing := [event for event in told if isinstance(event, PlacingEvent)]:
        await place(connection, placing)


def _drafted(event: drafting.ConventionDrafted) -> Row:
    outline = event.outline
    return {
        "convention_id": event.convention_id,
        "reference": outline.reference,
        "instrument": str(outline.instrument),
        "programme_kind": outline.programme_kind,
        "framework_id": outline.framework_id,
        "title_fr": outline.title_fr,
        "title_ar": outline.title_ar,
        "state": State.DRAFT.value,
        "territory": outline.territory,
        "region": outline.region,
        "total": outline.total,
        "first_year": outline.first_year,
        "last_year": outline.last_year,
        "drafted_by": event.drafted_by,
        **dict.fromkeys(("signed_on", "in_force_on", "ends_on")),
        **dict.fromkeys(("round_ends", "sign_by", "split_by")),
        "round_undecided": False,
        "unmandated": [],
        **searched_as(outline),
        **dict.fromkeys(("promised", "unsplit", "excess"), Total()),
        **dict.fromkeys(("called", "justified"), ZERO),
        "paid": ZERO,
    }


def searched_as(outline: Outline) -> Row:
    return _searched(outline.reference, outline.title_fr, outline.title_ar)


def _searched(reference: str, title_fr: str, title_ar: str | None) -> Row:
    """What it is found and ordered by: folded, as people look for it."""
    reference, title = fold(reference), fold(title_fr)
    arabic = fold(title_ar) if title_ar else None
    return {
        "sort_reference": reference[:SORTED],
        "sort_title": title[:SORTED],
        "sort_title_ar": arabic and arabic[:SORTED],
        "searched": " ".join(filter(None, (reference, title, arabic))),
    }


def _change(row: Row, event: ConventionEvent) -> None:
    if type(event) in _STATES:
        row["state"] = _STATES[type(event)].value
    row |= moved(row, event) | _negotiated(event) | _signing(row, event)
    match event:
        case drafting.FrameAdopted(frame=frame):
            row["programme_kind"] = frame.programme_kind
        case drafting.TotalRevised():
            row |= {"first_year": event.first_year, "last_year": event.last_year}
            row["total"] = event.total
        case amendments.AmendmentTookEffect():
            row |= {"total": event.total, "ends_on": event.ends_on}
            if (period := event.period) is not None:
                row |= {"first_year": period.first_year, "last_year": period.last_year}
        case signatures.ConventionSigned():
            row["signed_on"] = event.signed_on
        case signatures.ConventionEnteredIntoForce():
            row |= {"in_force_on": event.in_force_on, "ends_on": event.ends_on}
        case _:
            pass


def _corrected(row: Row, event: signatures.TextCorrected) -> Row:
    """Another title where it was one; all sign again where signatures are void."""
    changed: Row = {"state": State.READY_TO_SIGN.value} if event.void_signatures else {}
    if event.field not in ("title_fr", "title_ar"):
        return changed
    titles = {"title_fr": row["title_fr"], "title_ar": row["title_ar"], event.field: event.after}
    return changed | titles | _searched(row["reference"], **titles)


def _negotiated(event: ConventionEvent) -> Row:
    nothing_to_sign: Row = {"sign_by": None, "split_by": None, "unmandated": []}
    match event:
        case negotiation.NegotiationRoundOpened(deadline=day):
            return {"round_ends": day, "round_undecided": False}
        case negotiation.NegotiationRoundClosed():
            return {"round_ends": None, "round_undecided": False}
        case negotiation.NegotiationRoundEnded():
            return {"round_ends": None, "round_undecided": True}
        case negotiation.TextAgreed():
            return nothing_to_sign | {"sign_by": event.sign_by, "split_by": event.split_by}
        case negotiation.TextReopened():
            return nothing_to_sign | {"round_ends": None}
        case _:
            return {"round_undecided": False} if isinstance(event, EDITS) else {}


def _signing(row: Row, event: ConventionEvent) -> Row:
    waiting = set(row["unmandated"])
    match event:
        case signatures.SignaturesRequested() if row["state"] != State.PARTIALLY_SIGNED:
            return {"state": State.READY_TO_SIGN.value}
        case signatures.PartySigned(signature=signature):
            return {"unmandated": sorted(waiting - {str(signature.organisation_id)})}
        case signatures.SignatoryWithoutMandate(organisation_id=party):
            return {"unmandated": sorted(waiting | {str(party)})}
        case signatures.SigningTimeExtended(sign_by=day):
            return {"sign_by": day}
        case signatures.TextCorrected():
            return _corrected(row, event)
        case _:
            return {}


CONVENTION_LIST = ReadModel(
    metadata=metadata,
    catalogue=CONVENTIONS,
    project=project,
)


async def waiting_for_approvals(connection: AsyncConnection) -> Sequence[UUID]:
    """The conventions whose text waits for approvals."""
    state = State.PENDING_APPROVALS.value
    query = select(conventions.c.convention_id).where(conventions.c.state == state)
    return (await connection.execute(query.order_by(conventions.c.convention_id))).scalars().all()


async def waiting_for(connection: AsyncConnection, party: UUID) -> Sequence[UUID]:
    """The conventions whose frozen text this party has a part in, signed by it or not."""
    query = select(conventions.c.convention_id).where(
        conventions.c.state.in_([state.value for state in FROZEN]),
        conventions.c.convention_id.in_(involving([party], [Tie.PARTY])),
    )
    return (await connection.execute(query.order_by(conventions.c.convention_id))).scalars().all()
