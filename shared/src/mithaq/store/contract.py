"""The `EventStore` protocol and its values: what every implementation promises."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from mithaq.commands import Accepted
from mithaq.errors import EventTooLarge
from mithaq.events import Actor, decode_origin

# Data and metadata of one event, in bytes of UTF-8. A topic takes 4 MiB per batch: a larger event
# would block the relay for ever, so it is refused before anything is stored.
MAX_EVENT_BYTES: Final = 2 * 1024 * 1024
_UTF8_BYTES: Final = 4  # of one character at most


class NewEvent(NamedTuple):
    """An encoded event to append; `data` and `meta` are canonical JSON."""

    event_id: UUID
    type: str
    schema: int
    data: str
    meta: str

    def ensure_fits(self) -> None:
        """Raises EventTooLarge above MAX_EVENT_BYTES; short texts are not encoded to find out."""
        if (len(self.data) + len(self.meta)) * _UTF8_BYTES <= MAX_EVENT_BYTES:
            return
        size = len(self.data.encode()) + len(self.meta.encode())
        if size > MAX_EVENT_BYTES:
            raise EventTooLarge(event=self.type, size=size, limit=MAX_EVENT_BYTES)

    @property
    def by(self) -> Actor:
        return decode_origin(self.meta).by

    @property
    def effective_date(self) -> date:
        return decode_origin(self.meta).effective_date


class Stored(NamedTuple):
    """An event as loaded from a stream, still encoded."""

    version: int
    type: str
    schema: int
    data: str
    meta: str

    @property
    def by(self) -> Actor:
        return decode_origin(self.meta).by

    @property
    def effective_date(self) -> date:
        return decode_origin(self.meta).effective_date


class Write(NamedTuple):
    """Events to append to one stream, whose version must be `expected` (0: it must not exist)."""

    stream_id: str
    expected: int
    events: Sequence[NewEvent]

    @property
    def size(self) -> int:
        """The number of characters of data and metadata."""
        size = 0
        for new in self.events:
            size += len(new.data) + len(new.meta)
        return size


class EventStore(Protocol):
    """Appends all or nothing, once per command id, with optimistic concurrency control.

    A command id is used once, whether events came of it or nothing had to change.
    """

    async def load(
        self, stream_id: str, after: int = 0, limit: int | None = None
    ) -> Sequence[Stored]:
        """The stream's events with a version above `after`, in order; `limit` of them at most."""
        ...

    async def append(
        self, writes: Sequence[Write], command_id: UUID, fingerprint: bytes
    ) -> Accepted:
        """Write every event of every stream, or nothing.

        The result names the first stream. Raises VersionConflict if a stream is not at its expected
        version or if `command_id` was accepted before (see `accepted`).
        """
        ...

    async def unchanged(
        self, seen: Sequence[Write], command_id: UUID, fingerprint: bytes
    ) -> Accepted:
        """Remember that this command had nothing to append to these streams at these versions.

        The result names the first, at position 0. Raises VersionConflict if a stream is at another
        version or if `command_id` was accepted before: then nothing is remembered.
        """
        ...

    async def accepted(self, command_id: UUID, fingerprint: bytes) -> Accepted | None:
        """The first result of this command; None if it was never accepted.

        Raises CommandReused if it was accepted with another fingerprint.
        """
        ...
