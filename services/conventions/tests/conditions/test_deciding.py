"""A signed convention waits for its conditions: in force once all are met, lapsed if one fails."""

from dataclasses import replace
from datetime import timedelta

import pytest
from conventions.domain.approvals.rules import ApprovalLeftOut, OnePersonTwoBodies
from conventions.domain.conditions import commands as c
from conventions.domain.conditions import events as e
from conventions.domain.conditions import rules
from conventions.domain.core import rules as core
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.suspensive import (
    ConditionOverdue,
    ConditionTooSoon,
    ConditionUndecided,
)
from conventions.domain.core.vocabulary import State
from conventions.domain.lifecycle import effective_day
from conventions.domain.mandating import mandates_moved
from conventions.domain.negotiation.commands import AgreeText
from conventions.domain.signatures.commands import EnterIntoForce, ExtendSigningTime
from conventions.domain.signatures.events import ConventionEnteredIntoForce, ConventionSigned
from conventions.domain.signatures.rules import ForceBeforeCondition
from mithaq.commands import Caller

from ..approvals.story import (
    COMMUNE_COUNCIL,
    INTERIOR,
    KINDS,
    REGION_COUNCIL,
    request,
)
from ..people import (
    COMMUNE,
    COMMUNE_HEAD,
    DAY,
    ID,
    OFFICE,
    REGION,
    Say,
    by_itself,
    commune,
    commune_council,
    interior,
    office,
    operator,
    region,
    region_council,
)
from ..story import TO_A_ROUND, TO_CONSENSUS, Story, drafted, signature, state_of
from ..tranches.story import tranche
from .story import VOTE, conditional, signed

LATER = DAY + timedelta(days=30)
AFTER = VOTE.decide_by + timedelta(days=1)
COUNCIL = commune_council.on_day(LATER)
MET = COUNCIL(c.DecideCondition, condition="vote", met=True, act="délibération 8/2026")
REFUSED = COUNCIL(
    c.DecideCondition, condition="vote", met=False, act="délibération 8/2026", reason="crédits"
)
OVER = by_itself.on_day(AFTER)(c.EndCondition, condition="vote")


def failed(story: Story, *, refused: bool) -> e.ConditionFailed:
    state = state_of(story)
    return e.ConditionFailed(
        convention_id=ID,
        condition="vote",
        refused=refused,
        given_up=state.terms.pledges(),
        void_signatures=tuple(sorted(state.signing.signatures, key=str)),
    )


def test_signed_it_is_not_in_force_before_the_vote() -> None:
    story = signed()
    assert state_of(story).state is State.SIGNED
    said = [each for each in story.history if isinstance(each, ConventionSigned)]
    assert said[0].conditions == (VOTE,)
    refusal = story.refuses(region.on_day(LATER)(EnterIntoForce), ConditionUndecided)
    assert refusal.values["conditions"] == "vote"


def test_no_money_is_planned_on_what_may_still_lapse() -> None:
    plan = tranche("R1", "region-26", 150)
    signed().refuses(plan, ConditionUndecided)
    signed().when(MET).accepts(plan)


def test_met_it_enters_into_force_on_the_day_of_the_vote() -> None:
    met = e.ConditionMet(
        convention_id=ID, condition="vote", decided_on=LATER, instrument="délibération 8/2026"
    )
    signed().then(MET, met)
    story = signed().when(MET)
    force = region.on_day(LATER + timedelta(days=3))(EnterIntoForce)
    assert effective_day(state_of(story), force) == LATER
    [entered] = story.when(force).history[len(story.history) :]
    assert isinstance(entered, ConventionEnteredIntoForce)
    assert entered.in_force_on == LATER


def test_a_fixed_day_is_before_neither_the_signature_nor_the_vote() -> None:
    story = signed().when(MET)
    early = region.on_day(LATER)(EnterIntoForce, in_force_on=LATER - timedelta(days=1))
    story.refuses(early, ForceBeforeCondition)
    fixed = region.on_day(LATER + timedelta(days=9))(
        EnterIntoForce, in_force_on=LATER + timedelta(days=8)
    )
    assert state_of(story.when(fixed)).in_force_on == LATER + timedelta(days=8)


def test_refused_the_convention_lapses_and_its_mandates_get_their_room_back() -> None:
    story = signed()
    refused = e.ConditionRefused(
        convention_id=ID,
        condition="vote",
        decided_on=LATER,
        instrument="délibération 8/2026",
        reason="crédits",
    )
    story.then(REFUSED, refused, failed(story, refused=True))
    assert state_of(story.when(REFUSED)).state is State.LAPSED
    signed_under = {x.mandate_id for x in state_of(story).signing.signatures.values()}
    assert mandates_moved(state_of(story), REFUSED).keys() == signed_under
    assert not mandates_moved(state_of(story), MET)


def test_too_late_it_lapses_by_itself() -> None:
    story = signed()
    story.then(OVER, failed(story, refused=False))
    assert state_of(story.when(OVER)).state is State.LAPSED
    assert mandates_moved(state_of(story), OVER)
    for said in (
        by_itself.on_day(VOTE.decide_by)(c.EndCondition, condition="vote"),
        by_itself.on_day(AFTER)(c.EndCondition, condition="another"),
    ):
        story.then(said)
        assert not mandates_moved(state_of(story), said)
    met = story.when(MET)
    met.then(OVER)
    assert not mandates_moved(state_of(met), OVER)


def test_a_decision_is_recorded_in_time_whatever_day_it_is_dated() -> None:
    for say in (
        commune_council.on_day(AFTER),
        commune_council.on_day(LATER, recorded_on=AFTER),
    ):
        late = say(c.DecideCondition, condition="vote", met=True, act="d")
        signed().refuses(late, ConditionOverdue)
    last = commune_council.on_day(VOTE.decide_by)
    signed().accepts(last(c.DecideCondition, condition="vote", met=True, act="d"))


def test_a_vote_from_before_the_signature_is_none() -> None:
    before = commune_council.on_day(DAY - timedelta(days=1), recorded_on=DAY)
    signed().refuses(
        before(c.DecideCondition, condition="vote", met=True, act="d"), DateBeforePrevious
    )


def test_it_is_decided_once_and_only_once_signed() -> None:
    signed(replace(VOTE, condition="visa")).when(MET).refuses(MET, rules.ConditionAlreadyDecided)
    signed().when(MET).refuses(MET, core.NothingWaits)
    conditional().refuses(MET, core.CommandClosed)
    signed().when(REFUSED).refuses(MET, core.CommandClosed)
    unknown = COUNCIL(c.DecideCondition, condition="other", met=True, act="d")
    signed().refuses(unknown, rules.ConditionUnknown)


@pytest.mark.parametrize("say", [region, commune, operator, office, region_council, interior])
def test_nobody_else_decides_it(say: Say) -> None:
    other = say.on_day(LATER)(c.DecideCondition, condition="vote", met=True, act="d")
    signed().refuses(other, core.CapacityRefused)


def test_of_two_conditions_each_is_its_own_body_s() -> None:
    visa = replace(VOTE, condition="visa", organisation_id=REGION)
    of_the_region = region_council.on_day(LATER)(
        c.DecideCondition, condition="vote", met=True, act="d"
    )
    signed(visa).refuses(of_the_region, rules.NotTheDecider)


def test_whoever_prepared_or_signed_does_not_decide() -> None:
    both = frozenset({"approver", "partner"})
    signer = Caller(subject=COMMUNE_HEAD.subject, organisation=COMMUNE, roles=both)
    decide = Say(signer, LATER)(c.DecideCondition, condition="vote", met=True, act="d")
    signed().refuses(decide, DutiesNotSeparated)
    of_another = Caller(subject="region-council", organisation=COMMUNE, roles=both)
    decide = Say(of_another, LATER)(c.DecideCondition, condition="vote", met=True, act="d")
    signed().refuses(decide, OnePersonTwoBodies)


def test_where_the_text_names_nobody_the_office_records_it() -> None:
    plain = replace(VOTE, approval=None, organisation_id=None)
    story = signed(instead=plain)
    story.refuses(MET, core.CapacityRefused)
    said = Say(OFFICE, LATER)(c.DecideCondition, condition="vote", met=True, act="BO n° 7500")
    story.accepts(said)
    unsaid = replace(said, act="\u200b")
    story.refuses(unsaid, core.TextBlank)


def test_a_refusal_says_why() -> None:
    signed().refuses(replace(REFUSED, reason=" "), core.ReasonMissing)


def test_a_text_is_agreed_and_signed_while_there_is_time_to_decide() -> None:
    negotiated = drafted().when(
        region(c.WriteCondition, condition=VOTE, kinds=KINDS), *TO_A_ROUND, *TO_CONSENSUS
    )
    for sign_by in (VOTE.decide_by, VOTE.decide_by + timedelta(days=9)):
        negotiated.refuses(region(AgreeText, sign_by=sign_by), ConditionTooSoon)
    late = region.on_day(VOTE.decide_by)
    negotiated.refuses(late(AgreeText), ConditionTooSoon)
    story = conditional()
    extended = region(ExtendSigningTime, sign_by=VOTE.decide_by, reason="vacances")
    story.refuses(extended, ConditionTooSoon)
    story.refuses(signature(story, commune.on_day(AFTER)), ConditionOverdue)


def test_a_visa_that_the_text_waits_for_need_not_come_before_the_signature() -> None:
    """And none of it is evaded: nothing is in force without it."""
    agreed = drafted().when(
        region(c.WriteCondition, condition=VOTE, kinds=KINDS),
        *TO_A_ROUND,
        *TO_CONSENSUS,
        region(AgreeText),
    )
    rest = (REGION_COUNCIL, INTERIOR)
    agreed.accepts(request(*rest))
    agreed.refuses(request(REGION_COUNCIL), ApprovalLeftOut)
    other = replace(VOTE, organisation_id=REGION)
    of_the_region = drafted().when(
        region(c.WriteCondition, condition=other, kinds=KINDS),
        *TO_A_ROUND,
        *TO_CONSENSUS,
        region(AgreeText),
    )
    of_the_region.refuses(request(*rest), ApprovalLeftOut)


def test_a_visa_given_after_the_signature_counts_for_what_is_amended_later() -> None:
    met = signed().when(MET, region.on_day(LATER)(EnterIntoForce))
    [approved] = state_of(met).approved
    assert COMMUNE_COUNCIL in approved.granted
