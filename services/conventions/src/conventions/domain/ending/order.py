"""The order in time of suspensions and of the completion: after all that they rest on."""

from conventions.domain.core.chronology import Fact, Keys, order, whole
from conventions.domain.ending import events as e


def _suspended(event: e.ConventionSuspended) -> Keys:
    """No money that moved is left on a day that becomes one of suspension."""
    notice = () if event.notice is None else ((Fact.NOTICE_ENDED, event.notice),)
    return (*whole(Fact.IN_FORCE, Fact.RESUMED, Fact.MONEY), *notice)


_SETTLED = (
    Fact.IN_FORCE,
    Fact.RESUMED,
    Fact.MONEY,
    Fact.JUSTIFIED,
    Fact.BEYOND,
    Fact.DELIVERY_ACCEPTED,
)


def _pronounced(event: e.TerminationPronounced) -> Keys:
    return (
        *whole(*_SETTLED, Fact.SUSPENDED, Fact.AMENDMENT_ENDED),
        (Fact.NOTICE_ENDED, event.notice),
    )


ORDER = (
    order(e.ConventionSuspended, tells=[Fact.SUSPENDED], rests_on=_suspended),
    order(e.ConventionResumed, tells=[Fact.RESUMED], rests_on=[Fact.SUSPENDED]),
    order(
        e.ConventionCompleted,
        tells=[Fact.ENDED],
        rests_on=[
            Fact.IN_FORCE,
            Fact.RESUMED,
            Fact.MONEY,
            Fact.JUSTIFIED,
            Fact.BEYOND,
            Fact.PROGRESS_ACCEPTED,
            Fact.WORKS_ACCEPTED,
            Fact.DELIVERY_ACCEPTED,
            Fact.OCCURRENCE,
            Fact.AMENDMENT_ENDED,
        ],
    ),
    order(e.ConventionTerminated, tells=[Fact.ENDED], rests_on=_SETTLED),
    order(
        e.ConventionClosed,
        tells=[Fact.CLOSED],
        rests_on=[Fact.ENDED, Fact.BEYOND, Fact.NOTICE_ENDED, Fact.WORKS_ACCEPTED],
    ),
    order(e.ConventionArchived, rests_on=[Fact.CLOSED, Fact.BEYOND]),
    order(e.TerminationPronounced, tells=[Fact.ENDED], rests_on=_pronounced),
)
