"""Events of formal notices."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.money import Money

from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.notice import Breach


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeServed(ConventionEvent):
    """A party is told to put something right by `expires_on`, that day included.

    `required` is what has to be paid, delivered or justified in all by then, `percent` how far the
    works have to be, `missing` what of the money was lacking on the day of service. `served_for` is
    the party that served it, null for the ministry's office as such.
    """

    notice: int
    addressee: UUID
    breach: Breach
    served_for: UUID | None = None
    recorded_on: date
    expires_on: date
    reason: str
    act: str
    required: Money | None = None
    missing: Money | None = None
    percent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeEvent(ConventionEvent):
    """Which notice, and to whom it was served."""

    notice: int
    addressee: UUID
    breach: Breach


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAnswered(NoticeEvent):
    """What its addressee says to it; the delay goes on."""

    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWithdrawn(NoticeEvent):
    """Nothing follows from it any more."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeExpired(NoticeEvent):
    """Its delay is over, and on its last day what it was served on was not put right."""

    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRemedied(NoticeEvent):
    """Its delay is over, and on its last day what it was served on was put right."""

    expires_on: date


NoticesEvent = NoticeServed | NoticeAnswered | NoticeWithdrawn | NoticeExpired | NoticeRemedied
