"""How many streams may be parked before it is no longer the events' fault."""

from dataclasses import dataclass
from typing import Final

from mithaq.errors import MithaqError

MAX_PARKED_STREAMS: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetterLimit:
    """Parking is for a few odd events. A projector that a bad release broke fails on all of them.

    Without a limit such a release buries one stream after the other until every stream of the
    service is parked and its read model stands still behind a lag of nothing: all looks well,
    thousands of letters have to be replayed, and a rebuild switches to an empty table. With it the
    consumer stops at `max_parked` parked streams, its place waits, and the lag shows.
    """

    max_parked: int = MAX_PARKED_STREAMS


DEFAULT_LIMIT: Final = DeadLetterLimit()


class ProjectorBroken(MithaqError):
    """A consumer has parked as many streams as it may and the next event fails too.

    Nothing of the batch is kept. The consumer goes on by itself once its code is mended and
    deployed, or fewer streams are parked.
    """

    code = "projector-broken"

    def __init__(self, consumer: str, parked: int, reason: str) -> None:
        super().__init__(
            f"{consumer} has {parked} parked streams and would park another ({reason}): "
            "its projector is broken, not the events. Mend it and start the service again",
            consumer=consumer,
            parked=parked,
        )
        self.consumer, self.parked, self.reason = consumer, parked, reason
