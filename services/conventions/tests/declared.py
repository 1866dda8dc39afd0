"""What a refusal must be for docs, API and guide to tell it: a rule of the command's row."""

from conventions.domain import lifecycle
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.event import Events
from conventions.domain.lifecycle import (
    ensure_admitted,
    ensure_may_draft,
    ensure_visible,
)
from conventions.domain.outcomes import OUTCOMES
from conventions.domain.table import BY_COMMAND
from mithaq.errors import MithaqError


def decide(state: Absent | Convention, command: ConventionCommand) -> Events:
    """As the domain; what refuses its content and what follows from it is told in the tables."""
    try:
        events = lifecycle.decide(state, command)
    except MithaqError as refused:
        declared = (*BY_COMMAND[type(command)].rules, DateBeforePrevious)
        if isinstance(refused, declared) or _closed_by(state, command) is type(refused):
            raise
        told = f"{type(command).__name__} does not declare {type(refused).__name__}"
        raise AssertionError(told) from refused
    strange = {type(event) for event in events} - set(OUTCOMES[type(command)])
    assert not strange, f"{type(command).__name__} does not tell {strange}"
    return events


def _closed_by(state: Absent | Convention, command: ConventionCommand) -> type[MithaqError] | None:
    """What refuses it whatever its content."""
    try:
        ensure_visible(state, command)
        if isinstance(state, Convention):
            ensure_admitted(state, command)
        else:
            ensure_may_draft(command)
    except MithaqError as refused:
        return type(refused)
    return None
