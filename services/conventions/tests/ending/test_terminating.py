"""One side ends a convention on a notice that was not heeded, by another than who served it."""

from dataclasses import replace
from datetime import date, timedelta

from conventions.domain.amendments.planned_since import AmendmentBelowPlanned
from conventions.domain.core.balance import ensure_balanced
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.rules import CommandClosed, NothingWaits, ReasonMissing, TextBlank
from conventions.domain.core.settlement import PartySettlement
from conventions.domain.core.vocabulary import AmendmentState, Stage, State
from conventions.domain.ending import commands as c
from conventions.domain.ending.events import ConventionSuspended
from conventions.domain.ending.terminating import NoticeServedByYou
from conventions.domain.execution.commands import ReportProgress
from conventions.domain.mandating import mandates_moved
from conventions.domain.notices import resting
from conventions.domain.notices.rules import DelayOutOfBounds, NoticeUnknown, PartyInDefault
from conventions.domain.tranches import commands as tranches
from conventions.domain.tranches.events import RefundOverdue
from conventions.domain.tranches.rules import OrderPending, OverpaymentUnsettled, SecondPartyNeeded

from ..amendments.story import RAISED, draft
from ..amendments.story import signed as signed_amendment
from ..notices.story import (
    AFTER,
    DUTY,
    LATE,
    SPENT,
    called,
    expire,
    expired,
    serve,
    served,
    withdraw,
)
from ..notices.test_following import paid_on
from ..people import (
    COMMUNE,
    ID,
    MINISTRY,
    OPERATOR,
    REGION,
    Say,
    accountant,
    bookkeeper,
    by_itself,
    clerk,
    commune,
    office,
    operator,
    region,
)
from ..proposal import mad
from ..story import Story, in_force, state_of
from ..tranches.story import paid, reverse, scheduled, step

REFUND_BY = AFTER + timedelta(days=60)


def end(
    say: Say = office, day: date = AFTER, notice: int = 1, **more: object
) -> c.TerminateConvention:
    said = {"reason": "sans effet", "act": "Décision 12", "refund_days": 60} | more
    return say.on_day(day)(c.TerminateConvention, notice=notice, **said)


def suspend(say: Say = office, day: date = AFTER, notice: int | None = 1) -> c.SuspendConvention:
    return say.on_day(day)(c.SuspendConvention, reason="sans effet", notice=notice)


def spent() -> Story:
    """150 were paid, 100 of it is justified; then the operator is told to justify the rest."""
    story = scheduled().when(*paid(150), step(tranches.JustifyTranche, bookkeeper, 100))
    return story.when(serve(clerk, SPENT, OPERATOR), expire())


def test_it_ends_with_the_settlement_that_all_would_have_agreed_to() -> None:
    after = state_of(spent().when(end()))
    assert after.state is State.TERMINATED
    assert after.settlements == {
        REGION: PartySettlement(
            organisation_id=REGION, paid=mad(150), justified=mad(100), due=mad(-50)
        )
    }
    assert after.tranches["R1"].refund_due == mad(50)
    assert after.tranches["R2"].cancelled
    assert after.terms.promised_by(REGION) == mad(100)
    assert after.promised_on("region-26", AFTER - timedelta(days=1)) == mad(400)
    assert after.claims["R1"].refund_by == REFUND_BY
    ensure_balanced(after.terms, after.framed())


def test_it_ends_from_a_suspension_too() -> None:
    story = spent().when(suspend())
    assert state_of(story).state is State.SUSPENDED
    story.accepts(end())


def test_only_an_expired_notice_that_was_not_heeded_ends_it() -> None:
    in_force().refuses(end(), NothingWaits)
    served().refuses(end(), resting.NoticeNotExpired)
    served().when(*paid_on(LATE), expire()).refuses(end(), resting.NoticeNotExpired)
    expired().refuses(end(notice=2), NoticeUnknown)
    expired().when(withdraw(clerk, AFTER)).refuses(end(), resting.NoticeNotExpired)
    expired().when(*paid_on(AFTER)).refuses(end(), resting.NoticeRemediedSince)


def test_a_late_payment_that_is_taken_back_undoes_no_expiry() -> None:

    back = reverse(Stage.PAID, 150, clerk.on_day(AFTER), reference="PayTranche R1 150")
    order = reverse(Stage.ORDERED, 150, clerk.on_day(AFTER))
    expired().when(*paid_on(AFTER), back, order).accepts(end())


def test_who_served_it_does_not_end_it_and_another_person_does() -> None:
    expired(clerk).refuses(end(clerk), NoticeServedByYou)
    twin = Say(replace(clerk.caller, subject="CLERK"))
    expired(clerk).refuses(end(twin), NoticeServedByYou)
    expired(clerk).accepts(end(office))


def test_the_party_in_default_ends_nothing_with_no_other_token_either() -> None:
    expired().refuses(end(region), PartyInDefault)
    twin = Say(replace(region.caller, organisation=COMMUNE, roles=frozenset({"office"})))
    expired().refuses(end(twin), PartyInDefault)
    spent().accepts(end(region))


def test_it_says_why_names_its_paper_and_gives_time_to_give_back() -> None:
    expired().refuses(end(reason=" "), ReasonMissing)
    expired().refuses(end(act="\u200b"), TextBlank)
    for days in (14, 3651):
        expired().refuses(end(refund_days=days), DelayOutOfBounds)


def test_it_is_not_dated_before_the_notice_expired() -> None:
    early = Say(office.caller, AFTER - timedelta(days=2), AFTER)
    expired().refuses(
        early(c.TerminateConvention, notice=1, reason="r", act="a", refund_days=60),
        DateBeforePrevious,
    )


def test_what_is_on_its_way_arrives_first() -> None:
    spent().when(step(tranches.ReportExternalPayment, office.on_day(AFTER), 20)).refuses(
        end(region), OverpaymentUnsettled
    )
    ordered = expired().when(*paid_on(AFTER)[:3])
    ordered.refuses(end(), OrderPending)
    expired().when(*paid_on(AFTER)[:1]).accepts(end())


def test_it_is_not_dated_back_over_what_was_planned_and_given_up_since() -> None:
    day, later = AFTER + timedelta(days=1), AFTER + timedelta(days=2)
    planned = commune.on_day(day)(
        tranches.PlanTranche,
        tranche="C1",
        contribution="commune-26",
        amount=mad(200),
        due_on=REFUND_BY,
    )
    given_up = commune.on_day(later)(tranches.CancelTranche, tranche="C1", reason="report")
    early = Say(office.caller, AFTER, later)
    story = expired().when(planned, given_up)
    back = early(c.TerminateConvention, notice=1, reason="r", act="a", refund_days=60)
    story.refuses(back, AmendmentBelowPlanned)
    story.accepts(end(day=later))


def test_nobody_holds_it_up_by_an_amendment_which_ends_with_it() -> None:
    story = expired().when(draft(RAISED, say=region.on_day(AFTER)))
    assert state_of(story.when(end())).amendments[1].state is AmendmentState.WITHDRAWN
    all_signed = signed_amendment(called(), RAISED).when(serve(clerk), expire())
    assert state_of(all_signed).amendments[1].signing.mandates
    moved = mandates_moved(state_of(all_signed), end())
    assert moved.keys() == set(state_of(all_signed).amendments[1].signing.mandates)


def test_who_could_not_pay_because_of_a_suspension_is_not_in_default() -> None:
    day = LATE + timedelta(days=3)
    stopped = called().when(serve(clerk), suspend(office, day, None), expire())
    stopped.refuses(end(), resting.NoticeImpeded)
    resumed = stopped.when(office.on_day(AFTER)(c.ResumeConvention, reason="levée"))
    resumed.refuses(end(), resting.NoticeImpeded)


def test_it_is_suspended_on_a_notice_and_not_by_the_party_in_default() -> None:
    expired().then(suspend(), ConventionSuspended(convention_id=ID, reason="sans effet", notice=1))
    served().refuses(suspend(), resting.NoticeNotExpired)
    expired().refuses(suspend(notice=3), NoticeUnknown)
    expired().when(*paid_on(AFTER)).refuses(suspend(), resting.NoticeRemediedSince)
    serving = in_force().when(serve(commune, DUTY, REGION), expire())
    serving.refuses(suspend(region), PartyInDefault)
    serving.accepts(suspend(region, notice=None))
    early = Say(office.caller, LATE, AFTER)
    expired().refuses(early(c.SuspendConvention, reason="r", notice=1), DateBeforePrevious)


def test_a_lead_that_is_called_to_pay_does_not_suspend_its_own_debt() -> None:
    for story in (served(), expired()):
        story.refuses(suspend(region, notice=None), resting.SuspendsOwnDebt)
        story.accepts(suspend(office, notice=None))
    served().when(withdraw(operator)).accepts(suspend(region, LATE, notice=None))


def test_who_ends_it_does_not_record_what_comes_back() -> None:
    story = spent().when(end(office))
    refund = step(tranches.RecordRefund, office.on_day(AFTER), 50)
    story.refuses(refund, DutiesNotSeparated)
    treasury = Say(replace(accountant.caller, subject="office"), AFTER)
    story.refuses(step(tranches.RecordRefund, treasury, 50), DutiesNotSeparated)
    story.accepts(step(tranches.RecordRefund, accountant.on_day(AFTER), 50))


def test_who_owes_it_does_not_record_that_it_came_back() -> None:
    seen = bookkeeper.on_day(AFTER)(ReportProgress, action="works", percent=40, observed_on=AFTER)
    story = spent().when(seen, end())
    due = state_of(story).tranches["R1"].refund_due
    turned = Say(replace(bookkeeper.caller, organisation=MINISTRY, roles=frozenset({"office"})))
    for say, accepted in ((turned, False), (accountant, True)):
        back = say.on_day(AFTER)(tranches.RecordRefund, tranche="R1", amount=due, act="RETOUR")
        if accepted:
            story.accepts(back)
        else:
            story.refuses(back, SecondPartyNeeded)


def test_who_paid_of_it_does_not_end_it_either() -> None:
    """What is given up of each tranche is prepared by who ends it."""
    story = scheduled().when(
        *paid(150)[:4],
        step(tranches.ReportExternalPayment, office, 150),
        step(tranches.JustifyTranche, bookkeeper, 100),
        serve(clerk, SPENT, OPERATOR),
        expire(),
    )
    story.refuses(end(office), DutiesNotSeparated)
    story.accepts(end(region))


def note(day: date) -> c.NoteRefundOverdue:
    return by_itself.on_day(day)(c.NoteRefundOverdue, tranche="R1")


def test_a_claim_whose_day_is_over_is_told_once() -> None:
    story, late = spent().when(end()), REFUND_BY + timedelta(days=1)
    overdue = RefundOverdue(
        convention_id=ID,
        tranche="R1",
        contribution="region-26",
        organisation_id=REGION,
        action="works",
        year=2026,
        refund_by=REFUND_BY,
        left=mad(30),
    )
    part = story.when(step(tranches.RecordRefund, accountant.on_day(AFTER), 20))
    part.then(note(REFUND_BY))
    part.then(note(late), overdue)
    part.when(note(late)).then(note(late))
    assert state_of(part.when(note(late))).claims["R1"].overdue
    story.when(step(tranches.RecordRefund, accountant.on_day(AFTER), 50)).then(note(late))


def test_afterwards_nothing_but_refunds_and_what_is_found_late_moves() -> None:
    story = spent().when(end())
    for closed in (
        step(tranches.JustifyTranche, bookkeeper.on_day(AFTER), 1),
        office.on_day(AFTER)(c.CompleteConvention, report="r"),
        end(),
        serve(clerk.on_day(AFTER)),
    ):
        story.refuses(closed, CommandClosed)
    found = story.when(step(tranches.ReportExternalPayment, accountant.on_day(AFTER), 5))
    assert state_of(found).tranches["R1"].excess == mad(5)
