"""What a tranche's events follow in time; its steps follow one another amount by amount (rules)."""

from collections.abc import Callable, Mapping
from typing import Any

from conventions.domain.core.chronology import Fact, Keys, order, whole
from conventions.domain.core.vocabulary import Stage
from conventions.domain.tranches import events as e


def _planned(event: e.TranchePlanned) -> Keys:
    return ((Fact.TRANCHE, event.planned.tranche),)


def _promised(event: e.TranchePlanned) -> Keys:
    """What it plans binds by then, as amended."""
    return (Fact.SIGNED, None), (Fact.CONTRIBUTION, event.planned.contribution)


def _tells(*facts: Fact) -> Callable[[Any], Keys]:
    """These facts, of the event's tranche and of the convention as a whole."""
    of_all = whole(*facts)
    return lambda event: (*[(fact, event.tranche) for fact in facts], *of_all)


def _reversed(event: e.StepReversed) -> Keys:
    fact = Fact.JUSTIFIED if event.stage == Stage.JUSTIFIED else Fact.MONEY
    return _tells(fact)(event)


def _given_up(event: e.TrancheCancelled) -> Keys:
    """What was called of it is no more from that day on."""
    return _tells(Fact.MONEY)(event) if event.given_up.called else ()


def _of_tranche(*facts: Fact) -> Callable[[Any], Keys]:
    return lambda event: tuple((fact, event.tranche) for fact in facts)


_STEPS: Mapping[type[e.TrancheStep], tuple[Fact, ...]] = {
    e.FundsCalled: (Fact.MONEY,),
    e.TrancheCommitted: (Fact.MONEY,),
    e.TrancheVisaed: (Fact.MONEY,),
    e.PaymentOrdered: (Fact.MONEY,),
    e.TranchePaid: (Fact.MONEY, Fact.PAYMENT),
    e.TrancheJustified: (Fact.JUSTIFIED,),
}
_MOVED = (Fact.MONEY, Fact.JUSTIFIED, Fact.BEYOND)
_DECIDED = (e.OverpaymentSettled, e.RefundReceived)

ORDER = (
    order(e.TranchePlanned, tells=_planned, rests_on=_promised),
    order(e.TrancheCancelled, tells=_given_up, rests_on=_of_tranche(Fact.TRANCHE, *_MOVED)),
    order(
        e.TrancheRescheduled,
        tells=_of_tranche(Fact.TRANCHE),
        rests_on=_of_tranche(Fact.TRANCHE, *_MOVED),
    ),
    order(e.RefundClaimed, tells=_tells(Fact.BEYOND), rests_on=_of_tranche(Fact.TRANCHE, *_MOVED)),
    *(order(step, tells=_tells(*facts)) for step, facts in _STEPS.items()),
    order(e.StepReversed, tells=_reversed),
    order(
        e.AdvanceImputed,
        tells=_tells(Fact.MONEY),
        rests_on=lambda event: ((Fact.BEYOND, event.advance_of),),
    ),
    order(e.OverpaymentRecorded, tells=_tells(Fact.BEYOND)),
    *(
        order(each, tells=_tells(Fact.BEYOND), rests_on=_of_tranche(Fact.BEYOND))
        for each in _DECIDED
    ),
)
