"""What commands on money contain: room and a centime more, references told twice, days, stages."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Convention
from conventions.domain.core.tranche import Tranche
from conventions.domain.tranches import commands as c
from mithaq.money import ZERO, Money

from .luck import Luck
from .wish import Content, Fields, Wish

ROOM: Final[Mapping[type[ConventionCommand], Callable[[Tranche], Money]]] = {
    c.CallFunds: lambda t: t.amount - t.called,
    c.CommitTranche: lambda t: t.called - t.committed,
    c.VisaTranche: lambda t: t.committed - t.visaed,
    c.OrderPayment: lambda t: t.visaed - t.ordered,
    c.PayTranche: lambda t: t.ordered - t.paid,
    c.JustifyTranche: lambda t: t.paid - t.justified,
    c.ReportExternalPayment: lambda t: t.ordered - t.paid,
    c.ImputeAdvance: lambda t: t.ordered - t.paid,
    c.RecordRefund: lambda t: t.refund_due,
}
UNKNOWN: Final = "X9"
_WIDE: Final = {48 + digit: 0xFF10 + digit for digit in range(10)}


def act(luck: Luck, state: Convention) -> str:
    """A bank reference: new mostly, else one that is held, spelled in another way."""
    if luck.percent(88):
        return f"VIR {state.version}"
    held = [key for tranche in state.tranches.values() for key in tranche.references]
    number = re.sub(r"\D", "", luck.one(held)) if held else str(luck.randint(1, 40))
    plain = (f"VIR {number}", f"vir-{number}", f"Vir/{number}.", f"ＶＩＲ{number.translate(_WIDE)}")
    return luck.one((*plain, "", "—")) if luck.percent(10) else luck.one(plain)


def step(wish: Wish) -> Fields:
    """On a tranche with money at the step before, if there is one."""
    luck, tranche = wish.luck, _waiting(wish)
    room = _room(wish, tranche)
    return {"tranche": tranche, "act": act(luck, wish.state), "amount": luck.near(room)}


def _room(wish: Wish, name: str) -> Money:
    tranche = wish.state.tranches.get(name)
    return ROOM[wish.command](tranche) if tranche else Money(100)


def _waiting(wish: Wish) -> str:
    luck, tranches = wish.luck, wish.state.tranches
    if luck.percent(2):
        return luck.one((UNKNOWN, *tranches))
    room = ROOM[wish.command]
    waiting = [name for name, t in tranches.items() if not t.cancelled and room(t) > ZERO]
    return wish.name("tranche", luck.one_of(waiting or tranches or (UNKNOWN,)))


def imputation(wish: Wish) -> Fields:
    """On an order of the same contribution mostly, as far as order and advance both go."""
    luck, tranches = wish.luck, wish.state.tranches
    left = [name for name, t in tranches.items() if t.advance]
    source = wish.name("advance_of", luck.one_of(left or tranches or (UNKNOWN,)))
    fields = {**step(wish), "advance_of": source}
    if source in tranches and luck.percent(90):
        owed = tranches[source].contribution
        mine = [t for t in tranches.values() if t.contribution == owed and t.ordered > t.paid]
        if mine:
            taker = luck.one(mine)
            room = min(taker.ordered - taker.paid, tranches[source].advance)
            fields |= {"tranche": taker.tranche, "amount": luck.near(room)}
    return fields


def beyond(wish: Wish) -> Fields:
    """A payment seen from outside: within the order, beyond it, or near the largest sum."""
    fields, luck = step(wish), wish.luck
    if luck.percent(50) and isinstance(amount := fields["amount"], Money):
        fields["amount"] = Money(min(abs(amount.centimes) + luck.randint(1, 20_000), 2**53 - 1))
    return fields


CONTENT: Final[Mapping[type[ConventionCommand], Content]] = {
    **dict.fromkeys(ROOM, step),
    c.ReportExternalPayment: beyond,
    c.ImputeAdvance: imputation,
}
