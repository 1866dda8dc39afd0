"""Where each thing of the small machines within a convention stands, by its name."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from conventions.domain.core.convention import Convention
from conventions.domain.core.obliged import kept_of, span_of
from conventions.domain.core.occurrences import occurrences_of
from conventions.domain.machines import (
    ACCEPTANCE,
    APPROVAL,
    DECISION,
    MEETING,
    NOTICE,
    OBLIGATION,
    PAYMENT_ORDER,
    ROUND,
    SUBMISSION,
    TRANCHE,
    TURN,
)

Phases = Mapping[Any, str]


def rounds(convention: Convention) -> Phases:
    told = convention.negotiation
    if not told.round:
        return {}
    phases = (("open", told.open), ("undecided", told.undecided), ("concluded", told.concluded))
    found = next((name for name, holds in phases if holds), None)
    return {} if found is None else {told.round: found}


def approvals(convention: Convention) -> Phases:
    return {approval: str(answer) for approval, answer in convention.approvals.items()}


def turns(convention: Convention) -> Phases:
    signing = convention.signing
    return dict.fromkeys(signing.awaited, "awaited") | dict.fromkeys(signing.signatures, "signed")


def tranches(convention: Convention) -> Phases:
    return {name: str(tranche.stage) for name, tranche in convention.tranches.items()}


def obligations(convention: Convention) -> Phases:
    span = span_of(convention)
    return {
        (name, each.number): str(kept_of(convention, name, each.number).state)
        for name, obligation in convention.terms.obligations.items()
        for each in occurrences_of(obligation, span)
    }


def meetings(convention: Convention) -> Phases:
    return {number: str(x.state) for number, x in convention.committees.meetings.items()}


def decisions(convention: Convention) -> Phases:
    found = {}
    for name, decision in convention.committees.decisions.items():
        found[name] = "waiting" if decision.waits else "carried_out"
        if decision.dropped_on is not None:
            found[name] = "dropped"
    return found


def notices(convention: Convention) -> Phases:
    return {number: str(notice.state) for number, notice in convention.notices.items()}


def acceptances(convention: Convention) -> Phases:
    taken_over = convention.acceptances.items()
    return {action: "final" if x.final_on else "provisional" for action, x in taken_over}


def payment_orders(convention: Convention) -> Phases:
    return {
        (name, each.number): str(each.answer)
        for name, tranche in convention.tranches.items()
        for each in tranche.orders.values()
    }


def submissions(convention: Convention) -> Phases:
    return {
        (name, each.number): str(each.state)
        for name, tranche in convention.tranches.items()
        for each in tranche.submissions.values()
    }


PHASES: Final[Mapping[str, Callable[[Convention], Phases]]] = {
    ROUND.machine: rounds,
    APPROVAL.machine: approvals,
    TURN.machine: turns,
    TRANCHE.machine: tranches,
    OBLIGATION.machine: obligations,
    MEETING.machine: meetings,
    DECISION.machine: decisions,
    NOTICE.machine: notices,
    ACCEPTANCE.machine: acceptances,
    PAYMENT_ORDER.machine: payment_orders,
    SUBMISSION.machine: submissions,
}
