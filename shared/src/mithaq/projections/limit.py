"""The limit of parked streams at which a consumer stops: its projector is taken to be broken."""

from dataclasses import dataclass
from typing import Final

from mithaq.errors import MithaqError

MAX_PARKED_STREAMS: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetterLimit:
    """How many streams a consumer may park before it stops.

    Parking is for a few bad events. A projector broken by a bad release fails on every event.
    Without a limit such a release parks one stream after the other until the read model no longer
    changes, while its lag is 0: everything looks healthy, thousands of dead letters have to be
    replayed, and a rebuild switches to an empty table. With the limit the consumer stops at
    `max_parked` parked streams, its offset stays, and the growing lag shows.
    """

    max_parked: int = MAX_PARKED_STREAMS


DEFAULT_LIMIT: Final = DeadLetterLimit()


class ProjectorBroken(MithaqError):
    """A consumer has reached its limit of parked streams and the next event fails too.

    The batch is rolled back. The consumer continues by itself once a corrected release is deployed,
    or fewer streams are parked.
    """

    code = "projector-broken"

    def __init__(self, consumer: str, parked: int, reason: str) -> None:
        super().__init__(
            f"{consumer} has {parked} parked streams and would park another ({reason}): "
            "its projector is broken, not the events. Correct it and restart the service",
            consumer=consumer,
            parked=parked,
        )
        self.consumer, self.parked, self.reason = consumer, parked, reason
