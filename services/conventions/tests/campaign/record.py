"""What a life leaves behind: who gave which command on which days, and what came of it.

A life is of one convention, or of a framework and the conventions under it: then their commands
stand in one record, in the order in which they were given.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.event import ConventionEvent
from conventions.domain.envelopes.events import EnvelopeEvents
from mithaq.commands import Caller


@dataclass(frozen=True, slots=True)
class Recorded:
    """An accepted command with its events, and those of the envelope that it moved.

    `on` is the effective date that the log keeps of all of them.
    """

    command: ConventionCommand
    events: tuple[ConventionEvent, ...]
    on: date
    envelope: tuple[EnvelopeEvents, ...] = ()

    @property
    def convention_id(self) -> UUID:
        return self.command.convention_id

    @property
    def caller(self) -> Caller:
        return self.command.caller

    @property
    def person(self) -> str:
        return folded(self.caller.subject)

    @property
    def recorded_on(self) -> date:
        return self.command.recorded_on


Record = Sequence[Recorded]
Faults = Iterator[str]


def folded(subject: str) -> str:
    """Who it is: said again here, so that the kernel is not its own judge."""
    return unicodedata.normalize("NFKC", subject).casefold()


def told(record: Record) -> Iterator[tuple[Recorded, ConventionEvent]]:
    return ((entry, event) for entry in record for event in entry.events)


def by_convention(record: Record) -> Mapping[UUID, Record]:
    """The record of each convention alone."""
    found: dict[UUID, list[Recorded]] = {}
    for entry in record:
        found.setdefault(entry.convention_id, []).append(entry)
    return found
