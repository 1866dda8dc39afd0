"""The states of notices and messages, and when a failed message is tried again."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from mithaq.trials import Figures

from notifications.domain.rules import NotRedeliverable


class State(StrEnum):
    """Of a notice: waiting, unaddressable, addressed, obsolete, stale. Of a message: the others.

    A message too may end as obsolete or stale, before it leaves. A notice is unaddressable after
    `LOOKS` looks: it still waits, and is told as soon as somebody may sign. `sending` is committed
    before the mail server is spoken to. Whoever finds it there later cannot know whether the
    message left: it becomes `unknown` and is never sent again by itself.
    """

    WAITING = "waiting"
    UNADDRESSABLE = "unaddressable"
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
    State.DUE: frozenset(
        {State.SENDING, State.DUE, State.FAILED, State.ERASED, State.OBSOLETE, State.STALE}
    ),
    State.SENDING: frozenset({State.SENT, State.UNKNOWN, State.DUE, State.FAILED}),
    State.UNKNOWN: frozenset({State.SENT}),
}
REDELIVERABLE: Final = frozenset({State.SENT, State.UNKNOWN, State.FAILED, State.STALE})

ATTEMPTS: Final = 20
LOOKS: Final = 12  # within about an hour
# A message about something that old would only puzzle: it is shown in the log and not sent.
STALE_AFTER: Final = timedelta(days=7)
_LONGEST: Final = timedelta(minutes=15)
_LONGEST_UNADDRESSED: Final = timedelta(days=1)
_SOONEST: Final = timedelta(milliseconds=50)
_LONGEST_UNREAD: Final = timedelta(seconds=30)


def wait_after(attempts: int) -> timedelta:
    """1 s, doubled after each failed attempt, never above a quarter of an hour."""
    return _doubled(attempts, _LONGEST)


def look_again_after(looks: int) -> timedelta:
    """The same for a notice without anyone to tell, up to a day.

    A confirmed mandate has its organisation's notices looked at at once. Looks are for what no
    event tells: a mandate that begins, a read model that was behind.
    """
    return _doubled(looks, _LONGEST_UNADDRESSED)


def read_again_after(waited: timedelta) -> timedelta:
    """For a notice ahead of what we read of its convention: as long again as it has waited."""
    return min(max(waited, _SOONEST), _LONGEST_UNREAD)


def _doubled(times: int, longest: timedelta) -> timedelta:
    return min(timedelta(seconds=2 ** min(times - 1, 20)), longest)


def is_stale(since: datetime, now: datetime) -> bool:
    """Whether what became known at that instant is too old to be told."""
    return now - since > STALE_AFTER


def ensure_redeliverable(state: State, recipient: UUID | None) -> None:
    """A person may have a finished message sent again; not one under way, and no notice."""
    if state not in REDELIVERABLE or recipient is None:
        raise NotRedeliverable(state=state.value)


def figures(state: State) -> Figures:
    """Of a message, for a trial."""
    return {"state": state.value}
