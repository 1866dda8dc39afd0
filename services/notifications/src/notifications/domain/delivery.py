"""The states of notices and messages, and when a failed message is tried again."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Final

from notifications.domain.rules import NotRedeliverable


class State(StrEnum):
    """Of a notice: waiting, addressed, obsolete, stale. Of a message: the others.

    `sending` is committed before the mail server is spoken to. Whoever finds it there later cannot
    know whether the message left: it becomes `unknown` and is never sent again by itself.
    """

    WAITING = "waiting"
    ADDRESSED = "addressed"
    OBSOLETE = "obsolete"
    STALE = "stale"
    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"
    ERASED = "erased"


# From -> to, for messages. Nothing but a person's command leaves sent, unknown or failed.
MOVES: Final[Mapping[State, frozenset[State]]] = {
    State.DUE: frozenset({State.SENDING, State.DUE, State.FAILED, State.ERASED, State.OBSOLETE}),
    State.SENDING: frozenset({State.SENT, State.UNKNOWN, State.DUE, State.FAILED}),
    State.UNKNOWN: frozenset({State.SENT}),
}
REDELIVERABLE: Final = frozenset({State.SENT, State.UNKNOWN, State.FAILED})

ATTEMPTS: Final = 20
_LONGEST: Final = timedelta(minutes=15)
_LONGEST_UNADDRESSED: Final = timedelta(seconds=30)


def wait_after(attempts: int) -> timedelta:
    """1 s, doubled after each failed attempt, never above a quarter of an hour."""
    return min(timedelta(seconds=2 ** min(attempts - 1, 20)), _LONGEST)


def look_again_after(looks: int) -> timedelta:
    """The same for a notice without anyone to tell, but soon: a look costs two queries."""
    return min(wait_after(looks), _LONGEST_UNADDRESSED)


def ensure_redeliverable(state: State) -> None:
    """A person may have a finished message sent again; not one that is still under way."""
    if state not in REDELIVERABLE:
        raise NotRedeliverable(state=state.value)
