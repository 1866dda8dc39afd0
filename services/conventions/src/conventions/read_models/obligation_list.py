"""What every convention obliges its parties to, time by time: what is due, shown, missed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from mithaq.events import Catalogue, Recorded
from mithaq.projections import ModelTables, ReadModel
from mithaq.visibility import Sight
from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    Index,
    Integer,
    Select,
    Table,
    Text,
    Uuid,
    and_,
    case,
    delete,
    literal,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy import Row as ResultRow
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.catalogue import CATALOGUE
from conventions.domain.core.occurrences import ASKED, OccurrenceState
from conventions.domain.ending.events import (
    ConventionCompleted,
    ConventionTerminated,
    TerminationPronounced,
)
from conventions.domain.obligations import events as e
from conventions.read_models.involvement import involving

OwedEvent = (
    e.ObligationsScheduled
    | e.EvidenceSubmitted
    | e.EvidenceWithdrawn
    | e.EvidenceCertified
    | e.EvidenceReturned
    | e.ObligationMissed
    | e.ObligationWaived
    | ConventionCompleted
    | ConventionTerminated
    | TerminationPronounced
)
_Moving = (
    e.EvidenceSubmitted
    | e.EvidenceWithdrawn
    | e.EvidenceCertified
    | e.EvidenceReturned
    | e.ObligationMissed
    | e.ObligationWaived
)
OWED_EVENTS: Catalogue[OwedEvent] = CATALOGUE.only(OwedEvent)
_STATES: Final[Mapping[type, OccurrenceState]] = {
    e.EvidenceSubmitted: OccurrenceState.SUBMITTED,
    e.EvidenceWithdrawn: OccurrenceState.DUE,
    e.EvidenceCertified: OccurrenceState.CERTIFIED,
    e.EvidenceReturned: OccurrenceState.RETURNED,
    e.ObligationMissed: OccurrenceState.MISSED,
    e.ObligationWaived: OccurrenceState.WAIVED,
}
metadata = ModelTables("obligation_list", revision=1)
owed = Table(
    "owed",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("obligation", Text, primary_key=True),
    Column("occurrence", Integer, primary_key=True),
    Column("owner", Uuid, nullable=False),
    Column("beneficiary", Uuid),
    Column("kind", Text, nullable=False),
    Column("subject_fr", Text, nullable=False),
    Column("subject_ar", Text),
    Column("first", Date),
    Column("last", Date),
    Column("due_on", Date),
    Column("state", Text, nullable=False),
    Column("ended", Boolean, nullable=False),
    Index("owed_by_day", "due_on", "convention_id", "obligation", "occurrence"),
    Index("owed_by_owner", "owner", "due_on"),
)
_c = owed.c
_NEVER: Final = date.max  # what is due at completion comes last


async def project(connection: AsyncConnection, events: Sequence[Recorded[OwedEvent]]) -> None:
    """Event by event: they are few, and what is told of an obligation concerns all its times."""
    for recorded in events:
        event = recorded.event
        match event:
            case e.ObligationsScheduled():
                await _schedule(connection, event)
            case ConventionCompleted() | ConventionTerminated() | TerminationPronounced():
                await _end(connection, event.convention_id, recorded.effective_date)
            case _:
                await _move(connection, event)


async def _schedule(connection: AsyncConnection, event: e.ObligationsScheduled) -> None:
    for each in event.obligations:
        told = each.obligation
        binds = {
            "owner": told.owner,
            "beneficiary": told.beneficiary,
            "kind": str(told.kind),
            "subject_fr": told.subject_fr,
            "subject_ar": told.subject_ar,
        }
        whole = (_c.convention_id == event.convention_id, _c.obligation == told.obligation)
        await connection.execute(update(owed).where(*whole).values(binds))
        for one in each.occurrences:
            days = {"first": one.first, "last": one.last, "due_on": one.due_on}
            due = {"state": str(OccurrenceState.DUE)}
            row = {
                "convention_id": event.convention_id,
                "obligation": told.obligation,
                "occurrence": one.number,
                **binds,
                **days,
                **due,
                "ended": False,
            }
            keys = ("convention_id", "obligation", "occurrence")
            moved = days | due if one.number in each.again else days
            new = insert(owed).values(row).on_conflict_do_update(index_elements=keys, set_=moved)
            await connection.execute(new)


async def _move(connection: AsyncConnection, event: _Moving) -> None:
    moved: dict[str, Any] = {"state": str(_STATES[type(event)])}
    if isinstance(event, e.EvidenceWithdrawn) and event.missed:
        moved["state"] = str(OccurrenceState.MISSED)
    if isinstance(event, e.EvidenceReturned):
        moved["due_on"] = event.due_again_on
    one = (
        _c.convention_id == event.convention_id,
        _c.obligation == event.obligation,
        _c.occurrence == event.occurrence,
    )
    await connection.execute(update(owed).where(*one).values(moved))


async def _end(connection: AsyncConnection, convention_id: UUID, on: date) -> None:
    """A period that was not over is no more; the rest stays as it stood."""
    whole = _c.convention_id == convention_id
    periodic = _c.first != _c.last
    await connection.execute(delete(owed).where(whole, periodic, _c.last >= on))
    await connection.execute(update(owed).where(whole).values(ended=True))


OBLIGATION_LIST = ReadModel(metadata=metadata, catalogue=OWED_EVENTS, project=project)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedFilters:
    owners: Sequence[UUID] = ()
    convention: UUID | None = None
    states: Sequence[OccurrenceState] = ()
    due_before: date | None = None


def _state_on(today: date) -> ColumnElement[str]:
    """What is over is missed, noticed or not, as long as its convention runs."""
    asked = _c.state.in_([str(each) for each in ASKED])
    over = and_(asked, _c.due_on < today, _c.ended.is_(False))
    return case((over, literal(str(OccurrenceState.MISSED))), else_=_c.state)


def owed_query(
    filters: OwedFilters,
    today: date,
    seen_by: Sight,
    after: tuple[date, UUID, str, int] | None = None,
) -> Select[Any]:
    """The longest due first; without a due day last."""
    state = _state_on(today)
    due = case((_c.due_on.is_(None), literal(_NEVER)), else_=_c.due_on)
    order = (due, _c.convention_id, _c.obligation, _c.occurrence)
    columns = [each for each in _c if each.name != "state"]
    query = select(*columns, state.label("state"), due.label("place")).order_by(*order)
    if after is not None:
        query = query.where(tuple_(*order) > tuple_(*map(literal, after)))
    if not seen_by.everything:
        seen = involving(seen_by.organisations, seen_by.ties)
        query = query.where(_c.convention_id.in_(seen))
    if filters.owners:
        query = query.where(or_(*(_c.owner == each for each in filters.owners)))
    if filters.convention is not None:
        query = query.where(_c.convention_id == filters.convention)
    if filters.states:
        query = query.where(state.in_([str(each) for each in filters.states]))
    if filters.due_before is not None:
        query = query.where(_c.due_on < filters.due_before)
    return query


async def owed_page(
    connection: AsyncConnection, query: Select[Any], limit: int
) -> Sequence[ResultRow[Any]]:
    rows: Sequence[ResultRow[Any]] = (await connection.execute(query.limit(limit))).all()
    return rows
