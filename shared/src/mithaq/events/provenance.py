"""Provenance: the actor and effective date of an event, which `evolve` gets beside the event."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from mithaq.events.metadata import Actor


class Provenance(Protocol):
    """Stored, new and recorded events have it; it is decoded only when it is used."""

    @property
    def by(self) -> Actor:
        """Who gave the command that led to the event."""
        ...

    @property
    def effective_date(self) -> date:
        """The day from which the event takes effect, not the time of recording."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A plain provenance, for tests and for decisions that apply `evolve` to their own events."""

    by: Actor
    effective_date: date
