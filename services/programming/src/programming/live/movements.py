"""From a convention's events to what each of them adds to its region. Pure.

*Promised* counts the contributions and shares of a convention that all have signed, and afterwards
what each amendment in effect adds or takes away: a pledge in a draft binds nobody and is not
counted, and splitting a share adds nothing. What is signed and lapses on a condition is not
promised any more.
What a convention promised and paid by its paper file counts when it is taken over.
*Paid* counts what tranches were paid, less what was reversed, or claimed back on termination;
*payments* how often; *signatures* those of conventions and of amendments.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mithaq.events import Catalogue
from mithaq.money import Total

from programming.domain.regions import regions
from programming.heard.conventions import (
    CONVENTIONS,
    AdvanceImputed,
    AmendmentPartySigned,
    AmendmentTookEffect,
    ArchivedFactCompleted,
    ConditionFailed,
    Contribution,
    ContributionChange,
    ConventionDrafted,
    ConventionSigned,
    ConventionTakenOver,
    PartySigned,
    RefundClaimed,
    Share,
    ShareChange,
    StepReversed,
    TerminationPronounced,
    TranchePaid,
)

ActivityEvent = (
    ConventionDrafted
    | ConventionTakenOver
    | ArchivedFactCompleted
    | PartySigned
    | AmendmentPartySigned
    | ConventionSigned
    | ConditionFailed
    | AmendmentTookEffect
    | TerminationPronounced
    | TranchePaid
    | RefundClaimed
    | AdvanceImputed
    | StepReversed
)
Change = ContributionChange | ShareChange
NOTHING: Final = Total()
_REGIONS: Final = frozenset(each.code for each in regions())
ACTIVITY: Final[Catalogue[ActivityEvent]] = CONVENTIONS.only(ActivityEvent)


@dataclass(frozen=True, slots=True)
class KnownConvention:
    """Where its movements are counted: only its first event says so."""

    region: str = ""


UNKNOWN: Final = KnownConvention()


class RegionUnknownToUs(Exception):
    """A movement of a convention whose first event was left out, or told no region we know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """What one event adds to its region: sums, so that no event is too large to be counted."""

    promised: Total = NOTHING
    paid: Total = NOTHING
    signatures: int = 0
    payments: int = 0


def learn(known: KnownConvention, event: ActivityEvent) -> KnownConvention:
    """What is known after the event; delivered again, it changes nothing."""
    match event:
        case ConventionDrafted() | ConventionTakenOver():
            return KnownConvention(region=event.outline.region)
        case _:
            return known


def movement_of(event: ActivityEvent) -> Movement | None:
    """What the event adds, the same however often it is asked; None if nothing."""
    match event:
        case ConventionSigned():
            return Movement(promised=_sum(event.contributions, event.shares))
        case ConditionFailed():
            return Movement(promised=-_sum(event.given_up, event.given_up_shares))
        case AmendmentTookEffect() | TerminationPronounced():
            return Movement(promised=_more(event.contributions) + _more(event.shares))
        case PartySigned() | AmendmentPartySigned():
            return Movement(signatures=1)
        case ConventionTakenOver() | ArchivedFactCompleted():
            return _archived(event)
        case _:
            return _paid(event)


def _archived(event: ConventionTakenOver | ArchivedFactCompleted) -> Movement:
    """What the paper file promises and paid; nobody signs or pays anything now."""
    if isinstance(event, ArchivedFactCompleted):
        pledged = [event.pledged] if event.pledged else []
        paid = Total.of([event.payment.amount] if event.payment else [])
        return Movement(promised=_sum(pledged, ()), paid=paid)
    promised = _sum(event.contributions, ())
    for effect in event.amendments:
        promised += _more(effect.contributions)
    paid = Total.of(each.amount for each in event.payments)
    return Movement(
        promised=promised, paid=paid - Total.of(each.refund_due for each in event.payments)
    )


def _sum(contributions: Sequence[Contribution], shares: Sequence[Share]) -> Total:
    split = Total.of(each.amount for each in contributions)
    return split + Total.of(each.amount for each in shares)


def _more(changes: Sequence[ContributionChange | ShareChange]) -> Total:
    """What they add to all that is promised."""
    after = Total.of(each.after.amount for each in changes if each.after)
    return after - Total.of(each.before.amount for each in changes if each.before)


def _paid(event: ActivityEvent) -> Movement | None:
    match event:
        case TranchePaid():
            return Movement(paid=Total.of([event.amount]), payments=1)
        case AdvanceImputed():
            return Movement(paid=Total.of([event.amount]))
        case StepReversed(stage="paid") | RefundClaimed():
            return Movement(paid=-Total.of([event.amount]))
        case _:
            return None


def counted(
    known: KnownConvention, event: ActivityEvent
) -> tuple[KnownConvention, Movement | None]:
    """What is known after the event and what it adds, in a region where it shows.

    Raises RegionUnknownToUs rather than add it where nobody looks.
    """
    after, movement = learn(known, event), movement_of(event)
    if movement is not None and after.region not in _REGIONS:
        raise RegionUnknownToUs(after.region or "no region")
    return after, movement
