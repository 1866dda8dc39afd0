"""What suspension, resumption and completion change."""

from dataclasses import replace
from typing import assert_never

from conventions.domain.core.convention import Convention
from conventions.domain.core.vocabulary import State
from conventions.domain.ending import events as e


def evolve(convention: Convention, event: e.EndingEvent) -> Convention:
    match event:
        case e.ConventionSuspended():
            return replace(convention, state=State.SUSPENDED)
        case e.ConventionResumed():
            return replace(convention, state=State.IN_FORCE)
        case e.ConventionCompleted():
            return replace(convention, state=State.COMPLETED)
        case _:
            assert_never(event)
