"""Suspension and resumption, each with its reason."""

from conventions.domain.core.rules import CommandClosed, ReasonMissing
from conventions.domain.core.vocabulary import State
from conventions.domain.ending import commands as c
from conventions.domain.ending import events as e

from ..people import ID, region
from ..story import in_force, state_of


def test_a_convention_is_suspended_and_resumed_with_a_reason() -> None:
    suspend = region(c.SuspendConvention, reason="contrôle")
    in_force().then(suspend, e.ConventionSuspended(convention_id=ID, reason="contrôle"))
    in_force().refuses(region(c.SuspendConvention, reason=" "), ReasonMissing)
    suspended = in_force().when(suspend)
    assert state_of(suspended).state is State.SUSPENDED
    suspended.refuses(suspend, CommandClosed)
    resume = region(c.ResumeConvention, reason="levée")
    suspended.then(resume, e.ConventionResumed(convention_id=ID, reason="levée"))
    suspended.refuses(region(c.ResumeConvention, reason=""), ReasonMissing)
    assert state_of(suspended.when(resume)).state is State.IN_FORCE
