"""Where each thing of the small machines within a convention stands, by its name."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from conventions.domain.core.convention import Convention
from conventions.domain.machines import APPROVAL, ROUND, TRANCHE, TURN

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


PHASES: Final[Mapping[str, Callable[[Convention], Phases]]] = {
    ROUND.machine: rounds,
    APPROVAL.machine: approvals,
    TURN.machine: turns,
    TRANCHE.machine: tranches,
}
