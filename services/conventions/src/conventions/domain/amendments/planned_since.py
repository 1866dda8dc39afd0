"""An effect dated back: on no day from it was more planned in tranches than is promised on it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from mithaq.errors import RuleBroken
from mithaq.money import ZERO, Money

from conventions.domain.core.convention import Convention
from conventions.domain.core.event import ConventionEvent, Events
from conventions.domain.core.flow import Flow, peak
from conventions.domain.core.schedule import schedule_of
from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import Stage
from conventions.domain.tranches.events import RefundClaimed, TrancheCancelled, TrancheRescheduled


class AmendmentBelowPlanned(RuleBroken):
    """An amendment holds from a day on which its promises cover what was planned (rule 2)."""

    code = "amendment-below-planned"


def ensure_planned_fits(convention: Convention, after: Terms, events: Events, since: date) -> None:
    """A tranche given up in the meantime counts on the days on which it stood.

    `events` are those of the effect, which cancel and reschedule on that day. Raises
    AmendmentBelowPlanned, with the first day that would do.
    """
    more: Counter[str] = Counter()
    for event in events:
        if isinstance(event, TrancheCancelled | TrancheRescheduled | RefundClaimed):
            more[event.tranche] += _more(event).centimes
    touched = {convention.tranches[tranche].contribution for tranche in more}
    for name, pledge in convention.terms.contributions.items():
        kept = after.contributions.get(name)
        promised = kept.amount if kept else ZERO
        if promised < pledge.amount or name in touched:
            planned = [
                tranche.flow(Stage.PLANNED).move(since, Money(more[tranche.tranche]))
                for tranche in schedule_of(convention, name)
            ]
            _ensure_within(name, promised, planned, since)


def _more(event: ConventionEvent) -> Money:
    """What the effect adds to what is planned of a tranche."""
    match event:
        case TrancheCancelled():
            return -event.given_up.amount
        case TrancheRescheduled():
            return event.amount - event.before
        case RefundClaimed():
            return -event.amount
        case _:
            return ZERO


def _ensure_within(name: str, promised: Money, flows: Sequence[Flow], since: date) -> None:
    planned = peak(flows, since)
    if planned > promised:
        later = sorted(day for flow in flows for day, _ in flow.moves if day > since)
        fits_from = next((day for day in later if peak(flows, day) <= promised), since)
        raise AmendmentBelowPlanned(
            contribution=name,
            asked=str(promised),
            planned=str(planned),
            fits_from=str(fits_from),
        )
