"""An event store as its callers see it, in words that can be compared."""

from collections.abc import Callable
from uuid import UUID

from mithaq.commands import Accepted, Request
from mithaq.errors import CommandReused, VersionConflict
from mithaq.store import Change, EventStore, Streams, append_to
from mithaq.testing.counter import Counted, catalogue

Numbers = tuple[int, ...]
Outcome = tuple[str, object, object]


class Side:
    """One store, as two processes with small caches see it."""

    def __init__(self, store: EventStore) -> None:
        self.store = store
        self.processes = [
            Streams[Numbers, Counted](
                store, catalogue(), (), lambda past, event: (*past, event.by), cache_size=2
            )
            for _ in range(2)
        ]
        self.first_positions: dict[UUID, int] = {}

    async def command(
        self, process: int, changes: list[tuple[str, Numbers]], asked: Request
    ) -> Outcome:
        streams = self.processes[process]
        parts = [Change(streams, stream, counting(numbers)) for stream, numbers in changes]
        try:
            accepted = await append_to(parts, asked)
        except VersionConflict as conflict:
            return ("conflict", conflict.stream_id, conflict.current)
        except CommandReused:
            return ("reused", None, None)
        self._check_position(asked.command_id, accepted)
        return (
            "repeated" if accepted.repeated else "accepted",
            accepted.stream_id,
            accepted.version,
        )

    def _check_position(self, command: UUID, accepted: Accepted) -> None:
        if accepted.position:
            last = max(self.first_positions.values(), default=0)
            first = self.first_positions.setdefault(command, accepted.position)
            assert accepted.position == first
            assert accepted.repeated or accepted.position > last


def counting(numbers: Numbers) -> Callable[[Numbers], list[Counted]]:
    return lambda _: [Counted(by=number) for number in numbers]
