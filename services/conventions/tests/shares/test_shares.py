"""Shares: promised, withdrawn, split by whom they concern, never into more than they were."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.balance import (
    AmountsTooLarge,
    ShareBeyondPlan,
    SharesUnsplit,
    YearOutsidePeriod,
    YearPlanDiffers,
)
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.frame import frame_of
from conventions.domain.core.pledging import PartyUnknown, RolePledgesNothing
from conventions.domain.core.splitting import (
    SplitTimeMissing,
    SplitTimeTooLong,
    SplitTimeTooShort,
)
from conventions.domain.core.terms import Contribution, Share
from conventions.domain.core.vocabulary import ContributionKind, Instrument, PartyRole
from conventions.domain.drafting.commands import InviteParty, RemoveAction, RemoveParty
from conventions.domain.drafting.rules import ActionHasContributions, PartyHasContributions
from conventions.domain.ending.commands import CompleteConvention
from conventions.domain.ending.rules import ConventionUnfinished
from conventions.domain.negotiation.commands import AgreeText, ReopenText
from conventions.domain.shares import commands as c
from conventions.domain.shares import events as e
from conventions.domain.shares import rules
from conventions.domain.tranches.commands import PlanTranche
from mithaq.errors import MithaqError

from ..people import (
    COMMUNE,
    DAY,
    ID,
    REGION,
    STRANGER,
    by_itself,
    commune,
    office,
    operator,
    region,
)
from ..proposal import contribution, mad, party, share
from ..story import drafted, state_of
from .story import LATER, OF_COMMUNE, OF_REGION, SPLIT_BY, in_force, negotiated, promised, signed

HALF = contribution("commune-26", COMMUNE, 80)
REST = contribution("commune-26b", COMMUNE, 120)


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        (share("s", COMMUNE, 0), core.AmountNotPositive),
        (share("s", COMMUNE, 1, year=2031), YearOutsidePeriod),
        (share("s", STRANGER, 1), PartyUnknown),
        (share("s", COMMUNE, 1, action="away"), core.ActionUnknown),
        (share("s", COMMUNE, 1, action="works", year=2026), rules.ShareSplitAlready),
        (share("s", COMMUNE, 10**13), AmountsTooLarge),
    ],
)
def test_a_share_is_refused(wrong: Share, rule: type[MithaqError]) -> None:
    drafted().refuses(region(c.PromiseShare, share=wrong), rule)


def test_a_party_promises_a_share_of_its_own_only() -> None:
    drafted().then(
        commune(c.PromiseShare, share=OF_COMMUNE),
        e.SharePromised(convention_id=ID, share=OF_COMMUNE),
    )
    drafted().refuses(commune(c.PromiseShare, share=OF_REGION), core.NotTheFunder)
    promised().refuses(operator(c.WithdrawShare, share="commune-open"), core.NotTheFunder)
    stolen = replace(OF_REGION, organisation_id=COMMUNE)
    promised().refuses(commune(c.PromiseShare, share=stolen), core.NotTheFunder)


def test_a_witness_promises_no_share() -> None:
    witness = party(STRANGER, PartyRole.WITNESS, 1, "Témoin")
    story = drafted().when(region(InviteParty, party=witness))
    story.refuses(region(c.PromiseShare, share=share("s", STRANGER, 1)), RolePledgesNothing)


def test_a_share_changed_or_withdrawn_tells_what_it_was() -> None:
    less = replace(OF_COMMUNE, amount=mad(150))
    promised().then(
        region(c.PromiseShare, share=less),
        e.SharePromised(convention_id=ID, share=less, replaced=OF_COMMUNE),
    )
    promised().then(region(c.PromiseShare, share=OF_COMMUNE))
    promised().then(
        region(c.WithdrawShare, share="commune-open"),
        e.ShareWithdrawn(convention_id=ID, share=OF_COMMUNE),
    )
    promised().refuses(region(c.WithdrawShare, share="gone"), rules.ShareUnknown)


def test_who_promises_a_share_is_not_removed_nor_is_its_action() -> None:
    story = promised()
    story.refuses(region(RemoveParty, organisation_id=COMMUNE), PartyHasContributions)
    story.refuses(region(RemoveAction, action="works"), ActionHasContributions)


def test_a_text_with_shares_says_until_when_they_are_split() -> None:
    story = negotiated()
    story.refuses(region(AgreeText), SplitTimeMissing)
    today = region(AgreeText).on
    story.refuses(region(AgreeText, split_by=today), SplitTimeTooShort)
    terms = state_of(story.when(region(AgreeText, split_by=SPLIT_BY))).terms
    assert terms.split_by == SPLIT_BY
    again = story.when(region(AgreeText, split_by=SPLIT_BY), region(ReopenText, reason="erreur"))
    assert state_of(again).terms.split_by is None


def test_shares_are_agreed_only_where_the_frame_lets_them_be_split_later() -> None:
    story = negotiated(frame=frame_of(Instrument.FINANCING))
    refused = story.refuses(region(AgreeText, split_by=SPLIT_BY), SharesUnsplit)
    assert refused.lists["shares"] == ("commune-open", "region-open")


def test_the_frame_says_how_long_a_split_may_take() -> None:
    story = negotiated(frame=replace(LATER, split_within_days=90))
    story.refuses(region(AgreeText, split_by=DAY + timedelta(days=91)), SplitTimeTooLong)
    last = DAY + timedelta(days=90)
    assert state_of(story.when(region(AgreeText))).terms.split_by == last


def test_what_is_signed_tells_the_shares() -> None:
    told = [event for event in signed().history if type(event).__name__ == "ConventionSigned"]
    assert told[0].shares == (OF_COMMUNE, OF_REGION)  # type: ignore[attr-defined]


def test_a_share_is_split_in_parts_by_the_party_that_owes_it() -> None:
    left = replace(OF_COMMUNE, amount=mad(120))
    first = commune(c.SplitShare, share="commune-open", contributions=(HALF,))
    told = e.ShareSplit(convention_id=ID, share=OF_COMMUNE, left=left, contributions=(HALF,))
    story = in_force()
    story.then(first, told)
    story = story.when(first)
    second = commune(c.SplitShare, share="commune-open", contributions=(REST,))
    story.then(second, e.ShareSplit(convention_id=ID, share=left, contributions=(REST,)))
    terms = state_of(story.when(second)).terms
    assert list(terms.shares) == ["region-open"]
    assert terms.promised_by(COMMUNE) == state_of(in_force()).terms.promised_by(COMMUNE)
    story.when(second).refuses(second, rules.ShareUnknown)


@pytest.mark.parametrize(
    ("parts", "rule"),
    [
        ((), rules.SplitEmpty),
        ((HALF, HALF), core.NameDuplicated),
        ((HALF, replace(REST, amount=mad(121))), rules.SplitTooLarge),
        ((replace(HALF, amount=mad(0)),), core.AmountNotPositive),
        ((replace(HALF, organisation_id=REGION),), rules.SplitOfAnother),
        ((replace(HALF, kind=ContributionKind.LAND),), rules.SplitOfAnother),
        ((replace(HALF, year=2027),), rules.SplitOfAnother),
        ((replace(HALF, action="away"),), core.ActionUnknown),
        ((replace(HALF, contribution="region-26"),), rules.ContributionNameTaken),
    ],
)
def test_a_split_is_refused(parts: tuple[Contribution, ...], rule: type[MithaqError]) -> None:
    split = commune(c.SplitShare, share="commune-open", contributions=parts)
    in_force().refuses(split, rule)


def test_another_splits_a_share_under_minutes_that_it_names() -> None:
    story = in_force()
    for say in (region, office):
        split = say(c.SplitShare, share="commune-open", contributions=(HALF,))
        story.refuses(split, rules.SplitActMissing)
        story.refuses(replace(split, act=" "), core.TextBlank)
        assert state_of(story.when(replace(split, act="PV 3"))).terms.contributions["commune-26"]
    mine = operator(c.SplitShare, share="commune-open", contributions=(HALF,), act="PV 3")
    story.refuses(mine, core.CapacityRefused)
    theirs = commune(
        c.SplitShare,
        share="region-open",
        contributions=(contribution("region-27", REGION, 300, year=2027),),
        act="PV 3",
    )
    story.refuses(theirs, core.NotTheFunder)


def test_a_split_keeps_to_the_plan() -> None:
    """Of 700 in 2026 the region has 400 and the commune 100 in land: 200 are left."""
    story = in_force()
    theirs = (contribution("region-26b", REGION, 201),)
    split = region(c.SplitShare, share="region-open", contributions=theirs)
    refused = story.refuses(split, YearPlanDiffers)
    assert refused.values["difference"] == "1.00"
    part = contribution("region-26b", REGION, 200)
    first = region(c.SplitShare, share="region-open", contributions=(part,))
    refused = story.refuses(first, ShareBeyondPlan)
    assert (refused.values["year"], refused.values["excess"]) == (2026, "200.00")


def test_no_tranche_rests_on_a_share_but_on_what_it_became_and_from_then_on() -> None:
    plan = region(
        PlanTranche, tranche="T", contribution="commune-open", amount=mad(1), due_on=SPLIT_BY
    )
    story = in_force()
    story.refuses(plan, core.ContributionUnknown)
    later = commune.on_day(date(2026, 6, 1))
    story = story.when(later(c.SplitShare, share="commune-open", contributions=(HALF,)))
    on_it = replace(plan, contribution="commune-26")
    story.refuses(on_it, DateBeforePrevious)
    state = state_of(story)
    assert state.promised_on("commune-26", date(2026, 5, 31)) == mad(0)
    assert state.promised_on("commune-26", date(2026, 6, 1)) == HALF.amount


def test_nothing_is_completed_with_a_share_unsplit() -> None:
    refused = in_force().refuses(region(CompleteConvention, report="r"), ConventionUnfinished)
    assert refused.values["unsplit"] == "commune-open, region-open"


def test_after_its_last_day_what_is_unsplit_is_told_once() -> None:
    late = by_itself.on_day(date(2027, 1, 1))
    story = in_force().when(commune(c.SplitShare, share="commune-open", contributions=(HALF, REST)))
    told = e.SplitOverdue(convention_id=ID, split_by=SPLIT_BY, shares=(OF_REGION,))
    by_itself.on_day(SPLIT_BY)
    story.then(by_itself.on_day(SPLIT_BY)(c.NoteSplitOverdue))
    story.then(late(c.NoteSplitOverdue), told)
    story.when(late(c.NoteSplitOverdue)).then(late(c.NoteSplitOverdue))
