"""What an event said calls for somebody, until another event says that it was done.

`ALERTING` is the table: by event, which alerts it raises or ends. Whatever else an event can raise
is a line of it; what follows from the day it is read on is `alerts.py`'s.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import ModelTables, ReadModel
from mithaq.projections.rows import Key, Row, delete_rows, write_rows
from sqlalchemy import Column, Date, Index, Table, Text, Uuid, delete
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.catalogue import CATALOGUE
from conventions.domain.committees import events as committees
from conventions.domain.conditions.events import ConditionFailed
from conventions.domain.core.event import ConventionEvent
from conventions.domain.ending import events as ending
from conventions.domain.signatures import events as signatures


class Raised(StrEnum):
    """Alerts that events raise and end."""

    NEVER_ACTIVATED = "never_activated"
    COMMITTEE_NEVER_MET = "committee_never_met"
    COMMITTEE_OVERDUE = "committee_overdue"
    DECISION_OVERDUE = "decision_overdue"


# `part` is what it is about: a committee, a decision. `organisation_id` is who is to act.
metadata = ModelTables("raised_alerts", revision=1)
raised = Table(
    "raised_alert",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("part", Text(collation="C"), primary_key=True),
    Column("since", Date, nullable=False),
    Column("organisation_id", Uuid),
    Index("raised_alert_by_kind", "kind", "since", "convention_id"),
)
# Whether an alert of this kind, on this part, is there from the event on: since when and for whom.
Told = tuple[Raised, str, tuple[date, UUID | None] | None]


def _overdue(event: committees.CommitteeOverdue) -> Iterator[Told]:
    kind = Raised.COMMITTEE_OVERDUE if event.times else Raised.COMMITTEE_NEVER_MET
    yield kind, event.committee, (event.due_by, None)


def _met(event: committees.MinutesConfirmed) -> Iterator[Told]:
    if event.meets_again_by is not None:
        yield Raised.COMMITTEE_NEVER_MET, event.committee, None
        yield Raised.COMMITTEE_OVERDUE, event.committee, None


def _undone(event: committees.DecisionOverdue) -> Iterator[Told]:
    yield Raised.DECISION_OVERDUE, event.decision, (event.due_by, event.carried_out_by)


def _done(event: committees.DecisionCarriedOut | committees.DecisionDropped) -> Iterator[Told]:
    yield Raised.DECISION_OVERDUE, event.decision, None


def _idle(event: signatures.ConventionNotActivated) -> Iterator[Told]:
    yield Raised.NEVER_ACTIVATED, "", (event.expected_by, None)


def _active(_: signatures.ConventionEnteredIntoForce) -> Iterator[Told]:
    yield Raised.NEVER_ACTIVATED, "", None


ALERTING: Final[Mapping[type[ConventionEvent], Callable[[Any], Iterator[Told]]]] = MappingProxyType(
    {
        committees.CommitteeOverdue: _overdue,
        committees.MinutesConfirmed: _met,
        committees.DecisionOverdue: _undone,
        committees.DecisionCarriedOut: _done,
        committees.DecisionDropped: _done,
        signatures.ConventionNotActivated: _idle,
        signatures.ConventionEnteredIntoForce: _active,
    }
)
# Whatever was raised before needs nobody any more.
ENDING: Final = (
    ConditionFailed,
    ending.ConventionCompleted,
    ending.ConventionTerminated,
    ending.TerminationPronounced,
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[ConventionEvent]]) -> None:
    """Insert or delete the rows that a batch touches: later events win."""
    last: dict[Key, Row | None] = {}
    ended: set[UUID] = set()
    for recorded in events:
        event = recorded.event
        if isinstance(event, ENDING):
            ended.add(event.convention_id)
            last = {key: row for key, row in last.items() if key[0] != event.convention_id}
        else:
            last |= dict(_rows(event))
    if ended:
        await connection.execute(delete(raised).where(raised.c.convention_id.in_(ended)))
    there = {key: row for key, row in last.items() if row is not None}
    await write_rows(connection, raised, there)
    await delete_rows(connection, raised, last.keys() - there.keys())


def _rows(event: ConventionEvent) -> Iterator[tuple[Key, Row | None]]:
    for kind, part, held in ALERTING[type(event)](event):
        key = (event.convention_id, str(kind), part)
        row: Row | None = None
        if held is not None:
            since, organisation = held
            names = ("convention_id", "kind", "part")
            row = dict(zip(names, key, strict=True)) | {
                "since": since,
                "organisation_id": organisation,
            }
        yield key, row


_Heard = (
    committees.CommitteeOverdue
    | committees.MinutesConfirmed
    | committees.DecisionOverdue
    | committees.DecisionCarriedOut
    | committees.DecisionDropped
    | signatures.ConventionNotActivated
    | signatures.ConventionEnteredIntoForce
    | ConditionFailed
    | ending.ConventionCompleted
    | ending.ConventionTerminated
    | ending.TerminationPronounced
)
RAISED_ALERTS = ReadModel(
    metadata=metadata,
    catalogue=CATALOGUE.only(_Heard),
    project=project,
)
