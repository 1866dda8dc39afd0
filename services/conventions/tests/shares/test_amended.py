"""Shares and amendments: before a split, after it, and none of them instead of a day to split."""

from dataclasses import replace
from datetime import date, timedelta

from conventions.domain.amendments.announced import OperationOutsideKind
from conventions.domain.amendments.events import AmendmentTookEffect
from conventions.domain.amendments.operations.shares import SplitWithoutShares
from conventions.domain.amendments.rules import AmendmentEmpty, AmendmentStillOpen
from conventions.domain.core.amendment import AmountChange, Operations, YearCostChange
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.splitting import (
    SplitTimeMissing,
    SplitTimeTooLong,
    SplitTimeTooShort,
)
from conventions.domain.core.vocabulary import AmendmentKind
from conventions.domain.negotiation.commands import AgreeText
from conventions.domain.shares.commands import NoteSplitOverdue, SplitShare
from conventions.domain.shares.events import SplitOverdue
from conventions.domain.signatures.commands import EnterIntoForce

from ..amendments.story import accept, agree, draft, effect, signed
from ..approvals.story import NEEDED, grants, request
from ..people import COMMUNE, DAY, REGION, by_itself, commune, operator, region
from ..proposal import DRAFT, contribution, mad, share
from ..story import TO_A_ROUND, TO_CONSENSUS, signature, state_of
from ..story import in_force as plain_in_force
from .story import LATER, OF_COMMUNE, SPLIT_BY, framed, in_force

LATER_DAY = date(2027, 3, 31)
PART = contribution("commune-26", COMMUNE, 80)
SPLIT = commune(SplitShare, share="commune-open", contributions=(PART,))
MORE = Operations(
    shares=(replace(OF_COMMUNE, amount=mad(250)),),
    costs=(YearCostChange(action="works", year=2026, cost=mad(750)),),
)


def test_a_share_is_not_split_while_an_amendment_is_open() -> None:
    story = in_force().when(draft(MORE))
    story.refuses(SPLIT, AmendmentStillOpen)


def test_an_amended_share_is_split_for_what_it_is_then() -> None:
    done = signed(in_force(), MORE).when(effect())
    assert state_of(done).terms.shares["commune-open"].amount == mad(250)
    all_of_it = contribution("commune-26", COMMUNE, 250)
    split = commune(SplitShare, share="commune-open", contributions=(all_of_it,))
    terms = state_of(done.when(split)).terms
    assert (list(terms.shares), terms.promised_by(COMMUNE)) == (["region-open"], mad(350))


def test_what_a_split_made_is_amended_like_any_contribution_and_never_before_it() -> None:
    later = commune.on_day(date(2026, 5, 1))
    split = later(SplitShare, share="commune-open", contributions=(PART,))
    story = in_force().when(split)
    raised = Operations(
        amounts=(AmountChange(contribution="commune-26", amount=mad(90)),),
        costs=(YearCostChange(action="works", year=2026, cost=mad(710)),),
    )
    story.refuses(draft(raised), DateBeforePrevious)
    on = region.on_day(date(2026, 5, 2))
    drafted = story.when(draft(raised, on))
    assert state_of(drafted).amendments[1].operations == raised


def test_no_amendment_promises_a_share_without_a_day_to_split_it() -> None:
    """The text had none; whoever could add one later would never have to split it."""
    new = Operations(
        shares=(share("open", COMMUNE, 100, year=2026),),
        costs=(YearCostChange(action="works", year=2026, cost=mad(800)),),
        kinds=(AmendmentKind.AMOUNT,),
    )
    story = framed(LATER).when(DRAFT, *TO_A_ROUND, *TO_CONSENSUS)
    story = story.when(region(AgreeText))
    story = story.when(request(*NEEDED), *grants(*NEEDED))
    story = story.when(*(signature(story, say) for say in (commune, operator, region)))
    story = story.when(region(EnterIntoForce))
    story.refuses(draft(new), SplitTimeMissing)
    dated = replace(new, split_by=LATER_DAY)
    told = state_of(signed(story, dated).when(effect())).terms
    assert (told.shares["open"].amount, told.split_by) == (mad(100), LATER_DAY)


def test_nor_when_that_day_is_over() -> None:
    late = date(2027, 1, 4)
    in_force().refuses(draft(MORE, region.on_day(late)), SplitTimeTooShort)
    says = [say.on_day(late) for say in (region, commune, operator)]
    story = in_force().when(draft(MORE), *accept(*says))
    story.refuses(replace(agree(), header=region.on_day(late).header), SplitTimeTooShort)


def put_off(day: date) -> Operations:
    return Operations(split_by=day)


def test_an_amendment_puts_off_the_day_to_split_and_whoever_has_a_share_signs_it() -> None:
    done = signed(in_force(), put_off(LATER_DAY))
    assert state_of(done).amendments[1].signing.signatories == {REGION, COMMUNE}
    after = done.when(effect())
    told = after.history[-1]
    assert isinstance(told, AmendmentTookEffect)
    assert (told.split_by, told.shares, told.contributions) == (LATER_DAY, (), ())
    assert state_of(after).terms.split_by == LATER_DAY
    overdue = by_itself.on_day(SPLIT_BY + timedelta(days=1))(NoteSplitOverdue)
    after.then(overdue)
    late = by_itself.on_day(LATER_DAY + timedelta(days=1))(NoteSplitOverdue)
    again = in_force().when(overdue)
    moved = signed(again, put_off(LATER_DAY)).when(effect())
    for story in (after, moved):
        assert not state_of(story).split_overdue
        assert isinstance(story.when(late).history[-1], SplitOverdue)


def test_the_day_to_split_is_brought_forward_too_and_changed_to_the_same_is_no_amendment() -> None:
    sooner = SPLIT_BY - timedelta(days=30)
    assert state_of(signed(in_force(), put_off(sooner)).when(effect())).terms.split_by == sooner
    in_force().refuses(draft(put_off(SPLIT_BY)), AmendmentEmpty)
    in_force().refuses(draft(put_off(DAY)), SplitTimeTooShort)
    in_force().accepts(draft(put_off(DAY + timedelta(days=1))))


def test_no_day_to_split_is_given_where_nothing_is_to_be_split() -> None:
    plain_in_force().refuses(draft(put_off(LATER_DAY)), SplitWithoutShares)
    gone = Operations(withdrawn_shares=("commune-open", "region-open"), split_by=LATER_DAY)
    in_force().refuses(draft(gone), SplitWithoutShares)


def test_the_frame_bounds_the_day_from_the_amendment_on() -> None:
    """Agreed later, it has as much time again: all who have to split sign that."""
    bounded = replace(LATER, split_within_days=400)
    story = in_force(frame=bounded)
    latest = DAY + timedelta(days=400)
    refused = story.refuses(draft(put_off(latest + timedelta(days=1))), SplitTimeTooLong)
    assert refused.values["latest"] == str(latest)
    story.accepts(draft(put_off(latest)))
    back = region.on_day(DAY, DAY + timedelta(days=30))
    story.refuses(draft(put_off(latest + timedelta(days=30)), back), SplitTimeTooLong)


def test_what_an_amendment_does_not_announce_it_does_not_put_off() -> None:
    longer = Operations(
        ends_on=date(2030, 1, 1), kinds=(AmendmentKind.DURATION,), split_by=LATER_DAY
    )
    in_force().refuses(draft(longer), OperationOutsideKind)
