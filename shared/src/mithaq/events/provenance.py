"""Who made an event happen and from when it holds: what `evolve` sees beside the event."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from mithaq.events.metadata import Actor


class Provenance(Protocol):
    """Stored, new and recorded events have one; it is decoded only when somebody looks."""

    @property
    def by(self) -> Actor:
        """Who gave the command that led to the event."""
        ...

    @property
    def effective_date(self) -> date:
        """From when the event holds; when it was recorded is another matter."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A provenance made by hand: for tests, and for decisions that fold their own events."""

    by: Actor
    effective_date: date
