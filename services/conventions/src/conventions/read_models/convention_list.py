"""Every convention in one line: what it is called, where it stands, what its money amounts to.

Who is involved in it is in `involvement`, where it is at work in `places`; `listing` asks them all.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, get_args
from uuid import UUID

from mithaq.commands import SYSTEM
from mithaq.events import Recorded, decode_origin
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
from conventions.domain.core.policy import Capacity
from conventions.domain.core.terms import Outline
from conventions.domain.core.vocabulary import State
from conventions.domain.drafting import events as drafting
from conventions.domain.ending import events as ending
from conventions.domain.lifecycle import EDITS
from conventions.domain.negotiation import events as negotiation
from conventions.domain.outcomes import OUTCOMES
from conventions.domain.signatures import events as signatures
from conventions.domain.table import TRANSITIONS
from conventions.domain.takeover.events import ArchivedFactCompleted, ArchivedFactCorrected
from conventions.domain.tranches.events import TrancheEvent
from conventions.read_models.archive import as_ordinary
from conventions.read_models.involvement import InvolvingEvent, involve, involving, metadata
from conventions.read_models.places import PlacingEvent, place
from conventions.read_models.sums import moved

SORTED = 150  # of a text, folded: what orders it, so that a cursor that holds it stays a short one

# `seq` is the line of the log that changed it last. `unsplit` is the part of what is promised that
# is not split yet. `excess` is money paid beyond orders on which nobody decided. `round_ends` is
# of the round that is open; `sign_by`, `split_by`, `unmandated` are of the text that is agreed.
# `awaited` are the conditions that a signed text waits for, each as its last day and its name;
# `condition_due` is the first of these days. `approving` is the number of the amendment that waits
# for approvals. `searched` is folded, and so are the `sort_` columns.
# What every row has, and of a fixed length, comes first: it is found without reading the rest,
# which is most of what a scan of all rows takes.
conventions = Table(
    "convention",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Column("total", Amount, nullable=False),
    Column("called", Amount, nullable=False),
    Column("paid", Amount, nullable=False),
    Column("justified", Amount, nullable=False),
    Column("drafted_by", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("round_undecided", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("instrument", Text, nullable=False),
    Column("promised", Sum, nullable=False),
    Column("unsplit", Sum, nullable=False),
    Column("excess", Sum, nullable=False),
    Column("unmandated", ARRAY(Text), nullable=False),
    Column("first_year", Integer),
    Column("last_year", Integer),
    Column("ends_on", Date),
    Column("round_ends", Date),
    Column("sign_by", Date),
    Column("split_by", Date),
    Column("signed_on", Date),
    Column("in_force_on", Date),
    Column("condition_due", Date),
    Column("approving", Integer),
    Column("framework_id", Uuid),
    Column("programme_kind", Text),
    Column("awaited", ARRAY(Text), nullable=False),
    Column("sort_reference", Text(collation="C"), nullable=False),
    Column("sort_title", Text(collation="C"), nullable=False),
    Column("sort_title_ar", Text(collation="C")),
    Column("searched", Text(collation="C"), nullable=False),
    Column("reference", Text, nullable=False),
    Column("territory", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("title_fr", Text, nullable=False),
    Column("title_ar", Text),
    Index("convention_by_state", "state", "convention_id"),
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
    ending.TerminationPronounced: State.TERMINATED,
    ending.ConventionClosed: State.CLOSED,
}
# Most of a log: they move sums alone.
_OF_TRANCHES: Final = frozenset(get_args(TrancheEvent))
# What is told when a day comes, by nobody; of some of it a person may tell too.
OF_TIME: Final = frozenset(
    event
    for row in TRANSITIONS
    if row.capacities == (Capacity.SYSTEM,)
    for event in OUTCOMES[row.command]
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[ConventionEvent]]) -> None:
    events = as_ordinary(events)
    rows = await _rows_of(connection, events)
    for _, line, event in events:
        if isinstance(event, drafting.ConventionDrafted):
            rows[line.stream_id] = _drafted(event)
        row = rows[line.stream_id]
        _change(row, event)
        row["version"], row["seq"] = line.version, line.seq
        if not told_by_time(event, line.meta):
            row["changed_at"] = line.recorded_at
    await write_rows(
        connection, conventions, {(row["convention_id"],): row for row in rows.values()}
    )
    told = [event for _, _, event in events]
    if tying := [event for event in told if isinstance(event, InvolvingEvent)]:
        await involve(connection, tying)
    if placing := [event for event in told if isinstance(event, PlacingEvent)]:
        await place(connection, placing)


def told_by_time(event: ConventionEvent, meta: str) -> bool:
    """It was told because a day came and left the convention in its state: nobody was heard."""
    kind = type(event)
    return kind in OF_TIME and kind not in _STATES and decode_origin(meta).by.capacity == SYSTEM


async def _rows_of(
    connection: AsyncConnection, events: Sequence[Recorded[ConventionEvent]]
) -> dict[str, Row]:
    """By stream, which is hashed once: an id is hashed anew each time, in Python."""
    known = {line.stream_id: event.convention_id for _, line, event in events if line.version > 1}
    found = await read_rows(connection, conventions, ((each,) for each in known.values()))
    return {stream: found[(each,)] for stream, each in known.items() if (each,) in found}


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
        **dict.fromkeys(("round_ends", "sign_by", "split_by", "approving")),
        "round_undecided": False,
        "unmandated": [],
        **_waiting_for(()),
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
    if (state := _STATES.get(type(event))) is not None:
        row["state"] = state.value
    row |= moved(row, event)
    if type(event) not in _OF_TRANCHES:
        row |= _negotiated(event) | _signing(row, event) | _told(event)
        row |= _awaiting(row, event) | _amending(event)


def _told(event: ConventionEvent) -> Row:  # noqa: PLR0911 - one case an event
    match event:
        case drafting.FrameAdopted(frame=frame):
            return {"programme_kind": frame.programme_kind}
        case drafting.TotalRevised(total=total):
            years = {"first_year": event.first_year, "last_year": event.last_year}
            return {"total": total, **years}
        case amendments.AmendmentTookEffect():
            return _amended(event)
        case ending.TerminationPronounced(total=total):
            return {"total": total}
        case signatures.ConventionSigned(signed_on=day):
            return {"signed_on": day}
        case signatures.ConventionEnteredIntoForce():
            return {"in_force_on": event.in_force_on, "ends_on": event.ends_on}
        case ArchivedFactCompleted() | ArchivedFactCorrected():
            told = {"in_force_on": event.in_force_on, "ends_on": event.ends_on}
            return {name: day for name, day in told.items() if day is not None}
        case _:
            return {}


def _amended(event: amendments.AmendmentTookEffect) -> Row:
    told: Row = {"total": event.total, "ends_on": event.ends_on}
    if (period := event.period) is not None:
        told |= {"first_year": period.first_year, "last_year": period.last_year}
    return told | ({"split_by": event.split_by} if event.split_by else {})


def _corrected(row: Row, event: signatures.TextCorrected) -> Row:
    """Another title where it was one; all sign again where signatures are void."""
    changed: Row = {"state": State.READY_TO_SIGN.value} if event.void_signatures else {}
    if event.field not in ("title_fr", "title_ar"):
        return changed
    titles = {"title_fr": row["title_fr"], "title_ar": row["title_ar"], event.field: event.after}
    return changed | titles | _searched(row["reference"], **titles)


def _negotiated(event: ConventionEvent) -> Row:
    match event:
        case negotiation.NegotiationRoundOpened(deadline=day):
            return {"round_ends": day, "round_undecided": False}
        case negotiation.NegotiationRoundClosed():
            return {"round_ends": None, "round_undecided": False}
        case negotiation.NegotiationRoundEnded():
            return {"round_ends": None, "round_undecided": True}
        case negotiation.TextAgreed():
            return {"unmandated": [], "sign_by": event.sign_by, "split_by": event.split_by}
        case negotiation.TextReopened():
            return {"unmandated": [], **dict.fromkeys(("sign_by", "split_by", "round_ends"))}
        case _:
            return {"round_undecided": False} if type(event) in EDITS else {}


def _signing(row: Row, event: ConventionEvent) -> Row:
    match event:
        case signatures.SignaturesRequested() if row["state"] != State.PARTIALLY_SIGNED:
            return {"state": State.READY_TO_SIGN.value}
        case signatures.PartySigned(signature=signature):
            return {"unmandated": sorted({*row["unmandated"]} - {str(signature.organisation_id)})}
        case signatures.SignatoryWithoutMandate(organisation_id=party):
            return {"unmandated": sorted({*row["unmandated"], str(party)})}
        case signatures.SigningTimeExtended(sign_by=day):
            return {"sign_by": day}
        case signatures.TextCorrected():
            return _corrected(row, event)
        case _:
            return {}


def _awaiting(row: Row, event: ConventionEvent) -> Row:
    """What a signed text still waits for."""
    match event:
        case signatures.ConventionSigned(conditions=each):
            return _waiting_for(f"{one.decide_by} {one.condition}" for one in each)
        case conditions.ConditionMet(condition=name) | conditions.ConditionRefused(condition=name):
            return _waiting_for(one for one in row["awaited"] if one.partition(" ")[2] != name)
        case conditions.ConditionFailed():
            return _waiting_for(())
        case _:
            return {}


def _amending(event: ConventionEvent) -> Row:
    match event:
        case amendments.AmendmentApprovalsRequested(amendment=number):
            return {"approving": number}
        case (
            amendments.AmendmentSignaturesRequested()
            | amendments.AmendmentRevised()
            | amendments.AmendmentLapsed()
            | amendments.AmendmentWithdrawn()
        ):
            return {"approving": None}
        case _:
            return {}


def _waiting_for(told: Iterable[str]) -> Row:
    awaited = sorted(told)
    first = awaited[0].partition(" ")[0] if awaited else None
    return {"awaited": awaited, "condition_due": first and date.fromisoformat(first)}


CONVENTION_LIST = ReadModel(
    metadata=metadata,
    catalogue=CONVENTIONS,
    project=project,
)


async def waiting_for_approvals(connection: AsyncConnection) -> Sequence[tuple[UUID, int | None]]:
    """The conventions of which a text waits for approvals: an amendment's number, or its own."""
    columns, state = conventions.c, State.PENDING_APPROVALS.value
    query = (
        select(columns.convention_id, columns.approving)
        .where((columns.state == state) | columns.approving.is_not(None))
        .order_by(columns.convention_id)
    )
    found = await connection.execute(query)
    return [(convention_id, approving) for convention_id, approving in found]


async def waiting_for(connection: AsyncConnection, party: UUID) -> Sequence[UUID]:
    """The conventions whose frozen text this party has a part in, signed by it or not."""
    query = select(conventions.c.convention_id).where(
        conventions.c.state.in_([state.value for state in FROZEN]),
        conventions.c.convention_id.in_(involving([party], [Tie.PARTY])),
    )
    return (await connection.execute(query.order_by(conventions.c.convention_id))).scalars().all()
