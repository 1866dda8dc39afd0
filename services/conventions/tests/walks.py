"""Steps that mostly succeed: what is open, by whom it is open to, with amounts at the bounds."""

from collections.abc import Callable
from datetime import date
from typing import Final

from conventions.domain.admission import openings
from conventions.domain.commands import agreeing, amending, drafting, executing
from conventions.domain.commands.base import ConventionCommand
from conventions.domain.scheduling import planned_of
from conventions.domain.state import Convention, Tranche
from hypothesis import strategies as st
from mithaq.money import Money

from .chances import CALLERS, FIELDS, SIGNING, Fields, signature
from .story import Say

Step = type[ConventionCommand]
# They end or undo; wild attempts try them, a walk would end too soon with them.
ENDING: Final = frozenset(
    {
        drafting.WithdrawConvention,
        drafting.RemoveAction,
        drafting.WithdrawContribution,
        agreeing.ReopenText,
        agreeing.RefuseSignature,
        agreeing.RefuseApproval,
        executing.CancelTranche,
        executing.CompleteConvention,
        amending.WithdrawAmendment,
    }
)
# What moves a life on: drawn more often than what may be said again and again.
PRESSING: Final = frozenset(
    {
        drafting.ProposeConvention,
        agreeing.CloseNegotiationRound,
        agreeing.AgreeText,
        agreeing.RequestApprovals,
        agreeing.SignConvention,
        agreeing.EnterIntoForce,
        executing.CallFunds,
        executing.CommitTranche,
        executing.VisaTranche,
        executing.OrderPayment,
        executing.PayTranche,
        executing.JustifyTranche,
        executing.ResumeConvention,
        amending.AgreeAmendmentText,
        amending.SignAmendment,
        amending.PutAmendmentIntoEffect,
    }
)
ROOM: Final[dict[Step, Callable[[Tranche], Money]]] = {
    executing.CallFunds: lambda t: t.amount - t.called,
    executing.CommitTranche: lambda t: t.called - t.committed,
    executing.VisaTranche: lambda t: t.committed - t.visaed,
    executing.OrderPayment: lambda t: t.visaed - t.ordered,
    executing.PayTranche: lambda t: t.ordered - t.paid,
    executing.JustifyTranche: lambda t: t.paid - t.justified,
    executing.ReportExternalPayment: lambda t: t.ordered - t.paid,
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
    told = openings(state, say.caller)
    found = [COMMANDS[each.command] for each in told if each.closed_by is None]
    return [command for command in found if command not in ENDING]


def _fields(data: st.DataObject, state: Convention, command: Step) -> Fields:
    if issubclass(command, executing.MoneyCommand) and state.tranches:
        return _money(data, state, command)
    if command is executing.PlanTranche:
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
    return {"tranche": tranche, "amount": _near(data, room[tranche]), "act": "acte"}


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
