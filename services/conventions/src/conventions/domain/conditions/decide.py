"""Decisions on suspensive conditions: written while the text is open, decided once it is signed."""

from conventions.domain.conditions import commands as c
from conventions.domain.conditions import events as e
from conventions.domain.conditions import rules
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.rules import ensure_reason
from conventions.domain.core.signing_round import in_order


def write_condition(convention: Convention, command: c.WriteCondition) -> Events:
    """Writing a condition as it already reads changes nothing."""
    written = command.condition
    rules.ensure_decidable(written, command.kinds, command.recorded_on)
    before = convention.terms.conditions.get(written.condition)
    if before == written:
        return []
    if before is None:
        rules.ensure_room(convention)
    convention_id = convention.convention_id
    return [e.ConditionWritten(convention_id=convention_id, condition=written, replaced=before)]


def remove_condition(convention: Convention, command: c.RemoveCondition) -> Events:
    condition = rules.condition_of(convention, command.condition)
    return [e.ConditionRemoved(convention_id=convention.convention_id, condition=condition)]


def decide_condition(convention: Convention, command: c.DecideCondition) -> Events:
    """As its body decided: met, it waits no more; refused, the convention lapses."""
    condition = rules.condition_of(convention, command.condition)
    rules.ensure_decided_rightly(convention, command, condition)
    convention_id, name = convention.convention_id, command.condition
    if command.met:
        return [
            e.ConditionMet(
                convention_id=convention_id,
                condition=name,
                decided_on=command.on,
                instrument=command.act,
            )
        ]
    ensure_reason(command.reason)
    refused = e.ConditionRefused(
        convention_id=convention_id,
        condition=name,
        decided_on=command.on,
        instrument=command.act,
        reason=command.reason or "",
    )
    return [refused, _failed(convention, name, refused=True)]


def end_condition(convention: Convention, command: c.EndCondition) -> Events:
    """Nothing if it was decided meanwhile."""
    if not rules.overdue(convention, command):
        return []
    return [_failed(convention, command.condition, refused=False)]


def _failed(convention: Convention, name: str, *, refused: bool) -> e.ConditionFailed:
    return e.ConditionFailed(
        convention_id=convention.convention_id,
        condition=name,
        refused=refused,
        given_up=convention.terms.pledges(),
        given_up_shares=convention.terms.unsplit(),
        void_signatures=in_order(convention.signing.signatures),
    )
