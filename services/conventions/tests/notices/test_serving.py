"""A notice is served on what is true, on another party, by whom it is owed to, for long enough."""

from datetime import date, timedelta

import pytest
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.notice import Breach
from conventions.domain.core.rules import ReasonMissing, TextBlank
from conventions.domain.core.vocabulary import BreachKind, NoticeState, Settlement, Stage
from conventions.domain.deliveries.commands import DeliverContribution
from conventions.domain.ending.commands import ResumeConvention, SuspendConvention
from conventions.domain.notices import rules
from conventions.domain.notices.breaches import measured
from conventions.domain.notices.commands import ServeNotice
from conventions.domain.notices.events import NoticeServed
from conventions.domain.timing.lateness import unpaid_parts
from conventions.domain.tranches import commands as tranches
from mithaq.money import Money

from ..deliveries.story import land
from ..execution.story import accepted, progress
from ..people import (
    COMMUNE,
    ID,
    OPERATOR,
    REGION,
    STRANGER,
    Say,
    accountant,
    bookkeeper,
    clerk,
    commune,
    office,
    operator,
    region,
)
from ..proposal import mad
from ..story import in_force, state_of
from ..tranches.story import paid, reverse, scheduled, settle, step
from .story import (
    BEHIND,
    DAYS,
    DUTY,
    EXPIRES,
    LAND,
    LATE,
    SPENT,
    UNPAID,
    called,
    serve,
    served,
    withdraw,
)

NEXT_YEAR = date(2027, 1, 4)


def test_money_called_and_not_paid_after_its_day_is_a_ground() -> None:
    called().then(
        serve(),
        NoticeServed(
            convention_id=ID,
            notice=1,
            addressee=REGION,
            breach=UNPAID,
            served_for=OPERATOR,
            recorded_on=LATE,
            expires_on=EXPIRES,
            reason="non versé",
            act="MD 4/2026",
            required=mad(150),
            missing=mad(150),
        ),
    )
    assert state_of(served()).notices[1].state is NoticeState.SERVED


def test_a_ground_is_true_on_the_day_it_is_dated_and_on_the_day_it_is_recorded() -> None:
    due = date(2026, 6, 1)
    called().refuses(_on(operator, due, due), rules.NoticeUnfounded)
    called().refuses(_on(operator, due, LATE), rules.NoticeUnfounded)
    scheduled().refuses(serve(), rules.NoticeUnfounded)
    in_time = called().when(*_paid_on(LATE)[1:])
    in_time.refuses(serve(), rules.NoticeUnfounded)
    in_time.refuses(_on(operator, LATE, LATE + timedelta(days=5)), rules.NoticeUnfounded)


def _on(say: Say, on: date, recorded: date) -> ServeNotice:
    return Say(say.caller, on, recorded)(
        ServeNotice,
        addressee=REGION,
        breach=UNPAID,
        days=DAYS,
        reason="non versé",
        act="MD 4/2026",
    )


def _paid_on(day: date) -> list[tranches.MoneyCommand]:
    return [step(type(each), Say(each.caller, day), 150) for each in paid(150)]


def test_the_delay_counts_from_the_day_it_is_recorded_however_early_it_is_dated() -> None:
    recorded = LATE + timedelta(days=20)
    state = state_of(called().when(_on(operator, LATE, recorded)))
    assert state.notices[1].expires_on == recorded + timedelta(days=DAYS)


@pytest.mark.parametrize("days", [0, 14, 3651])
def test_a_delay_has_bounds(days: int) -> None:
    called().refuses(serve(days=days), rules.DelayOutOfBounds)
    called().accepts(serve(days=15))


def test_a_notice_says_why_and_names_its_paper() -> None:
    called().refuses(serve(reason=" "), ReasonMissing)
    called().refuses(serve(act="\u200b"), TextBlank)


def test_nobody_serves_its_own_party_with_no_other_token_either() -> None:
    called().refuses(serve(region), rules.NoticeToOwnParty)
    twin = Say(
        region.caller.__class__(
            subject="region-head", organisation=COMMUNE, roles=commune.caller.roles
        )
    )
    called().refuses(serve(twin), rules.NoticeToOwnParty)


def test_it_is_served_by_those_to_whom_it_is_owed_by_the_lead_or_the_office() -> None:
    called().refuses(serve(commune), rules.NoticeNotYours)
    for say in (operator, office, clerk):
        called().accepts(serve(say))
    last = Say(commune.caller, NEXT_YEAR)
    in_force().refuses(serve(last, SPENT, OPERATOR), rules.NoticeNotYours)
    in_force().accepts(serve(Say(region.caller, NEXT_YEAR), LAND, COMMUNE))


def test_one_party_has_one_open_notice_on_a_thing_and_holds_up_no_other() -> None:
    served().refuses(serve(), rules.NoticeAlreadyOpen)
    served().refuses(serve(bookkeeper, days=60), rules.NoticeAlreadyOpen)
    served().accepts(serve(office))
    served().when(withdraw(bookkeeper)).accepts(serve())


def test_what_is_not_a_party_owes_nothing() -> None:
    called().refuses(serve(addressee=STRANGER), rules.NoticeUnfounded)
    called().refuses(serve(addressee=COMMUNE), rules.NoticeUnfounded)
    missing = Breach(kind=BreachKind.MONEY_UNPAID, subject="R9")
    called().refuses(serve(breach=missing), rules.NoticeUnfounded)


def test_who_cannot_pay_because_of_a_suspension_is_not_in_default() -> None:
    stopped = called().when(office.on_day(LATE)(SuspendConvention, reason="contrôle"))
    stopped.refuses(serve(), rules.NoticeUnfounded)
    day = LATE + timedelta(days=1)
    resumed = stopped.when(office.on_day(day)(ResumeConvention, reason="levée"))
    resumed.accepts(serve(operator.on_day(day)))


def test_what_was_promised_in_kind_is_a_ground_once_its_year_is_over() -> None:
    in_force().refuses(serve(operator, LAND, COMMUNE), rules.NoticeUnfounded)
    later = operator.on_day(NEXT_YEAR)
    state = state_of(in_force().when(serve(later, LAND, COMMUNE)))
    assert state.notices[1].required == mad(100).centimes
    told = in_force().when(land(DeliverContribution, commune, 100))
    told.refuses(serve(later, LAND, COMMUNE), rules.NoticeUnfounded)
    cash = Breach(kind=BreachKind.DELIVERY_MISSING, subject="commune-26")
    in_force().refuses(serve(later, cash, COMMUNE), rules.NoticeUnfounded)


def test_spending_is_a_ground_a_month_after_the_payment() -> None:
    spent = scheduled().when(*paid(150))
    day = date(2026, 6, 2)
    spent.accepts(serve(region.on_day(day), SPENT, OPERATOR))
    spent.refuses(serve(region.on_day(day), SPENT, COMMUNE), rules.NoticeUnfounded)
    proved = spent.when(step(tranches.JustifyTranche, bookkeeper, 150))
    proved.refuses(serve(region.on_day(day), SPENT, OPERATOR), rules.NoticeUnfounded)


def test_works_are_behind_where_less_is_built_than_was_planned_for_years_that_are_over() -> None:
    later = region.on_day(NEXT_YEAR)
    in_force().refuses(serve(region, BEHIND, OPERATOR), rules.NoticeUnfounded)
    state = state_of(in_force().when(serve(later, BEHIND, OPERATOR)))
    assert state.notices[1].required == 70
    in_time = in_force().when(progress(70), accepted(70))
    in_time.refuses(serve(later, BEHIND, OPERATOR), rules.NoticeUnfounded)
    in_force().when(progress(70)).accepts(serve(later, BEHIND, OPERATOR))


def test_a_duty_is_named_by_an_article_that_binds_its_addressee() -> None:
    in_force().accepts(serve(commune, DUTY, OPERATOR))
    unknown = Breach(kind=BreachKind.DUTY_BREACHED, subject="autre")
    in_force().refuses(serve(commune, unknown, OPERATOR), rules.NoticeUnfounded)


def test_it_is_not_dated_before_the_convention_was_in_force() -> None:
    early = Say(commune.caller, date(2026, 1, 1), LATE)
    served_early = early(
        type(serve()), addressee=OPERATOR, breach=DUTY, days=DAYS, reason="r", act="a"
    )
    in_force().refuses(served_early, DateBeforePrevious)


def test_money_that_was_taken_back_is_owed_again() -> None:
    story = called().when(*paid(150)[1:])
    back = story.when(reverse(Stage.PAID, 150, reference="PayTranche R1 150"))
    back.accepts(serve())
    assert state_of(back).tranches["R1"].paid == Money(0)


@pytest.mark.parametrize("kind", [None, *Settlement])
def test_whoever_is_late_is_called_by_notice_and_nobody_else(kind: Settlement | None) -> None:
    """What left beyond the orders is paid, unless it is to go back or never left."""
    seen = step(tranches.ReportExternalPayment, accountant, 150)
    story = called().when(seen)
    if kind is not None:
        error = kind is Settlement.ERROR_OF_ENTRY
        story = story.when(settle(kind, 150, reference=seen.act if error else None))
    state = state_of(story)
    late = [each.amount.centimes for each in unpaid_parts(state, state.tranches["R1"], LATE)]
    found = measured(state, UNPAID, REGION, LATE)
    assert late == ([found.due - found.there] if found.lacks else [])
    assert found.lacks == (kind in {Settlement.REFUND_CLAIMED, Settlement.ERROR_OF_ENTRY})
