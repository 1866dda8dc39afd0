"""A fact of the file is confirmed or returned no earlier than it was proposed."""

from conventions.domain.core.chronology import Fact, Keys, order
from conventions.domain.takeover import events as e


def _fact(event: e.FactEvent) -> Keys:
    return ((Fact.ARCHIVED_FACT, event.fact_number),)


ORDER = (
    order(e.ArchivedFactProposed, tells=_fact, rests_on=[Fact.SIGNED]),
    order(e.ArchivedFactReturned, rests_on=_fact),
    order(e.ArchivedFactCompleted, rests_on=_fact),
    order(e.ArchivedFactCorrected, rests_on=_fact),
)
