"""What plans and proves: tranches, documents, deliveries of what is promised in kind."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Convention
from conventions.domain.core.delivery import Delivery
from conventions.domain.core.schedule import planned_of
from conventions.domain.core.terms import ReleaseTerms
from conventions.domain.deliveries import commands as deliveries
from conventions.domain.execution import commands as execution
from conventions.domain.tranches import commands as c
from mithaq.money import Money

from .days import DAY
from .luck import Luck
from .wish import Content, Fields, Wish


def planning(wish: Wish) -> Fields:
    """All that is left of a contribution mostly, or what a cancelled tranche of it gave up."""
    luck, state = wish.luck, wish.state
    name = wish.name("contribution", luck.one_of(state.terms.contributions or ("X",)))
    fresh = f"T{len(state.tranches)}"
    fields: Fields = {
        "tranche": fresh if luck.percent(95) else luck.one_of(state.tranches or (fresh,)),
        "contribution": name,
        "amount": luck.near(_unplanned(luck, state, name)),
        "due_on": date(2026, 4, 1) + luck.randint(0, 300) * DAY,
        "justified_before": luck.one((0,) * 12 + (50, 50, 100, 100, 101)),
        "progress_at_least": luck.one((0,) * 12 + (50, 50, 100, 100, -1)),
        "documents": luck.one(((), (), (), ("pv",), ("pv", "site-report"))),
    }
    pieces = state.given_up.get(name, ())
    if pieces and luck.percent(85):
        piece = luck.one(pieces)
        again = {"amount": luck.near(piece.amount), "due_on": piece.due_on}
        fields |= {**again, **vars_of(piece.release)}
    return fields


def vars_of(release: ReleaseTerms) -> Fields:
    return {
        "justified_before": release.justified_before,
        "progress_at_least": release.progress_at_least,
        "documents": release.documents,
    }


def _unplanned(luck: Luck, state: Convention, name: str) -> Money:
    pledge = state.terms.contributions.get(name)
    left = pledge.amount - planned_of(state, name) if pledge else Money(100)
    return luck.part(left)


def delivery(wish: Wish) -> Fields:
    """All that is left to deliver, or to accept of what was delivered."""
    luck, state = wish.luck, wish.state
    in_kind = [name for name, pledge in state.terms.contributions.items() if not pledge.payable]
    drawn = in_kind if in_kind and luck.percent(95) else state.terms.contributions or ("X",)
    name = wish.name("contribution", luck.one_of(drawn))
    known = state.deliveries.get(name, Delivery())
    pledge = state.terms.contributions.get(name)
    left = known.delivered.total - known.accepted.total
    if wish.command is deliveries.DeliverContribution:
        left = (pledge.amount if pledge else Money(100)) - known.delivered.total
    fields: Fields = {"contribution": name, "amount": luck.near(left), "act": "pv"}
    if wish.command is deliveries.RejectDelivery:
        fields["reason"] = luck.one(("refus", "refus", ""))
    return fields


def deposit(wish: Wish) -> Fields:
    luck, state = wish.luck, wish.state
    missing = [(t.tranche, kind) for t in state.tranches.values() for kind in t.missing_documents]
    name, kind = luck.one(missing) if missing else (luck.one_of(state.tranches or ("X",)), "pv")
    return {"tranche": name, "kind": kind, "sha256": luck.one(("a" * 64, "b" * 64, "b" * 64, "A"))}


CONTENT: Final[Mapping[type[ConventionCommand], Content]] = {
    c.PlanTranche: planning,
    execution.DepositDocument: deposit,
    deliveries.DeliverContribution: delivery,
    deliveries.AcceptDelivery: delivery,
    deliveries.RejectDelivery: delivery,
}
