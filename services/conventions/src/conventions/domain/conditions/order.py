"""The order in time of conditions: written like the rest of the text, decided once it is signed."""

from conventions.domain.conditions import events as e
from conventions.domain.core.chronology import TEXT, Fact, Keys, order, whole

_DECIDED = (Fact.CONDITION_DECIDED,)


def _written(event: e.ConditionWritten | e.ConditionRemoved) -> Keys:
    return ((Fact.CONDITION, event.condition.condition),)


def _told(event: e.ConditionWritten | e.ConditionRemoved) -> Keys:
    return (*_written(event), *whole(Fact.EDITED))


def _rests_on(event: e.ConditionWritten | e.ConditionRemoved) -> Keys:
    return (*whole(*TEXT), *_written(event))


ORDER = (
    order(e.ConditionWritten, tells=_told, rests_on=_rests_on),
    order(e.ConditionRemoved, tells=_told, rests_on=_rests_on),
    order(e.ConditionMet, tells=_DECIDED, rests_on=[Fact.SIGNED]),
    order(e.ConditionRefused, tells=_DECIDED, rests_on=[Fact.SIGNED]),
    order(e.ConditionFailed, rests_on=[Fact.SIGNED, Fact.CONDITION_DECIDED]),
)
