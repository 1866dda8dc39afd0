"""What becomes of a notice: answered, withdrawn, expired or put right by its last day."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from conventions.domain.core.rules import NothingWaits, TextBlank
from conventions.domain.core.vocabulary import NoticeState, Stage
from conventions.domain.notices import events as e
from conventions.domain.notices import rules
from conventions.domain.tranches import commands as tranches

from ..people import (
    ID,
    MINISTRY,
    REGION,
    Say,
    accountant,
    bookkeeper,
    clerk,
    commune,
    controller,
    office,
    operator,
    region,
)
from ..proposal import mad
from ..story import in_force, state_of
from ..tranches.story import reverse, scheduled, step
from .story import (
    AFTER,
    EXPIRES,
    LATE,
    UNPAID,
    answer,
    called,
    expire,
    expired,
    serve,
    served,
    withdraw,
)

OF: dict[str, Any] = {"convention_id": ID, "notice": 1, "addressee": REGION, "breach": UNPAID}


def paid_on(day: date, dirhams: int = 150) -> tuple[tranches.MoneyCommand, ...]:
    """From its commitment to its payment, all on that day."""
    steps = (
        (tranches.CommitTranche, region),
        (tranches.VisaTranche, controller),
        (tranches.OrderPayment, region),
        (tranches.PayTranche, accountant),
    )
    return tuple(step(kind, say.on_day(day), dirhams) for kind, say in steps)


def test_its_addressee_answers_it_once_and_the_delay_goes_on() -> None:
    served().then(answer(region), e.NoticeAnswered(**OF, answer="OP n° 12"))
    answered = served().when(answer(region))
    assert state_of(answered).notices[1].state is NoticeState.ANSWERED
    answered.refuses(answer(region), rules.NoticeClosed)
    answered.then(expire(), e.NoticeExpired(**OF, expires_on=EXPIRES))


def test_nobody_else_answers_it() -> None:
    served().refuses(answer(commune), rules.NotTheAddressee)
    served().refuses(answer(region, notice=2), rules.NoticeUnknown)
    served().refuses(answer(region, text="\u200b"), TextBlank)
    in_force().refuses(answer(region), NothingWaits)


def test_it_is_answered_by_its_last_day() -> None:
    served().accepts(answer(region, EXPIRES))
    served().refuses(answer(region, AFTER), rules.NoticeOver)
    late = Say(region.caller, EXPIRES, AFTER)
    served().refuses(late(type(answer(region)), notice=1, answer="x"), rules.NoticeOver)


def test_who_served_it_withdraws_it_with_a_reason() -> None:
    served().then(withdraw(bookkeeper), e.NoticeWithdrawn(**OF, reason="réglé"))
    for other in (region, commune, office):
        served().refuses(withdraw(other), rules.NotTheServer)
    served().refuses(withdraw(operator, notice=2), rules.NoticeUnknown)
    withdrawn = served().when(withdraw(operator))
    withdrawn.refuses(withdraw(operator), rules.NoticeClosed)
    withdrawn.then(expire())


def test_no_person_of_the_party_in_default_withdraws_it_with_a_token_of_the_office() -> None:
    """It acted for that party here: the office's notice to it is another person's to withdraw."""
    roles = frozenset({"office"})
    turned = Say(replace(region.caller, organisation=MINISTRY, roles=roles))
    for story, day in ((called().when(serve(clerk)), LATE), (expired(), AFTER)):
        story.refuses(withdraw(turned, day), rules.PartyInDefault)
        story.accepts(withdraw(office, day))


def test_an_expired_notice_is_withdrawn_too() -> None:
    called().when(serve(), expire()).accepts(withdraw(operator, AFTER))


def test_it_expires_after_its_last_day_where_nothing_was_put_right() -> None:
    served().then(expire(day=EXPIRES))
    served().then(expire(), e.NoticeExpired(**OF, expires_on=EXPIRES))
    assert state_of(expired()).notices[1].state is NoticeState.EXPIRED
    expired().then(expire())
    served().then(expire(notice=2))


@pytest.mark.parametrize("dirhams", [149, 150])
def test_what_is_put_right_by_its_last_day_is_told(dirhams: int) -> None:
    story = served().when(*paid_on(EXPIRES, dirhams))
    ended = e.NoticeRemedied if dirhams == 150 else e.NoticeExpired
    story.then(expire(), ended(**OF, expires_on=EXPIRES))


def test_a_payment_after_the_last_day_is_too_late_however_late_the_expiry_runs() -> None:
    later = AFTER + timedelta(days=3)
    story = served().when(*paid_on(AFTER))
    story.then(expire(day=later), e.NoticeExpired(**OF, expires_on=EXPIRES))


def test_what_is_called_after_it_is_another_notice_s() -> None:
    """Of the same tranche; what was due when it was served is paid in time."""
    half = scheduled().when(step(tranches.CallFunds, operator, 100))
    story = half.when(serve(), step(tranches.CallFunds, operator.on_day(LATE), 50))
    assert state_of(story).notices[1].required == mad(100).centimes
    story.when(*paid_on(EXPIRES, 100)).then(expire(), e.NoticeRemedied(**OF, expires_on=EXPIRES))
    story.when(*paid_on(EXPIRES, 99)).then(expire(), e.NoticeExpired(**OF, expires_on=EXPIRES))


def test_an_answered_notice_is_put_right_or_withdrawn_too() -> None:
    answered = served().when(answer(region))
    answered.then(withdraw(operator), e.NoticeWithdrawn(**OF, reason="réglé"))
    paid_since = answered.when(*paid_on(EXPIRES))
    paid_since.then(expire(), e.NoticeRemedied(**OF, expires_on=EXPIRES))


def test_a_notice_is_withdrawn_where_there_is_one() -> None:
    in_force().refuses(withdraw(operator), NothingWaits)


def test_a_payment_that_is_dated_back_and_reversed_undoes_no_expiry() -> None:
    story = expired()
    dated_back = tuple(
        step(type(each), Say(each.caller, LATE, AFTER), 150) for each in paid_on(LATE)
    )
    story = story.when(*dated_back)
    assert state_of(story).notices[1].state is NoticeState.EXPIRED
    back = reverse(Stage.PAID, 150, clerk.on_day(AFTER), reference="PayTranche R1 150")
    assert state_of(story.when(back)).notices[1].state is NoticeState.EXPIRED
