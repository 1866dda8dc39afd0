"""What an event moves of the sums of a convention: promised, called, paid, justified, overpaid."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from mithaq.money import ZERO, Money, Total
from mithaq.projections.rows import Row

from conventions.domain.amendments.events import (
    AmendmentTookEffect,
    ContributionChange,
    ShareChange,
)
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.vocabulary import Stage, State
from conventions.domain.drafting import events as drafting
from conventions.domain.ending.events import TerminationPronounced
from conventions.domain.shares import events as shares
from conventions.domain.tranches import events as tranches

_STEPS: Final[Mapping[type[ConventionEvent], str]] = {
    tranches.FundsCalled: "called",
    tranches.TranchePaid: "paid",
    tranches.AdvanceImputed: "paid",
    tranches.TrancheJustified: "justified",
}
_REVERSED: Final = frozenset({Stage.CALLED, Stage.PAID, Stage.JUSTIFIED})
# Ended before force.
_UNBOUND: Final = frozenset({State.WITHDRAWN, State.REJECTED, State.LAPSED})
Move = tuple[str, Money | Total]


def moved(row: Row, event: ConventionEvent) -> Row:
    """The sums that differ, in the state that the event led to.

    No pledge of what ended before force is promised any more. Promised and overpaid are without
    bounds: nothing closes the plan of a draft.
    """
    if row["state"] in _UNBOUND:
        return {"promised": Total(), "unsplit": Total()}
    if isinstance(event, tranches.StepEvent):
        step = _STEPS.get(type(event))
        return {step: row[step] + event.amount} if step else {}
    moves = _of_money(event) if isinstance(event, tranches.MoneyEvent) else _of_promises(event)
    found: Row = {}
    for name, amount in moves:
        found[name] = (found[name] if name in found else row[name]) + amount
    return found


def _of_promises(event: ConventionEvent) -> Iterator[Move]:
    match event:
        case drafting.ContributionPledged(contribution=pledge, replaced=before):
            yield "promised", pledge.amount - (before.amount if before else ZERO)
        case drafting.ContributionWithdrawn(contribution=pledge):
            yield "promised", -pledge.amount
        case shares.SharePromised(share=share, replaced=before):
            yield from _of_share(share.amount - (before.amount if before else ZERO))
        case shares.ShareWithdrawn(share=share):
            yield from _of_share(-share.amount)
        case shares.ShareSplit(share=share, left=left):
            yield "unsplit", (left.amount if left else ZERO) - share.amount
        case (
            AmendmentTookEffect(contributions=changes, shares=unsplit)
            | TerminationPronounced(contributions=changes, shares=unsplit)
        ):
            yield "promised", _more(changes) + _more(unsplit)
            yield "unsplit", _more(unsplit)
        case _:
            pass


def _more(changes: Sequence[ContributionChange | ShareChange]) -> Total:
    """What they add to all that is promised."""
    after = Total.of(each.after.amount for each in changes if each.after)
    return after - Total.of(each.before.amount for each in changes if each.before)


def _of_share(more: Money) -> Iterator[Move]:
    yield "promised", more
    yield "unsplit", more


def _of_money(event: tranches.MoneyEvent) -> Iterator[Move]:
    match event:
        case tranches.TrancheCancelled(given_up=given_up):
            yield "called", -given_up.called
        case tranches.OverpaymentRecorded(excess=excess):
            yield "excess", excess
        case tranches.OverpaymentSettled(amount=amount):
            yield "excess", -amount
        case tranches.StepReversed(stage=stage, amount=amount):
            if stage in _REVERSED:
                yield str(stage), -amount
        case tranches.RefundReceived() | tranches.TrancheRescheduled():
            pass
        case tranches.RefundClaimed(amount=amount):
            yield "called", -amount
            yield "paid", -amount
        case _:
            pass
