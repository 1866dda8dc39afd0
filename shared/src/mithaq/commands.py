"""The envelope of a command: its caller, idempotency key, expected version, and its result."""

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from mithaq.events.metadata import Actor, Metadata

__all__ = ["Accepted", "Caller", "Request", "Submission", "person"]


def person(subject: str) -> str:
    """A subject as it is compared with others: `Amina` and `amina` are one person."""
    return unicodedata.normalize("NFKC", subject).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """The authenticated caller: from a verified token, or one of our own services.

    Roles are `office` (the ministry's back office), `partner` (acts for its organisation),
    `approver` (gives the visa its organisation was asked for), `controller` (visas commitments),
    `accountant` (pays), `treasury` (the Treasury's network: with it a controller or accountant
    serves every organisation), `archivist` (dates facts far back), `auditor` (reads), `service`.
    """

    subject: str
    organisation: UUID | None = None
    roles: frozenset[str] = field(default_factory=frozenset)

    @property
    def person(self) -> str:
        """Who it is, for telling persons apart: two subjects that fold alike are one person."""
        return person(self.subject)

    def actor(self, capacity: str, instrument: str | None = None) -> Actor:
        """The caller in the form that events record."""
        return Actor(
            id=self.subject,
            organisation=str(self.organisation) if self.organisation else None,
            capacity=capacity,
            instrument=instrument,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request to change one stream (or a few), passed along with the command itself.

    A repeat with the same `command_id` gets the first result; `fingerprint` (SHA-256 of the
    content) distinguishes a repeat from another request with that id. `expected` is the version the
    caller saw; with None, only writers between load and append cause a conflict. `instrument` is
    the document that empowers the caller (see `Actor`); `dating_reason` why the command is dated
    far back.
    """

    command_id: UUID
    fingerprint: bytes
    caller: Caller
    capacity: str
    correlation_id: str
    effective_date: date
    causation_id: UUID | None = None
    expected: int | None = None
    instrument: str | None = None
    dating_reason: str | None = None

    def metadata(self) -> Metadata:
        return Metadata(
            actor=self.caller.actor(self.capacity, self.instrument),
            command_id=self.command_id,
            correlation_id=self.correlation_id,
            causation_id=self.causation_id,
            effective_date=self.effective_date,
            dating_reason=self.dating_reason,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A submitted command, before the caller's capacity is known.

    Created by HTTP, a schedule, a reaction to an event or a command line; for the fields see
    `Request`.
    """

    caller: Caller
    command_id: UUID
    fingerprint: bytes
    correlation_id: str
    expected: int | None = None

    def request(
        self,
        capacity: str,
        on: date,
        instrument: str | None = None,
        dating_reason: str | None = None,
    ) -> Request:
        """The request of a command given in this capacity and effective from this day."""
        return Request(
            command_id=self.command_id,
            fingerprint=self.fingerprint,
            caller=self.caller,
            capacity=capacity,
            correlation_id=self.correlation_id,
            effective_date=on,
            expected=self.expected,
            instrument=instrument,
            dating_reason=dating_reason,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The result of a command: its stream's new version and the position in the event store.

    If `repeated`, the command id had been accepted before and nothing was written this time.
    Position 0 means that nothing had to change; then the command id was not stored either.
    """

    stream_id: str
    version: int
    position: int
    repeated: bool = False
