"""The order in time of formal notices: served in force, answered and ended afterwards."""

from collections.abc import Callable
from typing import Any

from conventions.domain.core.chronology import Fact, Keys, order, whole
from conventions.domain.notices import events as e


def _of(fact: Fact) -> Callable[[Any], Keys]:
    """That fact of the event's own notice."""
    return lambda event: ((fact, event.notice),)


def _of_all(fact: Fact) -> Callable[[Any], Keys]:
    """The same, and of the notices as a whole."""
    return lambda event: (*whole(fact), (fact, event.notice))


_SERVED, _ENDED = _of(Fact.NOTICE_SERVED), _of_all(Fact.NOTICE_ENDED)

ORDER = (
    order(e.NoticeServed, tells=_SERVED, rests_on=[Fact.IN_FORCE]),
    order(e.NoticeAnswered, rests_on=_SERVED),
    *(
        order(each, tells=_ENDED, rests_on=_SERVED)
        for each in (e.NoticeWithdrawn, e.NoticeExpired, e.NoticeRemedied)
    ),
)
