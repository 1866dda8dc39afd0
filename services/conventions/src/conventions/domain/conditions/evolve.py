"""What the events of suspensive conditions change."""

from typing import assert_never

from mithaq.states import changed, put, without

from conventions.domain.conditions import events as e
from conventions.domain.core.convention import Convention, Decided
from conventions.domain.core.vocabulary import State


def evolve(convention: Convention, event: e.ConditionsEvent) -> Convention:
    terms = convention.terms
    match event:
        case e.ConditionWritten(condition=condition):
            conditions = put(terms.conditions, condition.condition, condition)
            return changed(convention, terms=changed(terms, conditions=conditions))
        case e.ConditionRemoved(condition=condition):
            conditions = without(terms.conditions, condition.condition)
            return changed(convention, terms=changed(terms, conditions=conditions))
        case e.ConditionMet(condition=name, decided_on=on, instrument=act):
            return _decided(convention, name, Decided(met=True, on=on, act=act))
        case e.ConditionRefused(condition=name, decided_on=on, instrument=act):
            return _decided(convention, name, Decided(met=False, on=on, act=act))
        case e.ConditionFailed():
            return changed(convention, state=State.LAPSED)
        case _:
            assert_never(event)


def _decided(convention: Convention, name: str, decision: Decided) -> Convention:
    return changed(convention, decided=put(convention.decided, name, decision))
