"""A merger seen from the organisation that goes on, and what something is attached to."""

from dataclasses import replace
from uuid import UUID

import pytest
from mithaq.commands import Caller
from mithaq.errors import MithaqError
from mithaq.events import Origin
from partners.domain import events, rules, surviving
from partners.domain.attaching import take_on
from partners.domain.evolve import evolve
from partners.domain.organisation import Organisation
from partners.domain.vocabulary import ChangeAct, PartnerKind

from .stories import (
    ACTIVE,
    CLERK,
    CLOSED,
    DAY,
    ICE,
    IDENTITY,
    KNOWN,
    MAYOR,
    MERGED,
    NOTHING,
    ORGANISATION,
    OTHER,
    REGISTERED,
    REVOKED,
    SIGNING,
    SUSPENDED,
    VERIFIED,
    VERIFIER,
    Story,
    asking,
    confirming,
)

# Seen from here ORGANISATION goes on, and OTHER is merged into it.
CONFIRMING = replace(confirming(), header=replace(confirming().header, organisation_id=OTHER))
ASKING = asking(ChangeAct.MERGER, into=ORGANISATION)
ABSORBED = events.OrganisationAbsorbed(organisation_id=ORGANISATION, absorbed=OTHER)
RELEASED = events.OrganisationReleased(organisation_id=ORGANISATION, released=OTHER)
NO_ICE = replace(IDENTITY, ice=None)


def test_it_answers_for_both_once_the_merger_is_confirmed_and_not_when_it_is_asked_for() -> None:
    assert surviving.absorb(ACTIVE.state, ORGANISATION, NO_ICE, CONFIRMING) == [ABSORBED]
    assert surviving.absorb(ACTIVE.state, ORGANISATION, NO_ICE, ASKING) == []


@pytest.mark.parametrize(
    ("story", "rule"),
    [
        (NOTHING, rules.OrganisationUnknown),
        (KNOWN, rules.SurvivorNotActive),
        (ACTIVE.given(SUSPENDED), rules.SurvivorNotActive),
        (ACTIVE.given(CLOSED), rules.SurvivorNotActive),
        (ACTIVE.given(MERGED), rules.SurvivorNotActive),
    ],
)
def test_only_an_active_one_goes_on_so_no_circle_comes_about(
    story: Story, rule: type[MithaqError]
) -> None:
    with pytest.raises(rule):
        surviving.absorb(story.state, ORGANISATION, NO_ICE, CONFIRMING)


def test_what_is_merged_is_one_body_for_all_that_is_known() -> None:
    company = replace(NO_ICE, kind=PartnerKind.COMPANY)
    with pytest.raises(rules.MergerOfKinds):
        surviving.absorb(ACTIVE.state, ORGANISATION, company, CONFIRMING)
    another = replace(IDENTITY, ice="001561191000066")
    with pytest.raises(rules.MergerOfEnterprises):
        surviving.absorb(ACTIVE.state, ORGANISATION, another, CONFIRMING)
    establishment = replace(IDENTITY, ice=ICE[:9] + "000212")
    assert surviving.absorb(ACTIVE.state, ORGANISATION, establishment, CONFIRMING)


@pytest.mark.parametrize("caller", [replace(MAYOR, organisation=None), CLERK])
def test_nobody_merges_anything_into_their_own(caller: Caller) -> None:
    own = replace(CONFIRMING, header=replace(CONFIRMING.header, caller=caller))
    with pytest.raises(rules.OwnStanding):
        surviving.absorb(SIGNING.state, ORGANISATION, NO_ICE, own)


def test_a_separation_is_told_of_both_and_from_none_that_is_suspended() -> None:
    both = ACTIVE.given(ABSORBED)
    assert both.state.absorbed == {OTHER}
    assert surviving.release(both.state, ORGANISATION, CONFIRMING) == [RELEASED]
    assert both.given(RELEASED).state.absorbed == frozenset()
    with pytest.raises(rules.SurvivorNotActive):
        surviving.release(both.given(SUSPENDED).state, ORGANISATION, CONFIRMING)


def test_into_itself_nothing_is_merged() -> None:
    ACTIVE.refuses(asking(ChangeAct.MERGER, into=ORGANISATION), rules.MergerIntoItself)


def test_a_separated_one_is_as_it_was() -> None:
    merged = ACTIVE.given(MERGED)
    after = merged.when(asking(ChangeAct.SEPARATION), confirming())
    assert (after.state.state, after.state.merged_into) == (ACTIVE.state.state, None)
    assert isinstance(after.history[-1], events.OrganisationSeparated)
    assert after.history[-1].separated_from == OTHER


def test_the_mandates_of_what_it_answered_for_end_with_it() -> None:
    ended = surviving.end_with(SIGNING.given(MERGED).state, ORGANISATION, DAY, "Motif")
    assert ended == [replace(REVOKED, reason="Motif")]


def _ministry(
    *more: events.OrganisationEvent, kind: PartnerKind = PartnerKind.MINISTRY
) -> Organisation:
    origin = Origin(by=VERIFIER.actor("office"), effective_date=DAY)
    told = replace(REGISTERED, kind=kind, territory="MA", ice=None)
    state = Organisation()
    for event in (told, *more):
        state = evolve(state, event, origin)
    return state


CHILD = UUID(int=9)
SERVICE = PartnerKind.DECONCENTRATED_SERVICE


def test_a_service_is_attached_to_an_active_ministry() -> None:
    assert take_on(_ministry(VERIFIED), OTHER, SERVICE, CHILD) == []
    with pytest.raises(rules.ParentNotActive):
        take_on(_ministry(), OTHER, SERVICE, CHILD)
    with pytest.raises(rules.ParentNotActive):
        take_on(_ministry(VERIFIED, SUSPENDED), OTHER, SERVICE, CHILD)
    with pytest.raises(rules.OrganisationUnknown):
        take_on(Organisation(), OTHER, SERVICE, CHILD)


@pytest.mark.parametrize(
    ("kind", "parent"),
    [
        (SERVICE, PartnerKind.HABOUS),
        (PartnerKind.COMMUNE, PartnerKind.MINISTRY),
        (PartnerKind.LOCAL_AUTHORITY, PartnerKind.MINISTRY),
        (PartnerKind.ASSOCIATION, PartnerKind.ASSOCIATION),
    ],
)
def test_others_are_attached_to_nothing_or_to_something_else(
    kind: PartnerKind, parent: PartnerKind
) -> None:
    with pytest.raises(rules.ParentUnfit):
        take_on(_ministry(VERIFIED, kind=parent), OTHER, kind, CHILD)


def test_nothing_is_attached_to_itself() -> None:
    operator = PartnerKind.PUBLIC_OPERATOR
    with pytest.raises(rules.ParentUnfit):
        take_on(_ministry(VERIFIED, kind=operator), OTHER, operator, OTHER)
    assert take_on(_ministry(VERIFIED, kind=operator), OTHER, operator, CHILD) == []
