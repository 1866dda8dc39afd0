"""Steps that mostly succeed: what is open, by whom it is open to, with amounts at the bounds."""

from collections.abc import Callable
from datetime import date
from typing import Final

from conventions.domain.amendments import commands as amendments
from conventions.domain.approvals import commands as approvals
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Convention
from conventions.domain.core.schedule import planned_of
from conventions.domain.core.tranche import BEFORE, Tranche
from conventions.domain.core.vocabulary import Settlement
from conventions.domain.drafting import commands as drafting
from conventions.domain.ending import commands as ending
from conventions.domain.execution import commands as execution
from conventions.domain.negotiation import commands as negotiation
from conventions.domain.openings import openings
from conventions.domain.signatures import commands as signatures
from conventions.domain.tranches import commands as tranches
from hypothesis import strategies as st
from mithaq.money import Money

from .chances import CALLERS, FIELDS, SIGNING, Fields, signature
from .people import Say

Step = type[ConventionCommand]
# They end or undo; wild attempts try them, a walk would end too soon with them.
ENDING: Final = frozenset(
    {
        drafting.WithdrawConvention,
        drafting.RemoveAction,
        drafting.WithdrawContribution,
        negotiation.ReopenText,
        signatures.RefuseSignature,
        approvals.RefuseApproval,
        tranches.CancelTranche,
        ending.CompleteConvention,
        amendments.WithdrawAmendment,
        amendments.RefuseAmendmentApproval,
        amendments.RefuseAmendment,
    }
)
# What moves a life on: drawn more often than what may be said again and again.
PRESSING: Final = frozenset(
    {
        drafting.ProposeConvention,
        negotiation.CloseNegotiationRound,
        negotiation.AgreeText,
        approvals.RequestApprovals,
        signatures.SignConvention,
        signatures.EnterIntoForce,
        tranches.CallFunds,
        tranches.CommitTranche,
        tranches.VisaTranche,
        tranches.OrderPayment,
        tranches.PayTranche,
        tranches.JustifyTranche,
        tranches.ImputeAdvance,
        ending.ResumeConvention,
        amendments.AgreeAmendmentText,
        amendments.RequestAmendmentApprovals,
        amendments.GrantAmendmentApproval,
        amendments.SignAmendment,
        amendments.PutAmendmentIntoEffect,
    }
)
ROOM: Final[dict[Step, Callable[[Tranche], Money]]] = {
    tranches.CallFunds: lambda t: t.amount - t.called,
    tranches.CommitTranche: lambda t: t.called - t.committed,
    tranches.VisaTranche: lambda t: t.committed - t.visaed,
    tranches.OrderPayment: lambda t: t.visaed - t.ordered,
    tranches.PayTranche: lambda t: t.ordered - t.paid,
    tranches.JustifyTranche: lambda t: t.paid - t.justified,
    tranches.ReportExternalPayment: lambda t: t.ordered - t.paid,
    tranches.ImputeAdvance: lambda t: t.ordered - t.paid,
    tranches.RecordRefund: lambda t: t.refund_due,
}
COMMANDS: Final = {command.__name__: command for command in (*FIELDS, *SIGNING)}


def walk(data: st.DataObject, state: Convention, allowed: tuple[Step, ...]) -> ConventionCommand:
    """An open command of those allowed, by a caller it is open to."""
    ways = [(c, say) for say in CALLERS for c in _open(state, say) if c in allowed]
    if not ways:
        return data.draw(st.sampled_from(CALLERS))(drafting.ProposeConvention)
    commands = sorted({c for c, _ in ways}, key=lambda c: (c not in PRESSING, c.__name__))
    pressing = [c for c in commands if c in PRESSING]
    command = data.draw(st.sampled_from(commands + pressing * 3))
    say = data.draw(st.sampled_from([say for c, say in ways if c is command]))
    if command in SIGNING:
        return signature(state, say, command)
    return say(command, **_fields(data, state, command))


def _open(state: Convention, say: Say) -> list[Step]:
    told = openings(state, say.caller, frozenset())
    found = [COMMANDS[each.command] for each in told if each.closed_by is None]
    return [command for command in found if command not in ENDING]


def _fields(data: st.DataObject, state: Convention, command: Step) -> Fields:
    if command in ROOM and state.tranches:
        return _money(data, state, command)
    if command is tranches.ReverseStep and state.tranches:
        return _reversal(data, state)
    if command is tranches.SettleOverpayment:
        return _settlement(data, state)
    if command is execution.AcceptProgress and state.progress:
        return _acceptance(data, state)
    if command is tranches.PlanTranche:
        return _tranche(data, state)
    fields = dict(data.draw(st.sampled_from(FIELDS[command])))
    if "amendment" in fields:
        fields["amendment"] = max(len(state.amendments), 1)
    return fields


def _money(data: st.DataObject, state: Convention, command: Step) -> Fields:
    """On a tranche with money at the step before, if there is one."""
    room = {name: ROOM[command](t) for name, t in state.tranches.items()}
    waiting = sorted(name for name, left in room.items() if left.centimes > 0)
    tranche = data.draw(st.sampled_from(waiting or sorted(room)))
    fields: Fields = {"tranche": tranche, "amount": _near(data, room[tranche]), "act": _act(state)}
    if command is tranches.ImputeAdvance:
        left = [name for name, t in state.tranches.items() if t.advance]
        fields["advance_of"] = data.draw(st.sampled_from(sorted(left)))
    return fields


def _act(state: Convention) -> str:
    """Never said before: a bank reference counts once."""
    return f"acte {state.version}"


def _reversal(data: st.DataObject, state: Convention) -> Fields:
    tranche = state.tranches[data.draw(st.sampled_from(sorted(state.tranches)))]
    stage = data.draw(st.sampled_from(list(BEFORE)))
    reference = data.draw(st.sampled_from([None, *tranche.references]))
    amount = tranche.references[reference] if reference else tranche.flow(stage).total
    return {
        "tranche": tranche.tranche,
        "stage": stage,
        "amount": _near(data, amount),
        "act": "note",
        "reason": "rejet",
        "reference": reference,
    }


def _settlement(data: st.DataObject, state: Convention) -> Fields:
    over = [name for name, t in state.tranches.items() if t.excess]
    tranche = state.tranches[data.draw(st.sampled_from(sorted(over)))]
    return {
        "tranche": tranche.tranche,
        "kind": data.draw(st.sampled_from(Settlement)),
        "amount": _near(data, tranche.excess),
        "decision": "décision",
        "reference": data.draw(st.sampled_from([None, *tranche.references])),
    }


def _acceptance(data: st.DataObject, state: Convention) -> Fields:
    action = data.draw(st.sampled_from(sorted(state.progress)))
    seen = data.draw(st.sampled_from(state.progress[action].observations)).progress
    return {"action": action, "percent": seen.percent, "observed_on": seen.observed_on}


def _near(data: st.DataObject, bound: Money) -> Money:
    """At the bound mostly; just beyond it, half of it, a centime."""
    choices = [bound, bound, bound, Money(bound.centimes // 2), bound + Money(1), Money(1)]
    return data.draw(st.sampled_from(choices))


def _tranche(data: st.DataObject, state: Convention) -> Fields:
    name = data.draw(st.sampled_from(sorted(state.terms.contributions)))
    left = state.terms.contributions[name].amount - planned_of(state, name)
    return {
        "tranche": f"T{len(state.tranches)}",
        "contribution": name,
        "amount": _near(data, left),
        "due_on": date(2026, data.draw(st.integers(4, 12)), 1),
        "justified_before": data.draw(st.sampled_from([0, 0, 50])),
    }
