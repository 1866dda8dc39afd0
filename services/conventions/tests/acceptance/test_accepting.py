"""Works are taken over once they are built, and for good after their guarantee."""

from dataclasses import replace
from datetime import timedelta

from conventions.domain.acceptance import events as e
from conventions.domain.acceptance import rules
from conventions.domain.acceptance.commands import LiftReservation
from conventions.domain.core.acceptance import Reservation
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.limits import PartsTooMany
from conventions.domain.core.rules import ActionUnknown, NameDuplicated, NothingWaits, TextBlank
from conventions.domain.ending.commands import CompleteConvention
from conventions.domain.ending.rules import ConventionUnfinished
from conventions.domain.execution.commands import ReportProgress
from conventions.domain.execution.rules import NotAFunderOfTheAction
from conventions.domain.negotiation.commands import AgreeText
from conventions.domain.notices.rules import DelayOutOfBounds
from conventions.domain.signatures.commands import EnterIntoForce

from ..amendments.story import effect, operations, signed
from ..approvals.story import NEEDED, grants, request
from ..deliveries.story import delivered
from ..ending.test_completion import all_justified, all_paid, planned
from ..ending.test_terminating import end, spent
from ..execution.story import accepted, progress, provisional
from ..notices.story import AFTER
from ..people import (
    COMMUNE,
    DAY,
    ID,
    OPERATOR,
    Say,
    accountant,
    bookkeeper,
    clerk,
    commune,
    office,
    operator,
    region,
)
from ..proposal import DRAFT, WORKS, mad, yearly
from ..story import TO_A_ROUND, TO_CONSENSUS, Story, in_force, signature, state_of, told
from ..tranches.story import paid, scheduled
from .story import JOINTS, final, lift

YEAR = timedelta(days=365)


def seen(percent: int = 100) -> Story:
    return in_force().when(progress(percent), accepted(percent))


def taken_over() -> Story:
    """With a reservation, and a year of guarantee."""
    return seen().when(provisional(guarantee_days=365, reservations=(JOINTS,)))


def test_works_are_taken_over_with_what_is_left_to_put_right() -> None:
    seen().then(
        provisional(guarantee_days=365, reservations=(JOINTS,)),
        e.WorksAcceptedProvisionally(
            convention_id=ID,
            action="works",
            act="PV 8",
            guarantee_days=365,
            final_from=DAY + YEAR,
            reservations=(JOINTS,),
        ),
    )
    assert state_of(taken_over()).acceptances["works"].left == ("joints",)


def test_works_are_taken_over_once_all_of_them_is_built_and_accepted_as_progress() -> None:
    in_force().refuses(provisional(), NothingWaits)
    in_force().when(progress(100)).refuses(provisional(), rules.WorksUnbuilt)
    refused = seen(99).refuses(provisional(), rules.WorksUnbuilt)
    assert refused.values["percent"] == 99
    later = DAY + timedelta(days=9)
    fell = seen().when(
        bookkeeper.on_day(later)(ReportProgress, action="works", percent=90, observed_on=later)
    )
    fell.refuses(provisional(Say(commune.caller, DAY, later)), rules.WorksUnbuilt)


def test_they_are_taken_over_once() -> None:
    taken_over().refuses(provisional(), rules.WorksAcceptedAlready)


def test_neither_who_reported_them_nor_the_party_of_the_owner_takes_them_over() -> None:
    """With no other token either."""
    turned = Say(replace(bookkeeper.caller, organisation=COMMUNE))
    seen().refuses(provisional(turned), DutiesNotSeparated)
    as_office = Say(replace(office.caller, subject="bookkeeper"))
    seen().refuses(provisional(as_office), DutiesNotSeparated)
    head = Say(replace(operator.caller, organisation=COMMUNE))
    seen().refuses(provisional(head), rules.OwnWorks)


def test_who_moved_their_money_does_not_take_them_over() -> None:
    story = scheduled().when(*paid(150), progress(100), accepted(100))
    payer = Say(replace(accountant.caller, roles=frozenset({"office"})))
    story.refuses(provisional(payer), DutiesNotSeparated)


def test_who_takes_them_over_reports_nothing_of_them() -> None:
    reporter = Say(replace(clerk.caller, organisation=OPERATOR))
    story = seen().when(provisional(clerk))
    story.refuses(
        reporter(ReportProgress, action="works", percent=90, observed_on=DAY), DutiesNotSeparated
    )


def test_a_funder_of_the_action_takes_them_over_or_the_office() -> None:
    for say in (commune, region, office, clerk):
        seen().accepts(provisional(say))
    seen().refuses(provisional(action="autre"), ActionUnknown)


def test_the_office_takes_over_works_whose_owner_acts_no_more() -> None:
    seen().accepts(provisional(office.while_suspended(OPERATOR)))


def test_what_is_terminated_is_taken_over_as_it_stands() -> None:
    story = spent().when(end())
    story.accepts(provisional(clerk.on_day(AFTER)))


def test_a_provisional_acceptance_is_complete() -> None:
    seen().refuses(provisional(act="\u200b"), TextBlank)
    blank = Reservation(reservation="x", remark="\u200b")
    seen().refuses(provisional(reservations=(blank,)), TextBlank)
    seen().refuses(provisional(reservations=(JOINTS, JOINTS)), NameDuplicated)
    seen().refuses(provisional(guarantee_days=3651), DelayOutOfBounds)
    many = tuple(Reservation(reservation=f"r{n}", remark="x") for n in range(101))
    seen().refuses(provisional(reservations=many), PartsTooMany)


def test_a_reservation_is_lifted_by_its_name() -> None:
    taken_over().then(
        lift(),
        e.ReservationLifted(convention_id=ID, action="works", act="PV 9", reservation="joints"),
    )
    taken_over().when(lift()).then(lift())
    taken_over().refuses(lift(reservation="autre"), rules.ReservationUnknown)
    seen().refuses(lift(), NothingWaits)


def test_they_are_accepted_for_good_once_nothing_is_reserved_and_the_guarantee_is_over() -> None:
    after = commune.on_day(DAY + YEAR)
    taken_over().refuses(final(after), rules.ReservationsLeft)
    lifted = taken_over().when(lift())
    lifted.refuses(final(commune.on_day(DAY + YEAR - timedelta(days=1))), rules.GuaranteeRuns)
    lifted.then(final(after), e.WorksAcceptedFinally(convention_id=ID, action="works", act="PV 10"))
    lifted.when(final(after)).refuses(final(after), rules.WorksAcceptedAlready)
    seen().refuses(final(), NothingWaits)
    early = Say(commune.caller, DAY + timedelta(days=9), DAY + YEAR)
    lifted.refuses(final(early), rules.GuaranteeRuns)


def test_nobody_of_the_owner_accepts_them_for_good() -> None:
    lifted = taken_over().when(lift())
    acting = Say(replace(operator.caller, organisation=COMMUNE), DAY + YEAR)
    lifted.refuses(final(acting), rules.OwnWorks)
    lifted.refuses(lift(Say(replace(operator.caller, organisation=COMMUNE))), rules.OwnWorks)


def test_a_final_acceptance_follows_the_last_reservation_lifted() -> None:
    late = commune.on_day(DAY + timedelta(days=400))
    lifted = taken_over().when(lift(late))
    lifted.refuses(final(Say(commune.caller, DAY + YEAR, late.on)), DateBeforePrevious)


def test_a_convention_is_completed_once_its_works_are_taken_over() -> None:
    story = in_force().when(
        *planned(), *all_paid(), *all_justified(), *delivered(100), progress(100), accepted(100)
    )
    complete = region(CompleteConvention, report="Rapport")
    refused = story.refuses(complete, ConventionUnfinished)
    assert (refused.values["gaps"], refused.values["unaccepted"]) == ("unaccepted", "works")
    story.when(provisional(reservations=(JOINTS,))).accepts(complete)


def test_who_funds_another_action_alone_takes_over_none_of_these() -> None:
    given_up = operations({"commune-26": 0, "commune-land": 0}, {2026: 400})
    story = signed(in_force(), given_up).when(effect(), progress(100), accepted(100, say=region))
    story.refuses(provisional(commune), NotAFunderOfTheAction)
    story.accepts(provisional(region))


def test_each_action_is_taken_over_first_and_for_good_afterwards() -> None:
    """The acceptance of one opens nothing of another."""
    works = replace(WORKS, cost=mad(900), years=yearly(y2026=600, y2027=300))
    study = replace(WORKS, action="study", cost=mad(100), years=yearly(y2026=100))
    pledges = tuple(
        replace(each, action="works" if each.payable else "study") for each in DRAFT.contributions
    )
    draft = replace(DRAFT, actions=(works, study), contributions=pledges)
    drafted = told().when(draft, *TO_A_ROUND, *TO_CONSENSUS)
    asked = drafted.when(region(AgreeText), request(*NEEDED), *grants(*NEEDED))
    signed_by = (signature(asked, say) for say in (commune, operator, region))
    story = asked.when(*signed_by, region(EnterIntoForce), progress(100), accepted(100))
    story = story.when(provisional(guarantee_days=0))
    story.refuses(final(clerk, action="study"), rules.ProvisionalFirst)
    other = clerk(LiftReservation, action="study", reservation="joints", act="PV 9")
    story.refuses(other, rules.ProvisionalFirst)
    unknown = clerk(LiftReservation, action="autre", reservation="joints", act="PV 9")
    story.refuses(unknown, ActionUnknown)
    story.refuses(final(clerk, action="autre"), ActionUnknown)


def test_who_reported_them_lifts_nothing_and_accepts_nothing_for_good() -> None:
    as_office = Say(replace(office.caller, subject="bookkeeper"))
    taken_over().refuses(lift(as_office), DutiesNotSeparated)
    taken_over().refuses(final(as_office), DutiesNotSeparated)
    given_up = operations({"commune-26": 0, "commune-land": 0}, {2026: 400})
    story = signed(in_force(), given_up).when(effect(), progress(100), accepted(100, say=region))
    story = story.when(provisional(region, reservations=(JOINTS,)))
    story.refuses(lift(commune), NotAFunderOfTheAction)
    story.refuses(final(commune), NotAFunderOfTheAction)
