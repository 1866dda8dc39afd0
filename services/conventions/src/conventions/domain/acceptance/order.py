"""The order in time of acceptance: each step after the one before, of the same action."""

from conventions.domain.acceptance import events as e
from conventions.domain.core.chronology import Fact, Keys, order, whole


def _told(event: e.AcceptanceEvent) -> Keys:
    return (*whole(Fact.WORKS_ACCEPTED), *_of_action(event))


def _of_action(event: e.AcceptanceEvent) -> Keys:
    return ((Fact.WORKS_ACCEPTED, event.action),)


ORDER = (
    order(e.WorksAcceptedProvisionally, tells=_told, rests_on=[Fact.IN_FORCE]),
    order(e.ReservationLifted, tells=_told, rests_on=_of_action),
    order(e.WorksAcceptedFinally, tells=_told, rests_on=_of_action),
)
