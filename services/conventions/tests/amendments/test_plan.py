"""What an amendment makes of the plan: promises and works added, changed, taken away; articles."""

from dataclasses import replace
from datetime import timedelta

import pytest
from conventions.domain.amendments import commands as c
from conventions.domain.amendments.fits import AmendmentTooLong
from conventions.domain.amendments.operations.costs import YearNotPlanned
from conventions.domain.amendments.operations.names import NameTaken
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import (
    AmountChange,
    Operations,
    Period,
    YearCostChange,
)
from conventions.domain.core.balance import TotalsDiffer, YearOutsidePeriod, ensure_balanced
from conventions.domain.core.frame import Frame
from conventions.domain.core.splitting import SplitTimeMissing, SplitTimeTooShort
from conventions.domain.core.vocabulary import AmendmentKind
from conventions.domain.drafting.articles import ArticleMissing, ArticleNotFree
from conventions.domain.drafting.commands import PledgeContribution
from conventions.domain.drafting.events import FrameAdopted
from conventions.domain.drafting.rules import ActionHasContributions, YearlyCostsDiffer
from conventions.domain.negotiation.commands import AgreeText
from conventions.domain.negotiation.rules import ArticleUnknown
from conventions.domain.shares.rules import ShareSplitAlready, ShareUnknown
from conventions.domain.signatures.commands import EnterIntoForce
from mithaq.errors import MithaqError

from ..approvals.story import NEEDED, grants, request
from ..people import COMMUNE, ID, REGION, commune, operator, region
from ..proposal import DRAFT, WORKS, article, contribution, mad, share, yearly
from ..shares.story import LATER, OF_COMMUNE, SPLIT_BY, framed
from ..shares.story import in_force as open_in_force
from ..story import TO_A_ROUND, TO_CONSENSUS, Story, in_force, signature, state_of
from .story import accept, agree, draft, effect, operations, signed

GARDEN = replace(WORKS, action="garden", label_fr="Jardin", cost=mad(50), years=yearly(y2027=50))
FOR_GARDEN = replace(contribution("garden-27", COMMUNE, 50, year=2027), action="garden")
DEAR = YearCostChange(action="works", year=2030, cost=mad(1))
ADDED = Operations(actions=(GARDEN,), contributions=(FOR_GARDEN,))


def _to_agree(story: Story, wanted: Operations) -> Story:
    return story.when(draft(wanted), *accept(region, commune, operator))


def test_an_action_comes_with_its_money() -> None:
    done = signed(in_force(), ADDED).when(effect())
    state = state_of(done)
    terms = state.terms
    assert terms.actions["garden"] == GARDEN
    assert terms.contributions["garden-27"] == FOR_GARDEN
    assert terms.outline.total == mad(1050)
    ensure_balanced(terms, state.framed())


def test_an_action_goes_with_its_money_and_its_name_is_free_if_nothing_was_seen_of_it() -> None:
    done = signed(in_force(), ADDED).when(effect())
    away = Operations(removed_actions=("garden",), withdrawn_contributions=("garden-27",))
    gone = signed(done, away).when(effect(2))
    assert "garden" not in state_of(gone).terms.actions
    assert state_of(gone).terms.outline.total == mad(1000)
    taken = gone.refuses(draft(ADDED), NameTaken)
    assert taken.values["name"] == "garden-27"


LONG = tuple(article(f"annex-{nth}", "é" * 20_000) for nth in range(6))


@pytest.mark.parametrize(
    ("wanted", "rule"),
    [
        (Operations(removed_actions=("works",)), ActionHasContributions),
        (Operations(removed_actions=("gone",)), core.ActionUnknown),
        (Operations(actions=(replace(GARDEN, cost=mad(49)),)), YearlyCostsDiffer),
        (Operations(actions=(replace(GARDEN, years=yearly(y2031=50)),)), YearOutsidePeriod),
        (Operations(contributions=(FOR_GARDEN,)), core.ActionUnknown),
        (Operations(contributions=(contribution("region-26", REGION, 1),)), NameTaken),
        (Operations(contributions=(contribution("more", REGION, 0),)), core.AmountNotPositive),
        (Operations(withdrawn_contributions=("gone",)), core.ContributionUnknown),
        (
            Operations(
                withdrawn_contributions=("region-26",),
                amounts=(AmountChange(contribution="region-26", amount=mad(1)),),
            ),
            core.NameDuplicated,
        ),
        (
            Operations(
                actions=(WORKS,), costs=(YearCostChange(action="works", year=2026, cost=mad(1)),)
            ),
            core.NameDuplicated,
        ),
        (Operations(costs=(DEAR,)), YearNotPlanned),
        (Operations(struck_articles=("gone",)), ArticleUnknown),
        (Operations(articles=(article("object", " "),)), core.TextBlank),
        (Operations(articles=LONG), AmendmentTooLong),
        (Operations(withdrawn_shares=("gone",)), ShareUnknown),
    ],
)
def test_what_makes_no_sense_is_refused(wanted: Operations, rule: type[MithaqError]) -> None:
    in_force().refuses(draft(wanted), rule)


def test_an_amended_plan_still_closes() -> None:
    """Rule 1: money without works, or works without money, is told by its difference."""
    alone = Operations(contributions=(contribution("more", REGION, 5),))
    refused = _to_agree(in_force(), alone).refuses(agree(), TotalsDiffer)
    assert refused.values["costs_difference"] == "-5.00"


def test_years_come_with_a_longer_period() -> None:
    later = replace(WORKS, cost=mad(1100), years=yearly(y2026=700, y2027=300, y2028=100))
    wanted = Operations(
        period=Period(first_year=2026, last_year=2028),
        actions=(later,),
        contributions=(contribution("region-28", REGION, 100, year=2028),),
    )
    done = signed(in_force(), wanted).when(effect())
    outline = state_of(done).terms.outline
    assert (outline.last_year, outline.total) == (2028, mad(1100))
    shorter = Operations(period=Period(first_year=2026, last_year=2026))
    _to_agree(in_force(), shorter).refuses(agree(), YearOutsidePeriod)


def test_articles_are_written_and_struck_and_all_sign() -> None:
    wanted = Operations(articles=(article("object", "Autre."), article("more")))
    done = signed(in_force(), wanted).when(effect())
    assert state_of(done).terms.articles["object"].text_fr == "Autre."
    struck = signed(done, Operations(struck_articles=("more",))).when(effect(2))
    assert "more" not in state_of(struck).terms.articles
    mandatory = _to_agree(in_force(), Operations(struck_articles=("object",)))
    mandatory.refuses(agree(), ArticleMissing)


def test_a_share_is_promised_changed_and_withdrawn() -> None:
    """Of a convention whose text may be agreed before all is split."""
    less = replace(OF_COMMUNE, amount=mad(150))
    new = share("fund-open", COMMUNE, 50, year=2026)
    wanted = Operations(shares=(less, new), kinds=(AmendmentKind.AMOUNT,))
    done = signed(open_in_force(), wanted).when(effect())
    terms = state_of(done).terms
    assert (terms.shares["commune-open"], terms.shares["fund-open"]) == (less, new)
    assert (terms.promised_by(COMMUNE), terms.outline.total) == (mad(300), mad(1000))
    whole = replace(new, action="works")
    done.refuses(draft(Operations(shares=(whole,))), ShareSplitAlready)
    back = Operations(shares=(OF_COMMUNE,), withdrawn_shares=("fund-open",))
    gone = signed(done, back).when(effect(2))
    assert state_of(gone).terms.shares.keys() == {"commune-open", "region-open"}
    of_another = replace(new, organisation_id=REGION)
    gone.refuses(draft(Operations(shares=(of_another,))), NameTaken)


def test_a_new_split_makes_contributions_of_a_share_and_moves_no_promise() -> None:
    wanted = Operations(
        withdrawn_shares=("commune-open",),
        contributions=(contribution("commune-26", COMMUNE, 200),),
        kinds=(AmendmentKind.SPLIT,),
    )
    done = state_of(signed(open_in_force(), wanted).when(effect()))
    assert done.terms.promised_by(COMMUNE) == mad(300)
    assert "commune-open" not in done.terms.shares


def test_a_share_is_promised_where_the_text_says_until_when_it_is_split() -> None:
    new = Operations(shares=(share("fund-open", COMMUNE, 50, year=2026),))
    in_force().refuses(draft(new), SplitTimeMissing)
    late = region.on_day(SPLIT_BY + timedelta(days=1))
    begun = open_in_force().when(draft(new), *accept(region, commune, operator))
    begun.refuses(late(c.AgreeAmendmentText, amendment=1), SplitTimeTooShort)


def test_a_framework_with_open_shares_is_amended_within_its_total() -> None:
    """What is shared out grows; the total stays what its works cost."""
    half = told_with(frame=replace(LATER, open_shares=True))
    more = operations({"commune-26": 150})
    done = state_of(signed(half, more).when(effect()))
    assert (done.terms.outline.total, done.terms.promised_by(COMMUNE)) == (mad(1000), mad(250))


def told_with(frame: Frame) -> Story:
    """In force, with a hundred of its total that nobody promised yet."""
    less = region(PledgeContribution, contribution=contribution("commune-26", COMMUNE, 100))
    story = framed(frame).when(
        DRAFT,
        less,
        *TO_A_ROUND,
        *TO_CONSENSUS,
        region(AgreeText),
        request(*NEEDED),
        *grants(*NEEDED),
    )
    story = story.when(*(signature(story, say) for say in (commune, operator, region)))
    return story.when(region(EnterIntoForce))


def test_what_the_template_words_by_its_clauses_is_not_worded_otherwise_by_an_amendment() -> None:
    frame = Frame(worded_by_clause=("financing",))
    story = in_force().given(FrameAdopted(convention_id=ID, frame=frame))
    reworded = draft(Operations(articles=(article("financing", "Autre."),)))
    assert story.refuses(reworded, ArticleNotFree).values["article"] == "financing"
    story.accepts(draft(Operations(articles=(article("object", "Autre."),))))
