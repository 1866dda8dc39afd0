"""What the events of formal notices change."""

from typing import Final, assert_never

from mithaq.commands import person
from mithaq.events import Provenance
from mithaq.states import changed, put

from conventions.domain.core.convention import Convention
from conventions.domain.core.notice import Notice, required_of
from conventions.domain.core.vocabulary import NoticeState
from conventions.domain.notices import events as e

_ENDS_AS: Final[dict[type[e.NoticeEvent], NoticeState]] = {
    e.NoticeWithdrawn: NoticeState.WITHDRAWN,
    e.NoticeExpired: NoticeState.EXPIRED,
    e.NoticeRemedied: NoticeState.REMEDIED,
}


def evolve(convention: Convention, event: e.NoticesEvent, provenance: Provenance) -> Convention:
    notice = _after(convention, event, provenance)
    return changed(convention, notices=put(convention.notices, event.notice, notice))


def _after(convention: Convention, event: e.NoticesEvent, provenance: Provenance) -> Notice:
    match event:
        case e.NoticeServed():
            return _served(event, provenance)
        case e.NoticeAnswered():
            known = convention.notices[event.notice]
            return changed(known, state=NoticeState.ANSWERED, answer=event.answer)
        case e.NoticeWithdrawn() | e.NoticeExpired() | e.NoticeRemedied():
            return changed(convention.notices[event.notice], state=_ENDS_AS[type(event)])
        case _:
            assert_never(event)


def _served(event: e.NoticeServed, provenance: Provenance) -> Notice:
    return Notice(
        number=event.notice,
        breach=event.breach,
        addressee=event.addressee,
        served_for=event.served_for,
        person=person(provenance.by.id),
        served_on=provenance.effective_date,
        recorded_on=event.recorded_on,
        expires_on=event.expires_on,
        reason=event.reason,
        required=required_of(event.required, event.percent),
    )
