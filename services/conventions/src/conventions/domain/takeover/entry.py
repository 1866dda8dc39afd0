"""A paper file before it is a convention: entered, returned, checked; a stream of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from mithaq.commands import person
from mithaq.events import Provenance
from mithaq.states import changed

from conventions.domain.core import rules as core
from conventions.domain.core.archived import ArchivedConvention
from conventions.domain.takeover import commands as c
from conventions.domain.takeover import events as e
from conventions.domain.takeover import rules
from conventions.domain.takeover.reading import taken_over


class EntryState(StrEnum):
    """Where a record stands before it is a convention."""

    WAITING = "waiting"
    RETURNED = "returned"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`entered_by` are all who ever typed it: none of them checks it, whatever was typed last."""

    record: ArchivedConvention | None = None
    revision: int = 0
    state: EntryState | None = None
    entered_by: frozenset[str] = field(default_factory=frozenset)
    last_by: str = ""
    reasons: tuple[str, ...] = ()


def stream_of(convention_id: UUID) -> str:
    return f"archived-{convention_id}"


def evolve(entry: Entry, event: e.EntryEvent, provenance: Provenance) -> Entry:
    match event:
        case e.ArchivedConventionEntered():
            by = person(provenance.by.id)
            return changed(
                entry,
                record=event.record,
                revision=event.revision,
                state=EntryState.WAITING,
                entered_by=entry.entered_by | {by},
                last_by=by,
                reasons=(),
            )
        case e.TakeOverReturned():
            return changed(entry, state=EntryState.RETURNED, reasons=event.reasons)
        case e.TakeOverChecked():
            return changed(entry, state=EntryState.CHECKED)
        case _:
            assert_never(event)


def decide(entry: Entry, command: c.TakeOverCommand) -> Sequence[e.EntryEvent]:
    rules.ensure_archives(None, command.caller)
    match command:
        case c.EnterArchivedConvention():
            return _enter(entry, command)
        case c.ReturnArchivedConvention():
            for reason in command.reasons or (None,):
                core.ensure_reason(reason)
            _ensure_waiting(entry, command.revision, command)
            return [
                e.TakeOverReturned(
                    convention_id=command.convention_id,
                    revision=entry.revision,
                    reasons=command.reasons,
                )
            ]
        case c.CheckArchivedConvention():
            _ensure_waiting(entry, command.revision, command)
            rules.ensure_another(entry.entered_by, command.caller, "record")
            return [e.TakeOverChecked(convention_id=command.convention_id, revision=entry.revision)]
        case _:
            assert_never(command)


def begun(entry: Entry, command: c.CheckArchivedConvention) -> e.ConventionTakenOver:
    """What begins the convention's own stream, once the record is checked."""
    if entry.record is None:
        raise TypeError("nothing was entered")
    told = taken_over(command.convention_id, entry.record, entry.last_by, _today(command))
    return replace(told, typed_by=tuple(sorted(entry.entered_by)))


def _enter(entry: Entry, command: c.EnterArchivedConvention) -> Sequence[e.EntryEvent]:
    """The same words while they wait change nothing; other words only after a return."""
    record = command.record
    if entry.state is EntryState.WAITING and entry.record == record:
        return []
    if entry.state not in (None, EntryState.RETURNED):
        raise rules.TakeOverNotWaiting(state=str(entry.state), command=type(command).__name__)
    taken_over(command.convention_id, record, command.caller.person, _today(command))
    return [
        e.ArchivedConventionEntered(
            convention_id=command.convention_id, revision=entry.revision + 1, record=record
        )
    ]


def _ensure_waiting(entry: Entry, revision: int, command: c.TakeOverCommand) -> None:
    if entry.state is not EntryState.WAITING:
        raise rules.TakeOverNotWaiting(state=str(entry.state), command=type(command).__name__)
    if revision != entry.revision:
        raise rules.TakeOverStale(revision=entry.revision, read=revision)


def _today(command: c.TakeOverCommand) -> date:
    return command.dating.recorded_on
