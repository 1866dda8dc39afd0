"""What follows in the consuming service: a reaction to some events, and its deadline.

A reaction appends an event to the stream `echo-<stream>`; that sets a deadline, due at once, which
appends another event to the same stream and so cancels it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from mithaq.commands import Accepted, Submission
from mithaq.deadlines import CancelDeadline, Change, Deadlines, Due, SetDeadline
from mithaq.events import Recorded
from mithaq.reactions import Reaction, Wanted
from mithaq.store import Database, PostgresEventStore, Signal, Streams
from mithaq.testing.counter import Counted, catalogue, evolve

from tests.crash.world import SOURCE

DAY: Final = date(2024, 5, 17)
ECHO, SETTLE = "echo", "settle"
_SETTLED: Final = "settled:"
_ONE_IN: Final = 5
_ECHOES: Final = catalogue("ma.mithaq.echoes")


def is_answered(event_id: str) -> bool:
    """Whether the reaction has something to do for this event."""
    return UUID(event_id).int % _ONE_IN == 0


def is_settled(note: str) -> bool:
    """Whether this is the note of a deadline's event, rather than a reaction's."""
    return note.startswith(_SETTLED)


@dataclass(frozen=True, slots=True)
class Echoes:
    """The consuming service's application."""

    streams: Streams[int, Counted]

    @staticmethod
    def over(database: Database, appended: Signal) -> "Echoes":
        return Echoes(Streams(PostgresEventStore(database.pool, appended), _ECHOES, 0, evolve))

    async def append(self, stream: str, event: Counted, submission: Submission) -> Accepted:
        return await self.streams.run(stream, lambda _: [event], submission.request("system", DAY))


async def _follow(echoes: Echoes, heard: Recorded[Counted]) -> Sequence[Wanted]:
    if not is_answered(str(heard.event_id)):
        return []
    event = Counted(by=heard.event.by, note=str(heard.event_id))
    stream = f"echo-{heard.stream_id}"
    return [Wanted(target=ECHO, give=partial(echoes.append, stream, event))]


def _derive(recorded: Recorded[Counted]) -> Sequence[Change]:
    note = recorded.event.note
    if is_settled(note):
        return [CancelDeadline(kind=SETTLE, part=note.removeprefix(_SETTLED))]
    part = str(recorded.event_id)
    return [SetDeadline(kind=SETTLE, part=part, due_at=recorded.recorded_at)]


async def _settle(echoes: Echoes, due: Due) -> Accepted:
    event = Counted(by=0, note=f"{_SETTLED}{due.deadline.part}")
    return await echoes.append(due.deadline.stream_id, event, due.submission)


REACTION: Final = Reaction(name=ECHO, catalogue=catalogue(SOURCE), follow=_follow)
DEADLINES: Final = Deadlines(catalogue=_ECHOES, derive=_derive, give=_settle)
