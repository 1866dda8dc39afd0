"""The description of a service's deadlines: what sets and cancels them, and what they command."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.commands import Accepted, Caller, Submission, system
from mithaq.deadlines.table import DeadlineTable, Gone, Row
from mithaq.events import Catalogue, Recorded
from mithaq.ids import derive as derive_id
from mithaq.morocco import day_in_morocco
from mithaq.projections import ReadModel
from mithaq.store import Signal

CALLER: Final[Caller] = system("deadlines")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDeadline:
    """Its stream has a deadline of this kind, for this part, at this moment.

    It replaces the one that stream, kind and part had: so a later event moves a deadline.
    """

    kind: str
    due_at: datetime
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelDeadline:
    """Its stream no longer has this deadline; without `part` or `kind`, none of them."""

    kind: str | None = None
    part: str | None = None


Change = SetDeadline | CancelDeadline


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A stored deadline. `deadline_id` follows from the event that set it (`cause`)."""

    deadline_id: UUID
    kind: str
    stream_id: str
    part: str
    due_at: datetime
    cause: UUID
    correlation_id: str

    @property
    def due_on(self) -> date:
        """The day in Morocco on which it falls due: the first one after a day that has ended."""
        return day_in_morocco(self.due_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A deadline that has fallen due, and `today`, the day in Morocco on which it runs.

    Its command is decided under the rules of today; `deadline.due_on` is for events that hold from
    the day on which it fell due, however late it runs.
    """

    deadline: Deadline
    today: date

    @property
    def submission(self) -> Submission:
        """Always the same for the same deadline, so a second one gets the first one's result."""
        deadline = self.deadline
        return Submission(
            caller=CALLER,
            command_id=deadline.deadline_id,
            fingerprint=hashlib.sha256(b"deadline" + deadline.deadline_id.bytes).digest(),
            correlation_id=deadline.correlation_id,
            causation_id=deadline.cause,
        )


Derive = Callable[[Recorded[Any]], Sequence[Change]]
Give = Callable[[Any, Due], Awaitable[Accepted | None]]


@dataclass(frozen=True, kw_only=True)
class Deadlines:
    """A service's deadlines.

    `derive` is pure: it says what one event of `catalogue` sets or cancels. `give` gives the
    command of a due one to the service's `parts`; a MithaqError is a refusal, which is kept and not
    tried again, any other error is tried again later. Where the state has moved on, nothing is
    appended, and `give` answers that or None: then the deadline is done. Raise `revision` when
    `derive` changes: the new release derives all deadlines again, and none that ran runs again.
    """

    catalogue: Catalogue[Any]
    derive: Derive
    give: Give
    revision: int = 1
    written: Signal = field(default_factory=Signal, init=False, compare=False)

    @cached_property
    def read_model(self) -> ReadModel:
        """The pending deadlines: a read model of the service's own events, rebuilt like others."""

        table = DeadlineTable(self.revision)

        async def project(connection: AsyncConnection, events: Sequence[Recorded[Any]]) -> None:
            changes = [(each, change) for each in events for change in self.derive(each)]
            if await table.write(connection, [_written(*each) for each in changes]):
                self.written.notify()

        return ReadModel(metadata=table.metadata, catalogue=self.catalogue, project=project)


def _written(recorded: Recorded[Any], change: Change) -> Row | Gone:
    if isinstance(change, CancelDeadline):
        return Gone(recorded.stream_id, change.kind, change.part)
    return Row(
        stream_id=recorded.stream_id,
        kind=change.kind,
        part=change.part,
        deadline_id=derive_id(recorded.event_id, f"{change.kind}/{change.part}"),
        due_at=change.due_at,
        cause=recorded.event_id,
        correlation_id=recorded.meta.correlation_id,
    )
