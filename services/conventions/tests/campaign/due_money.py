"""What is to be done next with the money: planned, moved step by step, decided on, delivered."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Convention
from conventions.domain.core.delivery import Delivery
from conventions.domain.core.schedule import planned_of
from conventions.domain.core.terms import Contribution
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Settlement
from conventions.domain.deliveries import commands as deliveries
from conventions.domain.execution import commands as execution
from conventions.domain.tranches import commands as tranches
from conventions.domain.tranches.release import conditions_of
from mithaq.commands import Caller

from .. import people as p
from ..tranches.story import STRICT
from .cast import HEADS, LEAD
from .money_content import ROOM
from .wish import Fields

Due = tuple[type[ConventionCommand], Caller, Fields]
# Each step of money and who takes it; None is the head of the party that pays.
_STEPS: Final[tuple[tuple[type[ConventionCommand], Caller | None], ...]] = (
    (tranches.CallFunds, p.OPERATOR_HEAD),
    (tranches.CommitTranche, None),
    (tranches.VisaTranche, p.CONTROLLER),
    (tranches.OrderPayment, None),
    (tranches.PayTranche, p.ACCOUNTANT),
    (tranches.JustifyTranche, p.REGISTRAR),
)


def released(state: Convention, due: Due, today: date) -> bool:
    """Money is called once every condition of its release is met; nothing begins after the end."""
    command, _, preset = due
    begins = command in {tranches.CallFunds, tranches.CommitTranche}
    if begins and state.ends_on is not None and state.ends_on < today:
        return False
    if command is not tranches.CallFunds:
        return True
    tranche = state.tranches[str(preset["tranche"])]
    return all(condition.met for condition in conditions_of(state, tranche, today))


def money(state: Convention) -> Iterator[Due]:
    for pledge in state.terms.pledges():
        name, payer = pledge.contribution, HEADS.get(pledge.organisation_id)
        if pledge.payable and payer and planned_of(state, name) < pledge.amount:
            yield tranches.PlanTranche, payer, {"contribution": name}
        if not pledge.payable:
            yield from _delivery(state, pledge)
    for tranche in state.tranches.values():
        yield from _steps(tranche)
        yield from _excess(state, tranche)


def _delivery(state: Convention, pledge: Contribution) -> Iterator[Due]:
    known = state.deliveries.get(pledge.contribution, Delivery())
    name: Fields = {"contribution": pledge.contribution}
    if known.delivered.total < pledge.amount and pledge.organisation_id in HEADS:
        yield deliveries.DeliverContribution, HEADS[pledge.organisation_id], name
    if known.accepted.total < known.delivered.total:
        yield deliveries.AcceptDelivery, LEAD, name


def _steps(tranche: Tranche) -> Iterator[Due]:
    if tranche.cancelled:
        return
    for command, who in _STEPS:
        if ROOM[command](tranche).centimes > 0:
            by = who or HEADS.get(tranche.organisation_id, LEAD)
            named: Fields = {"tranche": tranche.tranche}
            if command is tranches.OrderPayment and tranche.organisation_id == p.REGION:
                named |= {"approvals": STRICT} if len(tranche.orders) % 2 else {}
            yield command, by, named
    for kind in tranche.missing_documents:
        deposited: Fields = {"tranche": tranche.tranche, "kind": kind, "sha256": "a" * 64}
        yield execution.DepositDocument, p.BOOKKEEPER, deposited


def _excess(state: Convention, tranche: Tranche) -> Iterator[Due]:
    name = tranche.tranche
    if tranche.excess:
        kind = Settlement.REFUND_CLAIMED if state.version % 3 else Settlement.KEPT_AS_ADVANCE
        settled: Fields = {"tranche": name, "kind": kind}
        yield tranches.SettleOverpayment, (p.CLERK, p.OFFICE)[state.version % 2], settled
    if tranche.refund_due:
        by = (p.ACCOUNTANT, p.OFFICE)[state.version % 2]
        yield tranches.RecordRefund, by, {"tranche": name}
    if tranche.advance:
        yield tranches.ImputeAdvance, p.ACCOUNTANT, {"advance_of": name}
