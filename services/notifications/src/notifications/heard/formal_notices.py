"""Events of the conventions service about formal notices: a party is to put something right."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """The ground: of what kind, and of which tranche, contribution, action or article."""

    kind: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeServed:
    """The addressee has until `expires_on`, that day included."""

    convention_id: UUID
    addressee: UUID
    breach: Breach
    expires_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeExpired:
    """That day is over, and it was not put right."""

    convention_id: UUID
    addressee: UUID
    breach: Breach
    expires_on: date


FormalNoticeEvent = NoticeServed | NoticeExpired
