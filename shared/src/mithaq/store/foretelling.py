"""What the events for one stream would change, told to whoever only tries the command."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from mithaq.events import Catalogue
from mithaq.store.contract import Write
from mithaq.trials import Describe, Trial, TriedEvent, changes

S = TypeVar("S")
Openings = Callable[[S], frozenset[str]]  # the names of the commands that a state leaves open


@dataclass(frozen=True, slots=True)
class Foretelling(Generic[S]):
    """The events for one stream, and its state before and after them.

    `figures` are what a service tells of a state; `openings` what it leaves open to the caller,
    where the service tells that.
    """

    write: Write
    before: S
    after: S
    figures: Describe[S]
    catalogue: Catalogue[Any]
    openings: Openings[S] | None

    def trial(self) -> Trial:
        if not self.write.events:
            return Trial()
        return Trial(
            events=self._events(),
            changes=changes(self.figures(self.before), self.figures(self.after)),
            opens=self._open(self.after, self.before),
            closes=self._open(self.before, self.after),
        )

    def _events(self) -> list[TriedEvent]:
        return [
            TriedEvent(
                stream_id=self.write.stream_id,
                version=self.write.expected + nth,
                type=new.type,
                data=new.data,
                amounts=self.catalogue.amounts,
            )
            for nth, new in enumerate(self.write.events, start=1)
        ]

    def _open(self, here: S, not_there: S) -> list[str]:
        if self.openings is None:
            return []
        return sorted(self.openings(here) - self.openings(not_there))
