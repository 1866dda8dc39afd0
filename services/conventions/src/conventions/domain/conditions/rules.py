"""What a suspensive condition must be, who decides it, and until when."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from mithaq.commands import Caller
from mithaq.errors import Forbidden, RuleBroken

from conventions.domain.approvals.rules import (
    OnePersonTwoBodies,
    ensure_for_no_other,
    ensure_prepared_by_others,
)
from conventions.domain.conditions import commands as c
from conventions.domain.core import limits
from conventions.domain.core.approvers import ANSWERED_BY, decider_role, decides
from conventions.domain.core.chronology import Fact, latest, whole
from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import DutiesNotSeparated, Duty
from conventions.domain.core.rules import NothingWaits, ensure_written
from conventions.domain.core.suspensive import (
    ConditionOverdue,
    ConditionTooSoon,
    ensure_not_overdue,
    undecided,
)
from conventions.domain.core.terms import Condition
from conventions.domain.core.vocabulary import Part


class ConditionUnknown(RuleBroken):
    """No suspensive condition of this name."""

    code = "condition-unknown"


class ConditionBodyUnfit(RuleBroken):
    """A condition that is an approval is decided by a body whose kind may give it."""

    code = "condition-body-unfit"


class ConditionAlreadyDecided(RuleBroken):
    """A condition is decided once."""

    code = "condition-already-decided"


class NotTheDecider(Forbidden):
    """A condition is decided by a person with the role for it, in the body that the text names."""

    code = "not-the-decider"


def ensure_decidable(condition: Condition, kinds: Mapping[UUID, str], recorded_on: date) -> None:
    """It can be read, there is time for it, and who decides it may."""
    ensure_written(condition.condition, label_fr=condition.label_fr, label_ar=condition.label_ar)
    if condition.decide_by <= recorded_on:
        raise ConditionTooSoon(
            condition=condition.condition, decide_by=str(condition.decide_by), on=str(recorded_on)
        )
    if condition.approval is None:
        return
    answering, body = ANSWERED_BY.get(condition.approval), condition.organisation_id
    if body is None or answering is None or kinds.get(body) not in answering.bodies:
        raise ConditionBodyUnfit(kind=condition.approval)


def ensure_room(convention: Convention) -> None:
    limits.ensure_room(Part.CONDITIONS, convention.terms.conditions)


def condition_of(convention: Convention, name: str) -> Condition:
    """The condition of that name. Raises ConditionUnknown."""
    condition = convention.terms.conditions.get(name)
    if condition is None:
        raise ConditionUnknown(condition=name)
    return condition


DECIDING_RULES = (
    ConditionUnknown,
    ConditionAlreadyDecided,
    ConditionOverdue,
    NotTheDecider,
    OnePersonTwoBodies,
    DutiesNotSeparated,
)


def ensure_decided_rightly(
    convention: Convention, command: c.DecideCondition, condition: Condition
) -> None:
    """Once, in time, by the body that the text names, by a person who prepared and signed nothing.

    Where the text names no body, the office records what was decided.
    """
    name, caller = condition.condition, command.caller
    if name in convention.decided:
        raise ConditionAlreadyDecided(condition=name, on=str(convention.decided[name].on))
    if not decides(caller, condition):
        raise NotTheDecider(condition=name, role=decider_role(condition))
    ensure_not_overdue(convention, command.recorded_on)
    if condition.organisation_id is not None:
        ensure_for_no_other(convention, caller)
    ensure_signed_by_others(convention, caller)
    ensure_written(name, act=command.act)


def ensure_signed_by_others(convention: Convention, caller: Caller) -> None:
    """Whoever prepared the text or signed it decides no condition of it."""
    ensure_prepared_by_others(convention, caller)
    if caller.person in convention.signing.signers:
        raise DutiesNotSeparated(done=str(Duty.SIGN), asked=str(Duty.APPROVE))


def ensure_some_undecided(convention: Convention, caller: Caller) -> None:
    """A condition that this caller decides is undecided."""
    conditions = convention.terms.conditions
    if not any(decides(caller, conditions[name]) for name in undecided(convention)):
        raise NothingWaits(step="condition")


def overdue(convention: Convention, command: c.EndCondition) -> bool:
    """It is there, undecided, and its last day is over."""
    condition = convention.terms.conditions.get(command.condition)
    if condition is None or condition.condition in convention.decided:
        return False
    return command.on > condition.decide_by


def end_day(convention: Convention, command: c.EndCondition) -> date:
    """The day after the last, or that of what was still recorded before its end was."""
    known = latest(convention.days, whole(Fact.SIGNED, Fact.CONDITION_DECIDED))
    return max(command.on, known[1]) if known else command.on
