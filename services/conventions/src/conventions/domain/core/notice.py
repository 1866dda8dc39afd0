"""A formal notice: what a party is told to put right, within a delay."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from mithaq.events import Open
from mithaq.money import Money

from conventions.domain.core.vocabulary import BreachKind, NoticeState

OPEN: Final = frozenset({NoticeState.SERVED, NoticeState.ANSWERED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """Of what kind, and of what: a tranche, a contribution in kind, an action or an article."""

    kind: Open[BreachKind]
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """`served_for` is the party that served it, None for the ministry's office as such; `person`
    who did. `required` is what puts it right: in centimes or percent, as the breach is measured.
    """

    number: int
    breach: Breach
    addressee: UUID
    served_for: UUID | None
    person: str
    served_on: date
    recorded_on: date
    expires_on: date
    reason: str
    required: int
    state: NoticeState = NoticeState.SERVED
    answer: str | None = None

    @property
    def open(self) -> bool:
        return self.state in OPEN


def required_of(amount: Money | None, percent: int | None) -> int:
    """What its event says has to be reached, as one number; 1 where nothing is measured."""
    if amount is not None:
        return amount.centimes
    return percent or 1
