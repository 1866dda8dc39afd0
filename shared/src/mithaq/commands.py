"""The envelope of a command: its caller, idempotency key, expected version, and its result."""

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final
from uuid import UUID

from mithaq.events.metadata import Actor, Metadata

__all__ = ["OURS", "SYSTEM", "Accepted", "Caller", "Request", "Submission", "person", "system"]

SYSTEM: Final = "system"
OURS: Final = "mithaq:"  # how the subjects of our own callers begin; no token has such a subject


@lru_cache(maxsize=4_096)
def person(subject: str) -> str:
    """A subject as it is compared with others: `Amina` and `amina` are one person."""
    return unicodedata.normalize("NFKC", subject).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """The authenticated caller: from a verified token, or one of our own services.

    Roles are `office` (the ministry's back office), `partner` (acts for its organisation),
    `approver` (gives the visa its organisation was asked for), `controller` (visas commitments),
    `accountant` (pays), `treasury` (the Treasury's network: with it a controller or accountant
    serves every organisation), `archivist` (dates facts far back), `auditor` (reads), `service`;
    and `system`, which no token grants: our own deadlines and reactions (see `system`).

    `also` are the other entries of its organisation, where that was registered twice and merged: no
    token says so, the service knows it from partners.
    """

    subject: str
    organisation: UUID | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    also: frozenset[UUID] = frozenset()

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


def system(part: str) -> Caller:
    """One of our own parts as a caller, such as `deadlines`: what it may do is in the tables."""
    return Caller(subject=f"{OURS}{part}", roles=frozenset({SYSTEM}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request to change one stream (or a few), passed along with the command itself.

    A repeat with the same `command_id` gets the first result; `fingerprint` (SHA-256 of the
    content) distinguishes a repeat from another request with that id. `expected` is the version the
    caller saw; with None, only writers between load and append cause a conflict. `instrument` is
    the document that empowers the caller (see `Actor`); `dating_reason` why the command is dated
    far back. With `dry_run` the command is tried and nothing is recorded (see `mithaq.trials`).
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
    dry_run: bool = False

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

    What every service's application takes, whoever made it: HTTP, a deadline, a reaction to an
    event, a command line. For the fields see `Request`.
    """

    caller: Caller
    command_id: UUID
    fingerprint: bytes
    correlation_id: str
    causation_id: UUID | None = None
    expected: int | None = None
    dry_run: bool = False

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
            causation_id=self.causation_id,
            expected=self.expected,
            instrument=instrument,
            dating_reason=dating_reason,
            dry_run=self.dry_run,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The result of a command: its stream's new version and the position in the event store.

    If `repeated`, the command id had been accepted before and nothing was written this time.
    Position 0 means that nothing had to change: what is read of the stream's version is enough.
    """

    stream_id: str
    version: int
    position: int
    repeated: bool = False
