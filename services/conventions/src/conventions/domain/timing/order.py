"""The order in time of what time tells: on the day it is told, so after all that it looked at."""

from conventions.domain.core.chronology import Fact, Keys, order
from conventions.domain.timing import events as e


def _tranche(event: e.TrancheOverdue) -> Keys:
    return ((Fact.TRANCHE, event.tranche),)


ORDER = (
    order(e.TrancheOverdue, rests_on=_tranche),
    order(e.LatenessCounted, rests_on=[Fact.RESUMED]),
    order(e.DurationEnding, rests_on=[Fact.IN_FORCE]),
    order(e.DurationOver, rests_on=[Fact.IN_FORCE]),
    order(e.SignatoryMandateEnding),
)
