"""What takes back, decides or gives up: steps reversed, excess settled, tranches cancelled."""

from collections.abc import Mapping, Sequence
from typing import Final

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.tranche import AFTER, BEFORE, Tranche
from conventions.domain.core.vocabulary import Settlement, Stage
from conventions.domain.tranches import commands as c
from mithaq.money import ZERO, Money

from .money_content import UNKNOWN
from .wish import Content, Fields, Wish


def reversal(wish: Wish) -> Fields:
    """What no later step rests on, mostly; of a payment, what is held under a reference."""
    luck, tranches = wish.luck, wish.state.tranches
    tranche = tranches[luck.one_of(tranches)] if tranches else None
    stage = luck.one(_reversible(tranche) if tranche and luck.percent(90) else tuple(Stage))
    reference = luck.one_of(tranche.references or ("VIR 1",)) if tranche else "VIR 1"
    amount = _left(tranche, stage) if tranche and stage in BEFORE else Money(100)
    if tranche is not None and stage is Stage.PAID:
        amount = tranche.references.get(reference, amount)
    return {
        "tranche": tranche.tranche if tranche else UNKNOWN,
        "stage": stage,
        "amount": luck.near(amount if luck.percent(60) else Money(amount.centimes // 3)),
        "act": "note",
        "reason": luck.one(("rejet", "rejet", "rejet", "")),
        "reference": reference if luck.percent(90) else None,
    }


def _reversible(tranche: Tranche) -> Sequence[Stage]:
    return [stage for stage in BEFORE if _left(tranche, stage) > ZERO] or [Stage.CALLED]


def _left(tranche: Tranche, stage: Stage) -> Money:
    """What of a step the next one does not rest on."""
    rests = tranche.flow(AFTER[stage]).total if stage in AFTER else ZERO
    return tranche.flow(stage).total - rests


def settlement(wish: Wish) -> Fields:
    luck, state = wish.luck, wish.state
    over = {name: t for name, t in state.tranches.items() if t.excess} or state.tranches
    tranche = over[luck.one_of(over)] if over else None
    references = sorted(tranche.references) if tranche else []
    return {
        "tranche": tranche.tranche if tranche else UNKNOWN,
        "kind": luck.one(tuple(Settlement)),
        "amount": luck.near(luck.part(tranche.excess if tranche else Money(100))),
        "decision": luck.one(("décision", "décision", "décision", " ")),
        "reference": luck.one((*references, *references, None)),
    }


def cancelling(wish: Wish) -> Fields:
    luck = wish.luck
    tranche = luck.one_of(wish.state.tranches or (UNKNOWN,))
    return {"tranche": tranche, "reason": luck.one(("report", "report", ""))}


CONTENT: Final[Mapping[type[ConventionCommand], Content]] = {
    c.ReverseStep: reversal,
    c.SettleOverpayment: settlement,
    c.CancelTranche: cancelling,
}
