"""What time alone told of a convention."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.events import Open
from mithaq.money import Money

from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.lateness import Age, LateKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePart:
    """What of a tranche waits, for whom, and since when; `owed_by` nobody where it is blocked.

    `unmet` are the conditions of release that block it.
    """

    kind: Open[LateKind]
    amount: Money
    owed_by: tuple[UUID, ...]
    since: date
    unmet: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheOverdue(ConventionEvent):
    """A tranche was due on `due_on`, and more than `over_days` days later it is not settled.

    Told with 0 once its due day is over, then beyond 30, 60, 90 and 180 days, each once; and
    `again` where a payment of it was taken back since. The next mark is reached `look_again_on`.
    """

    tranche: str
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    due_on: date
    over_days: int
    days: int
    age: Open[Age]
    parts: tuple[LatePart, ...]
    again: bool = False
    look_again_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextLook:
    """The day on which a tranche reaches its next mark, unless it is settled by then."""

    tranche: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LatenessCounted(ConventionEvent):
    """A suspension ended: the days of each tranche count again from here, and these are next."""

    looks: tuple[NextLook, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationEnding(ConventionEvent):
    """`ends_on` is near: who wants more time amends it."""

    ends_on: date
    days_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationOver(ConventionEvent):
    """The day after `ends_on`: nothing new is begun until an amendment extends the duration."""

    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatoryMandateEnding(ConventionEvent):
    """A party that has still to sign holds no mandate beyond `last_day`: it signs, or gives one."""

    organisation_id: UUID
    mandate_id: UUID
    last_day: date
    days_left: int


TimingEvent = (
    TrancheOverdue | LatenessCounted | DurationEnding | DurationOver | SignatoryMandateEnding
)
