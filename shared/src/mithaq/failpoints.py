"""Fail points: named points in the code where tests can inject a crash.

They do nothing unless the process itself arms one in code; no setting and no request can.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Final


class FailPoint(StrEnum):
    """Each comment says what is done, and what is not done yet, when the point is reached."""

    APPENDED = "append.committed"  # events are committed; the caller has no result yet
    SEQUENCED = "sequencer.extended"  # the log is extended; no reader is notified yet
    DERIVED = "derived.produced"  # Kafka acknowledged; the cursor is not moved yet
    PRODUCED = "relay.produced"  # Kafka acknowledged; the cursor is not moved yet
    PROJECTED = "read_model.written"  # own rows and progress are written, not committed
    CONSUMED = "consumer.written"  # rows and offsets are written, not committed
    ASSIGNED = "consumer.assigned"  # partitions are assigned; offsets are not sought yet
    SNAPSHOT = "snapshot.taken"  # a snapshot is written; this process has not noted it yet
    REBUILDING = "rebuild.batch"  # part of the shadow is filled
    SWITCHING = "rebuild.switching"  # the shadow is renamed, not committed
    DEADLINES_CLAIMED = "deadlines.claimed"  # due ones count as tried; no command is given yet
    DEADLINES_GIVEN = "deadlines.given"  # their commands are accepted; they are not marked done yet
    REACTED = "reaction.given"  # its commands are accepted; the offset is not moved yet


_armed: Final[dict[FailPoint, Callable[[], None]]] = {}


def arm(point: FailPoint, action: Callable[[], None]) -> None:
    """Run `action` whenever this process reaches the point; it need not return."""
    _armed[point] = action


def reach(point: FailPoint) -> None:
    """Run the point's action, if armed. Called by the kernel; otherwise costs a check of a dict."""
    if _armed and (action := _armed.get(point)) is not None:
        action()
