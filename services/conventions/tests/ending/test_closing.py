"""A convention is closed once nothing is left to follow, and archived by a second person."""

from dataclasses import replace
from datetime import timedelta

import pytest
from conventions.domain.core.archived import PaperState
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.rules import (
    ArchivedAlready,
    CommandClosed,
    NothingWaits,
    TextBlank,
)
from conventions.domain.core.vocabulary import Settlement, State
from conventions.domain.ending import commands as c
from conventions.domain.ending.closing import ClosedByYou, ClosureIncomplete
from conventions.domain.ending.events import ConventionArchived, ConventionClosed
from conventions.domain.openings import openings
from conventions.domain.tranches import commands as tranches
from conventions.domain.tranches.rules import AdvanceAfterEnd

from ..acceptance.story import final
from ..execution.story import provisional
from ..notices.story import AFTER, DUTY, serve, withdraw
from ..people import ID, REGION, Say, accountant, clerk, commune, office, region
from ..proposal import mad
from ..story import Story, in_force, state_of
from ..takeover.paper import FILE, PAID, on, running
from ..tranches.story import settle, step
from .test_completion import COMPLETE, finished
from .test_terminating import end, spent

CLOSE = office(c.CloseConvention, act="PV 3")
DAY = AFTER + timedelta(days=5)


def archive(say: Say = clerk) -> c.ArchiveConvention:
    return say(c.ArchiveConvention, reference="ARCH-17", place="Meknès")


def completed() -> Story:
    return finished().when(COMPLETE)


def accepted_for_good() -> Story:
    return completed().when(final())


def closed() -> Story:
    return accepted_for_good().when(CLOSE)


def terminated() -> Story:
    """Its works are accepted as they stand."""
    by_office = clerk.on_day(AFTER)
    return spent().when(end(), provisional(by_office), final(by_office))


def test_what_is_completed_is_closed_and_archived_by_another_person() -> None:
    accepted_for_good().then(CLOSE, ConventionClosed(convention_id=ID, act="PV 3"))
    assert state_of(closed()).state is State.CLOSED
    archived = ConventionArchived(convention_id=ID, reference="ARCH-17", place="Meknès")
    closed().then(archive(), archived)
    closed().refuses(archive(office), ClosedByYou)
    in_force().refuses(CLOSE, CommandClosed)
    completed().refuses(archive(), CommandClosed)


def test_closure_and_archive_name_their_papers() -> None:
    accepted_for_good().refuses(office(c.CloseConvention, act=" \u200b"), TextBlank)
    closed().refuses(clerk(c.ArchiveConvention, reference="\u200b", place="x"), TextBlank)


def test_what_is_claimed_back_is_back_before_it_is_closed() -> None:
    shut = office.on_day(DAY)(c.CloseConvention, act="PV 3")
    refused = terminated().refuses(shut, ClosureIncomplete)
    assert (refused.values["gaps"], refused.values["unrefunded"]) == ("unrefunded", "R1")
    refunded = terminated().when(step(tranches.RecordRefund, accountant.on_day(DAY), 50))
    refunded.accepts(shut)
    early = Say(office.caller, AFTER, DAY)(c.CloseConvention, act="PV 3")
    refunded.refuses(early, DateBeforePrevious)


def test_works_are_accepted_for_good_before_it_is_closed() -> None:
    refused = completed().refuses(CLOSE, ClosureIncomplete)
    assert (refused.values["gaps"], refused.values["not_final"]) == ("not-final", "works")


def test_an_open_notice_keeps_it_open_until_it_is_over_or_the_office_withdraws_it() -> None:
    """Who served it holds nothing up for the years of its delay."""
    served = spent().when(serve(commune.on_day(AFTER), DUTY, REGION, days=3000), end())
    by_office = clerk.on_day(AFTER)
    refund = step(tranches.RecordRefund, accountant.on_day(DAY), 50)
    story = served.when(provisional(by_office), final(by_office), refund)
    shut = office.on_day(DAY)(c.CloseConvention, act="PV 3")
    refused = story.refuses(shut, ClosureIncomplete)
    assert refused.values["open_notices"] == "2"
    story.when(withdraw(office, DAY, 2)).accepts(shut)


def test_money_that_is_found_after_the_end_is_recorded_decided_on_and_given_back() -> None:
    for story, day in ((accepted_for_good(), COMPLETE.on), (closed(), COMPLETE.on)):
        over = story.when(step(tranches.ReportExternalPayment, office.on_day(day), 5, "A"))
        kept = settle(Settlement.KEPT_AS_ADVANCE, 5, "A", clerk.on_day(day))
        over.refuses(kept, AdvanceAfterEnd)
        claimed = over.when(settle(Settlement.REFUND_CLAIMED, 5, "A", clerk.on_day(day)))
        again = CLOSE if state_of(story).state is State.COMPLETED else archive()
        refused = claimed.refuses(again, ClosureIncomplete)
        assert refused.values["gaps"] == "unrefunded"
        claimed.when(step(tranches.RecordRefund, accountant, 5, "A")).accepts(again)


@pytest.mark.parametrize(
    "command",
    [
        step(tranches.RecordRefund, accountant, 5, "A"),
        step(tranches.ReportExternalPayment, office, 5, "A"),
        CLOSE,
        archive(),
        region(c.SuspendConvention, reason="x"),
    ],
)
def test_nothing_is_recorded_of_what_is_archived(command: ConventionCommand) -> None:
    archived = closed().when(archive())
    archived.refuses(command, ArchivedAlready)
    told = openings(state_of(archived), office.caller, frozenset())
    assert {each.closed_by for each in told} == {"archived-already"}


def test_what_was_completed_on_paper_runs_on_to_its_closure_and_archive() -> None:
    """Nothing of its works was reported here: its paper says that they are built."""
    whole = replace(PAID, amount=mad(600), justified=mad(600))
    paper = replace(FILE, state=PaperState.COMPLETED, since=on("2023-06-01"), payments=(whole,))
    taken = running(paper)
    taken.refuses(CLOSE, ClosureIncomplete)
    taken.when(provisional(clerk), final(clerk), CLOSE).accepts(archive())
    running(FILE).refuses(provisional(clerk), NothingWaits)
