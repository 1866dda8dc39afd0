"""Every error the kernel and its services raise on purpose.

    MithaqError
    ├── RuleBroken            a rule of the domain refuses the command (one subclass per rule)
    │   └── Invalid           the input is invalid in any state (unknown territory, bad money)
    │       ├── EventTooLarge the resulting event exceeds the size limit
    │       └── DecisionNotFoldable the resulting event cannot be applied to the state
    ├── NotFound              no such thing, or the caller may not see it
    ├── Forbidden             the caller may see it, but not give this command
    ├── VersionConflict       the stream has changed since the caller read it
    ├── CommandReused         the same command id was used with other content
    ├── UnknownEventVersion   a known event in a version this code cannot read: stop, do not skip
    ├── MalformedEvent        bytes that do not decode: stored as a dead letter
    └── NotNow                nothing is wrong with the request: the same one later may pass
        ├── NotCaughtUp       a read model did not reach the requested position in time
        ├── ReadModelFilling  a read model of this release has not applied all there was yet
        └── EventHeld         other releases in use cannot read the event it would append

An error carries values, never prose for the user: `code` names the rule, `values` fill its text,
and the words are in the catalogues of the service's `texts/`, one folder a language.
One table at the HTTP edge maps class to status.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar, Self

__all__ = [
    "CommandReused",
    "DecisionNotFoldable",
    "EventHeld",
    "EventTooLarge",
    "Forbidden",
    "Invalid",
    "MalformedEvent",
    "MithaqError",
    "NotCaughtUp",
    "NotFound",
    "NotNow",
    "ReadModelFilling",
    "RuleBroken",
    "UnknownEventVersion",
    "Value",
    "VersionConflict",
    "ensure_none",
]

Value = str | int | None


class MithaqError(Exception):
    """The root of expected errors; each has a problem text for the user.

    A value may be a tuple of names or codes: `values` has them in one text, as JSON shows them, and
    `lists` one by one, as a sentence lists them in its language. Where several things are wrong,
    `findings` has each of them, the error itself among them, and `at` says where it was found.
    """

    code: ClassVar[str] = "error"

    def __init__(self, message: str = "", /, **values: Value | tuple[str, ...]) -> None:
        super().__init__(message or self.code)
        self.values: Mapping[str, Value] = {
            name: ", ".join(value) if isinstance(value, tuple) else value
            for name, value in values.items()
        }
        self.lists: Mapping[str, tuple[str, ...]] = {
            name: value for name, value in values.items() if isinstance(value, tuple)
        }
        self.at: Mapping[str, str | int] = {}
        self.findings: tuple[MithaqError, ...] = ()

    def found_at(self, **place: str | int) -> Self:
        """This error, of one place in what was handed in: a sheet, a row, a column."""
        self.at = place
        return self


def ensure_none(errors: Iterable[MithaqError]) -> None:
    """Raise the first of these errors, if there is any, with all of them as its findings."""
    found = tuple(errors)
    if found:
        found[0].findings = found
        raise found[0]


class RuleBroken(MithaqError):
    """A named rule refuses the command; nothing was changed."""

    code = "rule-broken"


class Invalid(RuleBroken):
    """The input is invalid, whatever the state."""

    code = "invalid"


class EventTooLarge(Invalid):
    """The event that the command would append exceeds the size limit."""

    code = "event-too-large"


class DecisionNotFoldable(Invalid):
    """What the command would record cannot be applied to the state: nothing could be read again."""

    code = "decision-not-foldable"


class NotFound(MithaqError):
    """No such thing, or none that this caller may see."""

    code = "not-found"


class Forbidden(MithaqError):
    """The caller may see the thing, but not give this command."""

    code = "forbidden"


class VersionConflict(MithaqError):
    """The stream is not at the version the writer expects; nothing was written."""

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

    Skipping it would lose an event, so its stream stops until newer code is deployed.
    """

    code = "unknown-event-version"


class MalformedEvent(MithaqError):
    """The bytes are not a valid event of the named type."""

    code = "malformed-event"


class NotNow(MithaqError):
    """Nothing is wrong with the request; who asks without a user behind them asks again."""

    code = "not-now"


class ReadModelFilling(NotNow):
    """Read models are being filled for the first time: what they would answer lacks rows.

    At least `percent` of what there is to apply has been applied.
    """

    code = "read-model-filling"


class EventHeld(NotNow):
    """The command would append an event that the former release cannot read; it still runs."""

    code = "event-held"


class NotCaughtUp(NotNow):
    """The read model did not reach the requested position within the time limit."""

    code = "not-caught-up"
