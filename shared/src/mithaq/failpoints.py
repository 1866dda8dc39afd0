"""The places where a crash would hurt most, named so that a test can let one happen exactly there.

Nothing happens at them unless the process itself armed one: no setting and no request can.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Final


class FailPoint(StrEnum):
    """What is done, and what is not done yet, when the point is reached."""

    APPENDED = "append.committed"  # the events are committed; the caller was not told
    SEQUENCED = "sequencer.extended"  # the log is longer; nobody was woken
    PRODUCED = "relay.produced"  # Kafka acknowledged; the cursor stands where it was
    PROJECTED = "read_model.written"  # own rows and place written, not committed
    CONSUMED = "consumer.written"  # foreign rows and places written, not committed
    ASSIGNED = "consumer.assigned"  # partitions were given in a rebalance; no place is sought yet
    REBUILDING = "rebuild.batch"  # a part of the shadow is filled
    SWITCHING = "rebuild.switching"  # the shadow has the live name, not committed


_armed: Final[dict[FailPoint, Callable[[], None]]] = {}


def arm(point: FailPoint, action: Callable[[], None]) -> None:
    """Have `action` done whenever this process comes by; it may not return."""
    _armed[point] = action


def reach(point: FailPoint) -> None:
    """Called by the kernel where the point lies; costs a look into an empty dict."""
    if _armed and (action := _armed.get(point)) is not None:
        action()
