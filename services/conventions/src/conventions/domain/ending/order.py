"""The order in time of suspensions and of the completion: after all that they rest on."""

from conventions.domain.core.chronology import Fact, order
from conventions.domain.ending import events as e

ORDER = (
    # No money that moved is left on a day that becomes one of suspension.
    order(
        e.ConventionSuspended,
        tells=[Fact.SUSPENDED],
        rests_on=[Fact.IN_FORCE, Fact.RESUMED, Fact.MONEY],
    ),
    order(e.ConventionResumed, tells=[Fact.RESUMED], rests_on=[Fact.SUSPENDED]),
    order(
        e.ConventionCompleted,
        rests_on=[
            Fact.IN_FORCE,
            Fact.RESUMED,
            Fact.MONEY,
            Fact.JUSTIFIED,
            Fact.BEYOND,
            Fact.PROGRESS_ACCEPTED,
            Fact.DELIVERY_ACCEPTED,
            Fact.AMENDMENT_ENDED,
        ],
    ),
    order(
        e.ConventionTerminated,
        rests_on=[
            Fact.IN_FORCE,
            Fact.RESUMED,
            Fact.MONEY,
            Fact.JUSTIFIED,
            Fact.BEYOND,
            Fact.DELIVERY_ACCEPTED,
        ],
    ),
)
