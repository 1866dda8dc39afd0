"""Shares and amendments: before a split, after it, and none of them instead of a day to split."""

from dataclasses import replace
from datetime import date

from conventions.domain.amendments.rules import AmendmentStillOpen
from conventions.domain.core.amendment import AmountChange, Operations, YearCostChange
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.splitting import SplitTimeMissing, SplitTimeTooShort
from conventions.domain.core.vocabulary import AmendmentKind
from conventions.domain.negotiation.commands import AgreeText
from conventions.domain.shares.commands import SplitShare
from conventions.domain.signatures.commands import EnterIntoForce

from ..amendments.story import accept, agree, draft, effect, signed
from ..approvals.story import NEEDED, grants, request
from ..people import COMMUNE, commune, operator, region
from ..proposal import DRAFT, contribution, mad, share
from ..story import TO_A_ROUND, TO_CONSENSUS, signature, state_of
from .story import LATER, OF_COMMUNE, framed, in_force

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
    drafted = story.when(draft(new), *accept(region, commune, operator))
    drafted.refuses(agree(), SplitTimeMissing)


def test_nor_when_that_day_is_over() -> None:
    late = date(2027, 1, 4)
    story = in_force().when(draft(MORE, region.on_day(late)))
    says = [say.on_day(late) for say in (region, commune, operator)]
    story = story.when(*accept(*says))
    story.refuses(replace(agree(), header=region.on_day(late).header), SplitTimeTooShort)
