"""What comes with every command: who gives it, under which key, having seen which version."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from mithaq.events.metadata import Actor, Metadata

__all__ = ["Accepted", "Caller", "Request", "Submission"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks, as a verified token (or a service of ours) says.

    Roles are `office` (the ministry's back office), `partner` (acts for its organisation),
    `controller` (grants visas), `accountant` (pays), `auditor` (reads) and `service`.
    """

    subject: str
    organisation: UUID | None = None
    roles: frozenset[str] = field(default_factory=frozenset)

    def actor(self, capacity: str, instrument: str | None = None) -> Actor:
        """The caller as events name them."""
        return Actor(
            id=self.subject,
            organisation=str(self.organisation) if self.organisation else None,
            capacity=capacity,
            instrument=instrument,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One wish to change one stream (or a few), carried beside the command itself.

    `command_id` makes a repeat answer the first result; `fingerprint` (SHA-256 of what was asked)
    tells a repeat from another request under the same id. `expected` is the version the caller saw;
    None leaves the guard to the version loaded for the decision. `instrument` is the paper that
    empowers the caller (see `Actor`).
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

    def metadata(self) -> Metadata:
        return Metadata(
            actor=self.caller.actor(self.capacity, self.instrument),
            command_id=self.command_id,
            correlation_id=self.correlation_id,
            causation_id=self.causation_id,
            effective_date=self.effective_date,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A command as it was handed in, before anybody knows in which capacity it is given.

    HTTP, a schedule, a reaction to an event or a command line makes one; for what its fields mean
    see `Request`.
    """

    caller: Caller
    command_id: UUID
    fingerprint: bytes
    correlation_id: str
    expected: int | None = None

    def request(self, capacity: str, on: date, instrument: str | None = None) -> Request:
        """What goes with the command: given in this capacity, holding from this day."""
        return Request(
            command_id=self.command_id,
            fingerprint=self.fingerprint,
            caller=self.caller,
            capacity=capacity,
            correlation_id=self.correlation_id,
            effective_date=on,
            expected=self.expected,
            instrument=instrument,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The first result of a command: what its stream is at since, and where that is in the store.

    `repeated` tells that this command id had been accepted before and nothing was written now.
    Position 0 tells that nothing had to change: then the command id was not kept either.
    """

    stream_id: str
    version: int
    position: int
    repeated: bool = False
