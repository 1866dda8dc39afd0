"""Five cases such as are published, each told whole, to its end.

A framework with open shares; shares by partner without their split; a duration and a year that are
not known; a vote after the signature; an avenant that adds a funder. Figures and names are made up.
"""

from dataclasses import replace
from datetime import date, timedelta

from conventions.domain.conditions.commands import DecideCondition, EndCondition
from conventions.domain.core import rules as core
from conventions.domain.core.balance import PeriodUnknown
from conventions.domain.core.frame import Frame, frame_of
from conventions.domain.core.terms import Action
from conventions.domain.core.vocabulary import (
    ContributionKind,
    Instrument,
    Stage,
    State,
)
from conventions.domain.drafting import commands as drafting
from conventions.domain.ending.commands import CompleteConvention
from conventions.domain.ending.rules import ConventionUnfinished
from conventions.domain.negotiation.commands import AgreeText
from conventions.domain.shares.commands import NoteSplitOverdue, PromiseShare, SplitShare
from conventions.domain.signatures.commands import EnterIntoForce
from conventions.domain.tranches.commands import JustifyTranche
from mithaq.money import Money

from ..amendments.story import effect
from ..amendments.story import signed as amended
from ..amendments.test_joining import JOINED
from ..approvals.story import NEEDED, grants, request
from ..conditions.story import VOTE
from ..conditions.story import signed as signed_with_a_vote
from ..execution.story import built
from ..people import (
    COMMUNE,
    REGION,
    bookkeeper,
    by_itself,
    commune,
    commune_council,
    office,
    operator,
    region,
)
from ..proposal import ARTICLES, OUTLINE, PARTIES, contribution, mad, share, yearly
from ..story import TO_A_ROUND, TO_CONSENSUS, Story, in_force, signature, state_of, told
from ..tranches.story import paid, step, tranche

FRAMEWORK = replace(
    frame_of(Instrument.FRAMEWORK), later_split=True, open_shares=True, split_within_days=300
)
SPLIT_LATER = replace(frame_of(Instrument.FINANCING), later_split=True)
PROGRAMME = Action(
    action="works",
    label_fr="Programme de mise à niveau",
    territory="01.511.01.0",
    cost=mad(1000),
    years=yearly(y2026=400, y2027=600),
)


def proposed(frame: Frame, instrument: Instrument, **changes: object) -> Story:
    outline = replace(OUTLINE, instrument=instrument, **changes)  # type: ignore[arg-type]
    draft = region(
        drafting.DraftConvention,
        outline=outline,
        parties=PARTIES,
        articles=ARTICLES,
        actions=(PROGRAMME,),
        frame=frame,
    )
    return told().when(draft)


def signed(story: Story, **agreed: object) -> Story:
    story = story.when(*TO_A_ROUND, *TO_CONSENSUS, region(AgreeText, **agreed))
    story = story.when(request(*NEEDED), *grants(*NEEDED))
    return story.when(*(signature(story, say) for say in (commune, operator, region)))


def promised(story: Story) -> Money:
    return Money.sum(each.amount for each in state_of(story).terms.promises())


def test_a_framework_whose_shares_are_open() -> None:
    """Of 1,000 announced two partners say 340; the rest is said to be open, and stays so."""
    story = proposed(FRAMEWORK, Instrument.FRAMEWORK).when(
        region(PromiseShare, share=share("region", REGION, 240)),
        commune(PromiseShare, share=share("commune", COMMUNE, 100, year=2027)),
    )
    story = signed(story).when(region(EnterIntoForce))
    assert (state_of(story).state, promised(story)) == (State.IN_FORCE, mad(340))
    decided = (
        contribution("region-26", REGION, 150),
        contribution("region-27", REGION, 90, year=2027),
    )
    story = story.when(
        office(SplitShare, share="region", contributions=decided, act="PV du comité n° 2")
    )
    assert list(state_of(story).terms.shares) == ["commune"]
    due = state_of(story).terms.split_by
    assert due is not None
    story = story.when(by_itself.on_day(due + timedelta(days=1))(NoteSplitOverdue))
    assert state_of(story).split_overdue
    late = contribution("commune-27", COMMUNE, 100, year=2027)
    done = commune.on_day(due + timedelta(days=9))
    story = story.when(done(SplitShare, share="commune", contributions=(late,)))
    assert (state_of(story).split_overdue, promised(story)) == (False, mad(340))


def test_shares_by_partner_that_are_split_paid_and_accounted_for() -> None:
    """Each partner says how much, nobody in which year: known before any of it is called."""
    story = proposed(SPLIT_LATER, Instrument.FINANCING).when(
        region(PromiseShare, share=share("region", REGION, 700)),
        commune(PromiseShare, share=share("commune", COMMUNE, 300, kind=ContributionKind.CASH)),
    )
    story = signed(story, split_by=date(2026, 12, 31)).when(region(EnterIntoForce))
    unfinished = story.refuses(region(CompleteConvention, report="r"), ConventionUnfinished)
    assert unfinished.values["unsplit"] == "commune, region"
    parts = {
        "r26": contribution("r26", REGION, 400),
        "r27": contribution("r27", REGION, 300, year=2027),
        "c27": contribution("c27", COMMUNE, 300, year=2027),
    }
    story = story.when(
        region(SplitShare, share="region", contributions=(parts["r26"], parts["r27"])),
        commune(SplitShare, share="commune", contributions=(parts["c27"],)),
    )
    for name, amount, funder in (("r26", 400, region), ("r27", 300, region), ("c27", 300, commune)):
        story = story.when(
            tranche(name.upper(), name, amount),
            *paid(amount, name.upper(), funder),
            step(JustifyTranche, bookkeeper, amount, name.upper()),
        )
    story = story.when(*built(100))
    story = story.when(region(CompleteConvention, report="Rapport final"))
    ended = state_of(story)
    assert (ended.state, ended.lookups.sum(Stage.PAID)) == (State.COMPLETED, 100_000)


def test_a_duration_and_a_year_that_nobody_published() -> None:
    """The last year is unknown in the draft and known when the text is agreed; no duration ever."""
    story = proposed(
        frame_of(Instrument.FINANCING),
        Instrument.FINANCING,
        last_year=None,
        duration_months=None,
    ).when(
        region(drafting.PlanAction, action=replace(PROGRAMME, cost=None, years=())),
    )
    rounds = (*TO_A_ROUND, *TO_CONSENSUS)
    refused = story.when(*rounds).refuses(region(AgreeText), PeriodUnknown)
    assert {each.code for each in refused.findings} == {
        "period-unknown",
        "cost-unknown",
        "totals-differ",
    }
    pledges = [
        contribution("r26", REGION, 400),
        contribution("r27", REGION, 600, year=2027),
    ]
    story = story.when(
        region(
            drafting.ReviseTotal, total=mad(1000), first_year=2026, last_year=2027, reason="étude"
        ),
        region(drafting.PlanAction, action=PROGRAMME),
        *(region(drafting.PledgeContribution, contribution=each) for each in pledges),
    )
    ended = state_of(signed(story).when(region(EnterIntoForce)))
    assert (ended.state, ended.ends_on) == (State.IN_FORCE, None)


def test_a_vote_after_the_signature() -> None:
    """Signed and not in force: it takes force once the council voted, or lapses without a vote."""
    story = signed_with_a_vote()
    assert state_of(story).state is State.SIGNED
    vote = commune_council.on_day(VOTE.decide_by)
    met = story.when(vote(DecideCondition, condition="vote", met=True, act="délibération 8/2026"))
    after = region.on_day(VOTE.decide_by)
    assert state_of(met.when(after(EnterIntoForce))).state is State.IN_FORCE
    late = by_itself.on_day(VOTE.decide_by + timedelta(days=1))
    lapsed = story.when(late(EndCondition, condition="vote"))
    assert state_of(lapsed).state is State.LAPSED
    lapsed.refuses(after(EnterIntoForce), core.CommandClosed)


def test_an_avenant_that_adds_a_funder() -> None:
    """It signs the avenant as the others do, and owes what the avenant says from then on."""
    before = state_of(in_force())
    done = state_of(amended(in_force(), JOINED).when(effect()))
    [joined] = JOINED.parties
    assert joined.organisation_id not in before.terms.parties
    assert done.terms.promised_by(joined.organisation_id) == JOINED.contributions[0].amount
    assert done.terms.outline.total > before.terms.outline.total
