"""An in-memory event store for tests; it passes the same contract tests as PostgreSQL's."""

from collections.abc import Sequence
from uuid import UUID

from mithaq.commands import Accepted
from mithaq.errors import CommandReused, VersionConflict
from mithaq.store.contract import Stored, Write


class InMemoryEventStore:
    """`EventStore` that keeps nothing beyond the process; one event loop only."""

    def __init__(self) -> None:
        self._streams: dict[str, list[Stored]] = {}
        self._commands: dict[UUID, tuple[Accepted, bytes]] = {}
        self._position = 0

    @property
    def count(self) -> int:
        """The total number of events."""
        return self._position

    @property
    def commands(self) -> int:
        """The number of used command ids."""
        return len(self._commands)

    async def load(
        self, stream_id: str, after: int = 0, limit: int | None = None
    ) -> Sequence[Stored]:
        return self._streams.get(stream_id, [])[after:][:limit]

    async def append(
        self, writes: Sequence[Write], command_id: UUID, fingerprint: bytes
    ) -> Accepted:
        first = writes[0]
        if command_id in self._commands:
            raise VersionConflict(first.stream_id, first.expected)
        if len({write.stream_id for write in writes}) < len(writes):
            raise VersionConflict(first.stream_id, first.expected)
        for write in writes:
            if len(self._streams.get(write.stream_id, [])) != write.expected:
                raise VersionConflict(write.stream_id, write.expected)
        for write in writes:
            self._streams.setdefault(write.stream_id, []).extend(
                Stored(write.expected + nth, new.type, new.schema, new.data, new.meta)
                for nth, new in enumerate(write.events, start=1)
            )
            self._position += len(write.events)
        result = Accepted(
            stream_id=first.stream_id,
            version=first.expected + len(first.events),
            position=self._position,
        )
        self._commands[command_id] = (result, fingerprint)
        return result

    async def unchanged(
        self, seen: Sequence[Write], command_id: UUID, fingerprint: bytes
    ) -> Accepted:
        first = seen[0]
        moved = (len(self._streams.get(write.stream_id, [])) != write.expected for write in seen)
        if command_id in self._commands or any(moved):
            raise VersionConflict(first.stream_id, first.expected)
        result = Accepted(stream_id=first.stream_id, version=first.expected, position=0)
        self._commands[command_id] = (result, fingerprint)
        return result

    async def accepted(self, command_id: UUID, fingerprint: bytes) -> Accepted | None:
        if command_id not in self._commands:
            return None
        result, first_fingerprint = self._commands[command_id]
        if first_fingerprint != fingerprint:
            raise CommandReused(command=str(command_id))
        return Accepted(
            stream_id=result.stream_id,
            version=result.version,
            position=result.position,
            repeated=True,
        )
