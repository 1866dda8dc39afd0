"""Suspensive conditions as the other topics meet them: what is undecided, and until when."""

from datetime import date

from mithaq.commands import Caller
from mithaq.errors import Invalid, RuleBroken

from conventions.domain.core.convention import Convention
from conventions.domain.core.terms import Terms


class ConditionTooSoon(Invalid):
    """A condition leaves a day at least to decide it, from the day it is recorded or signed."""

    code = "condition-too-soon"


class ConditionOverdue(RuleBroken):
    """A condition is decided by its last day, and nothing is signed that it closes already."""

    code = "condition-overdue"


class ConditionUndecided(RuleBroken):
    """Nothing is in force before every condition is met."""

    code = "condition-undecided"


def undecided(convention: Convention) -> tuple[str, ...]:
    """The conditions that nobody decided yet, in the text's order."""
    return tuple(name for name in convention.terms.conditions if name not in convention.decided)


def ensure_time_to_decide(terms: Terms, after: date) -> None:
    """Every condition may still be decided after that day: the last day to sign, or today."""
    for each in terms.conditions.values():
        if each.decide_by <= after:
            raise ConditionTooSoon(
                condition=each.condition, decide_by=str(each.decide_by), on=str(after)
            )


def ensure_not_overdue(convention: Convention, recorded_on: date) -> None:
    """The time of no undecided condition is over."""
    for name in undecided(convention):
        decide_by = convention.terms.conditions[name].decide_by
        if recorded_on > decide_by:
            raise ConditionOverdue(condition=name, decide_by=str(decide_by), on=str(recorded_on))


def ensure_all_met(convention: Convention, _: Caller) -> None:
    """A refused one ended the convention: what is decided is met."""
    if waits_for := undecided(convention):
        raise ConditionUndecided(conditions=waits_for, count=len(waits_for))


def last_decided_on(convention: Convention) -> date | None:
    """The day of the last decision, None where there was nothing to decide."""
    return max((each.on for each in convention.decided.values()), default=None)
