"""Paper files: their streams and the commands on them; checked, one begins a convention."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from mithaq.commands import Accepted, Submission
from mithaq.dating import ensure_dated
from mithaq.errors import NotFound
from mithaq.store import (
    Change,
    EventStore,
    Loaded,
    Outcome,
    StateCache,
    Streams,
    answered_once,
    append_to,
)

from conventions.catalogue import ENTRIES
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.event import Events
from conventions.domain.core.policy import Capacity
from conventions.domain.core.vocabulary import Instrument
from conventions.domain.envelopes.rules import FrameworkUnknown, NotAFramework
from conventions.domain.lifecycle import INITIAL
from conventions.domain.takeover import commands as c
from conventions.domain.takeover import entry
from conventions.domain.takeover.entry import Entry
from conventions.domain.takeover.events import ConventionTakenOver, EntryEvent
from conventions.domain.takeover.referring import named_by, paid_by
from conventions.domain.takeover.rules import ensure_archives
from conventions.enveloping import Enveloped

if TYPE_CHECKING:
    from conventions.application import Conventions


@dataclass(frozen=True, slots=True)
class PaperFiles:
    """The streams of paper files, until they are conventions."""

    entries: Streams[Entry, EntryEvent]

    @staticmethod
    def over(store: EventStore, cache: StateCache | None = None) -> "PaperFiles":
        return PaperFiles(Streams(store, ENTRIES, Entry(), entry.evolve, cache=cache))

    async def load(self, convention_id: UUID) -> Loaded[Entry]:
        return await self.entries.load(entry.stream_of(convention_id))


async def run(
    conventions: "Conventions", submission: Submission, command: c.TakeOverCommand
) -> Accepted:
    """Give a command on a paper file, once per idempotency key."""
    attempt = partial(_attempt, conventions, submission, command)
    return await answered_once(conventions.streams.store, submission, attempt)


async def _attempt(
    conventions: "Conventions", submission: Submission, command: c.TakeOverCommand
) -> Accepted:
    ensure_archives(None, command.caller)
    dating = command.dating
    ensure_dated(command.caller, dating, dating.on, allowed_days=conventions.backdating_days)
    known = await conventions.paper.load(command.convention_id)
    if known.state.record is None and not isinstance(command, c.EnterArchivedConvention):
        raise NotFound(convention=str(command.convention_id))
    request = submission.request(str(Capacity.OFFICE), dating.on, dating_reason=dating.reason)
    return await append_to(await _parts(conventions, known, command), request)


async def _parts(
    conventions: "Conventions", known: Loaded[Entry], command: c.TakeOverCommand
) -> Sequence[Change[Any, Any] | Enveloped]:
    stream = entry.stream_of(command.convention_id)
    lead = Change(
        conventions.paper.entries, stream, partial(entry.decide, command=command), known=known
    )
    match command:
        case c.EnterArchivedConvention(record=record):
            await _ensure_framework(conventions, record.outline.framework_id)
            named = named_by(command.convention_id, record, command.dating.recorded_on)
            return [lead, Change(conventions.beside.drafted, *named)]
        case c.CheckArchivedConvention():
            begun = entry.begun(known.state, command)
            return [lead, *_begin(conventions, begun)]
        case _:
            return [lead]


def _begin(
    conventions: "Conventions", begun: ConventionTakenOver
) -> Sequence[Change[Any, Any] | Enveloped]:
    """The convention's own stream, its bank references, and what it takes of an envelope."""
    initial: Absent | Convention = INITIAL
    outcome = Outcome(initial, initial)

    def decide(state: Absent | Convention) -> Events:
        return [begun] if isinstance(state, Absent) else []

    stream = f"convention-{begun.convention_id}"
    return [
        Change(conventions.streams, stream, decide, outcome=outcome, long=True),
        *(Change(conventions.beside.paid, *paid) for paid in paid_by(begun)),
        Enveloped(
            envelopes=conventions.beside.envelopes,
            read=partial(_read, conventions),
            current=conventions.registry.current,
            outcome=outcome,
            on=begun.in_force_on,
        ),
    ]


async def _read(conventions: "Conventions", convention_id: UUID) -> Absent | Convention:
    return (await conventions.streams.load(f"convention-{convention_id}")).state


async def _ensure_framework(conventions: "Conventions", framework_id: UUID | None) -> None:
    """What a paper is financed under is a framework that is here already, ended or not."""
    if framework_id is None:
        return
    found = await _read(conventions, framework_id)
    if isinstance(found, Absent):
        raise FrameworkUnknown(framework=str(framework_id))
    outline = found.terms.outline
    if outline.instrument != Instrument.FRAMEWORK:
        raise NotAFramework(framework=str(framework_id), reference=outline.reference)
