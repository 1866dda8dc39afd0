"""Transitions of suspension, resumption and completion."""

from conventions.domain.core import rules as core
from conventions.domain.core.commands import IN_FORCE, row
from conventions.domain.core.policy import MANAGERS
from conventions.domain.core.vocabulary import State
from conventions.domain.ending import commands as c
from conventions.domain.ending import decide, rules

ENDING = (
    row(
        c.SuspendConvention,
        decide.suspend,
        IN_FORCE,
        MANAGERS,
        to=State.SUSPENDED,
        rules=(core.ReasonMissing,),
    ),
    row(
        c.ResumeConvention,
        decide.resume,
        frozenset({State.SUSPENDED}),
        MANAGERS,
        to=State.IN_FORCE,
        rules=(core.ReasonMissing, rules.ResumptionBackdated),
    ),
    row(
        c.CompleteConvention,
        decide.complete,
        IN_FORCE,
        MANAGERS,
        to=State.COMPLETED,
        ready=(rules.ensure_finished,),
        rules=(rules.ReportMissing,),
    ),
)
