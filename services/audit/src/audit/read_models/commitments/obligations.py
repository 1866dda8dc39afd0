"""The ledger of what is owed besides money: a line for each thing an event did to an occurrence."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final, get_args
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections.rows import Row, insert_rows
from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    select,
    tuple_,
)
from sqlalchemy import Row as ResultRow
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.heard import obligations as heard
from audit.read_models.commitments.queries import Moment
from audit.read_models.commitments.tables import metadata


class Step(StrEnum):
    """What became of it; `promised` from the entry into force, and again where its day moved."""

    PROMISED = "promised"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    MET = "met"
    RETURNED = "returned"
    MISSED = "missed"
    WAIVED = "waived"


_STEPS: Final[Mapping[type, Step]] = {
    heard.EvidenceSubmitted: Step.SUBMITTED,
    heard.EvidenceWithdrawn: Step.WITHDRAWN,
    heard.EvidenceCertified: Step.MET,
    heard.EvidenceReturned: Step.RETURNED,
    heard.ObligationMissed: Step.MISSED,
    heard.ObligationWaived: Step.WAIVED,
}
_HEARD: Final = frozenset(get_args(heard.ObligationEvent))
obligation_line = Table(
    "obligation_line",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("nth", Integer, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("type", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("effective_date", Date, nullable=False),
    Column("convention_id", Uuid, nullable=False),
    Column("organisation_id", Uuid, nullable=False),
    Column("obligation", Text, nullable=False),
    Column("occurrence", Integer, nullable=False),
    Column("subject_fr", Text, nullable=False),
    Column("subject_ar", Text),
    Column("step", Text, nullable=False),
    Column("due_on", Date),
    Index("obligation_of_organisation", "organisation_id", "seq", "nth"),
)


async def write_obligations(connection: AsyncConnection, events: Sequence[Recorded[Any]]) -> None:
    rows = [
        _row(recorded, nth, line)
        for recorded in events
        if type(recorded.event) in _HEARD
        for nth, line in enumerate(_lines(recorded.event), 1)
    ]
    await insert_rows(connection, obligation_line, rows)


def _row(recorded: Recorded[Any], nth: int, line: Row) -> Row:
    source = recorded.line
    return {
        "event_id": source.event_id,
        "nth": nth,
        "seq": source.seq,
        "type": source.type,
        "recorded_at": source.recorded_at,
        "effective_date": recorded.effective_date,
        "convention_id": recorded.event.convention_id,
        **line,
    }


def _lines(event: heard.ObligationEvent) -> Iterator[Row]:
    if not isinstance(event, heard.ObligationsScheduled):
        yield {
            "organisation_id": event.organisation_id,
            "obligation": event.obligation,
            "occurrence": event.occurrence,
            "subject_fr": event.subject_fr,
            "subject_ar": event.subject_ar,
            "step": str(_STEPS[type(event)]),
            "due_on": event.due_on,
        }
        return
    for each in event.obligations:
        for one in each.occurrences:
            yield {
                "organisation_id": each.obligation.owner,
                "obligation": each.obligation.obligation,
                "occurrence": one.number,
                "subject_fr": each.obligation.subject_fr,
                "subject_ar": each.obligation.subject_ar,
                "step": str(Step.PROMISED),
                "due_on": one.due_on,
            }


async def obligation_lines(
    connection: AsyncConnection,
    moment: Moment,
    organisations: Collection[UUID],
    *,
    after: tuple[int, int] | None,
    limit: int,
) -> Sequence[ResultRow[Any]]:
    """Those that hold by its day and stand before its place in the log, in the log's order."""
    c = obligation_line.c
    query = select(obligation_line).where(c.organisation_id.in_(organisations))
    if moment.as_of is not None:
        query = query.where(c.effective_date <= moment.as_of)
    if moment.before is not None:
        query = query.where(c.seq < moment.before)
    if after is not None:
        query = query.where(tuple_(c.seq, c.nth) > tuple_(*after))
    return (await connection.execute(query.order_by(c.seq, c.nth).limit(limit))).all()
