"""The description of a reaction: which events it hears, and which commands follow from each."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from mithaq.commands import Accepted, Caller, Submission, system
from mithaq.events import Catalogue, Recorded
from mithaq.ids import derive

CALLER: Final[Caller] = system("reactions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A command that follows from an event: `target` tells it from the others of that event.

    `give` hands it to the service's application; it is called with the submission, whose id follows
    from the event, the reaction and the target.
    """

    target: str
    give: Callable[[Submission], Awaitable[Accepted | None]]


Follow = Callable[[Any, Recorded[Any]], Awaitable[Sequence[Wanted]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """Commands of ours that follow from other services' events.

    `follow` says for one event of `catalogue` which commands follow, given the service's `parts`;
    delivered again it may say others, since each is known by its target. A MithaqError of a command
    is a refusal: it is kept, and passed over. Any other error that is not transient parks the
    event's stream until an operator has it replayed, as with every consumer.
    """

    name: str
    catalogue: Catalogue[Any] | tuple[Catalogue[Any], ...]
    follow: Follow

    @property
    def key(self) -> str:
        """Its name among the service's consumers: commands are given once and have no revisions."""
        return self.name

    @property
    def catalogues(self) -> Sequence[Catalogue[Any]]:
        return self.catalogue if isinstance(self.catalogue, tuple) else (self.catalogue,)

    def submission(self, heard: Recorded[Any], target: str) -> Submission:
        """Always the same for the same event and target: given again, it changes nothing."""
        purpose = f"{self.name}/{target}"
        return Submission(
            caller=CALLER,
            command_id=derive(heard.event_id, purpose),
            fingerprint=hashlib.sha256(f"reaction/{heard.event_id}/{purpose}".encode()).digest(),
            correlation_id=heard.meta.correlation_id,
            causation_id=heard.event_id,
        )
