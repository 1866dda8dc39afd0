"""What a life leaves behind: who gave which command on which days, and what came of it."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.event import ConventionEvent
from mithaq.commands import Caller


@dataclass(frozen=True, slots=True)
class Recorded:
    """An accepted command with its events; `on` is the effective date that the log keeps."""

    command: ConventionCommand
    events: tuple[ConventionEvent, ...]
    on: date

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
