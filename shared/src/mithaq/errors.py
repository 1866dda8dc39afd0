"""Every error the kernel and its services raise on purpose.

    MithaqError
    ├── RuleBroken            a rule of the domain refuses the command (one subclass a rule)
    │   └── Invalid           what was sent has no meaning here (unknown territory, bad money)
    │       └── EventTooLarge what would have to be kept is more than one event may hold
    ├── NotFound              no such thing, or not yours to see
    ├── Forbidden             you may see it; this command is not yours to give
    ├── VersionConflict       the stream moved on since you read it
    ├── CommandReused         the same command id came with other content
    ├── UnknownEventVersion   a known event in a version we cannot read: stop, do not skip
    ├── MalformedEvent        bytes that do not decode: to the dead letters
    └── NotCaughtUp           a read model did not reach the asked position in time

An error carries values, never prose for the user: `code` names the rule, `values` fill its text,
and the texts in French, Arabic and English live beside each other in the service's `problems.py`.
One table at the HTTP edge maps class to status.
"""

from collections.abc import Mapping
from typing import ClassVar

__all__ = [
    "CommandReused",
    "EventTooLarge",
    "Forbidden",
    "Invalid",
    "MalformedEvent",
    "MithaqError",
    "NotCaughtUp",
    "NotFound",
    "RuleBroken",
    "UnknownEventVersion",
    "Value",
    "VersionConflict",
]

Value = str | int | None


class MithaqError(Exception):
    """The root: everything below is expected and has an answer for the user."""

    code: ClassVar[str] = "error"

    def __init__(self, message: str = "", /, **values: Value) -> None:
        super().__init__(message or self.code)
        self.values: Mapping[str, Value] = values


class RuleBroken(MithaqError):
    """A named rule refuses; nothing was changed."""

    code = "rule-broken"


class Invalid(RuleBroken):
    """What was sent cannot mean anything here, whatever the state."""

    code = "invalid"


class EventTooLarge(Invalid):
    """The event that follows from the command exceeds what every later reader can carry."""

    code = "event-too-large"


class NotFound(MithaqError):
    """No such thing, or none that this caller may know of."""

    code = "not-found"


class Forbidden(MithaqError):
    """The caller may see the thing but not give this command."""

    code = "forbidden"


class VersionConflict(MithaqError):
    """The stream is not at the version the writer saw; nothing was written."""

    code = "version-conflict"

    def __init__(self, stream_id: str, expected: int, current: int | None = None) -> None:
        super().__init__(
            f"{stream_id} is not at version {expected}",
            stream=stream_id,
            expected=expected,
            current=current,
        )
        self.stream_id, self.expected, self.current = stream_id, expected, current


class CommandReused(MithaqError):
    """The idempotency key was already used with another request."""

    code = "idempotency-key-reused"


class UnknownEventVersion(MithaqError):
    """A known event type in a version this code cannot read.

    Skipping it would lose a fact, so its stream stops until newer code is deployed.
    """

    code = "unknown-event-version"


class MalformedEvent(MithaqError):
    """The bytes are not the event their name promises."""

    code = "malformed-event"


class NotCaughtUp(MithaqError):
    """The read model did not reach the asked position within the bound."""

    code = "not-caught-up"
