"""From a convention's events to what each of them adds to its region. Pure.

*Promised* counts the contributions of a convention that all have signed, and afterwards what each
amendment in effect adds or takes away: a pledge in a draft binds nobody and is not counted.
*Paid* and *payments* count tranches paid, *signatures* those of conventions and of amendments.
"""

from dataclasses import dataclass
from typing import Final

from mithaq.events import Catalogue
from mithaq.money import ZERO, Money

from programming.heard.conventions import (
    CONVENTIONS,
    AmendmentPartySigned,
    AmendmentTookEffect,
    ConventionDrafted,
    ConventionSigned,
    PartySigned,
    TranchePaid,
)

ActivityEvent = (
    ConventionDrafted
    | PartySigned
    | AmendmentPartySigned
    | ConventionSigned
    | AmendmentTookEffect
    | TranchePaid
)
ACTIVITY: Final[Catalogue[ActivityEvent]] = CONVENTIONS.only(ActivityEvent)


@dataclass(frozen=True, slots=True)
class KnownConvention:
    """Where its movements are counted: only its first event says so."""

    region: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """What one event adds to its region."""

    promised: Money = ZERO
    paid: Money = ZERO
    signatures: int = 0
    payments: int = 0


def learn(known: KnownConvention, event: ActivityEvent) -> KnownConvention:
    """What is known after the event; delivered again, it changes nothing."""
    match event:
        case ConventionDrafted():
            return KnownConvention(region=event.outline.region)
        case _:
            return known


def movement_of(event: ActivityEvent) -> Movement | None:
    """What the event adds, the same however often it is asked; None if nothing."""
    match event:
        case ConventionSigned():
            return Movement(promised=Money.sum(each.amount for each in event.contributions))
        case AmendmentTookEffect():
            changes = (each.after.amount - each.before.amount for each in event.contributions)
            return Movement(promised=Money.sum(changes))
        case PartySigned() | AmendmentPartySigned():
            return Movement(signatures=1)
        case TranchePaid():
            return Movement(paid=event.amount, payments=1)
        case _:
            return None
