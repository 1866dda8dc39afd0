"""Writing a proposal: each command, each rule."""

from dataclasses import replace

import pytest
from conventions.domain.commands import drafting as c
from conventions.domain.events import drafting as e
from conventions.domain.events.drafting import YearlyCost
from conventions.domain.rules import access, terms
from conventions.domain.rules.negotiating import RoundStillOpen
from conventions.domain.vocabulary import ContributionKind, PartyRole, State
from mithaq.commands import Caller
from mithaq.errors import MithaqError, NotFound
from mithaq.money import Money

from .story import (
    COMMUNE,
    DRAFT,
    ID,
    NEGOTIATED,
    OUTSIDER,
    REGION,
    STRANGER,
    WORKS,
    Say,
    agreed,
    article,
    commune,
    contribution,
    drafted,
    mad,
    office,
    operator,
    party,
    region,
    state_of,
    told,
)

BARE = replace(DRAFT, parties=(), articles=(), actions=(), contributions=())


def test_a_bare_draft_is_one_fact() -> None:
    drafted_by = e.ConventionDrafted(
        convention_id=ID,
        reference="MED-2026-01",
        instrument=DRAFT.instrument,
        title_fr="Réhabilitation de la médina",
        title_ar="تأهيل المدينة العتيقة",
        territory="01.511.01.0",
        region="01",
        total=mad(1000),
        first_year=2026,
        last_year=2027,
        duration_months=24,
        drafted_by=REGION,
    )
    told().then(BARE, drafted_by)


def test_one_call_carries_everything_or_nothing() -> None:
    assert len(drafted().history) == 1 + 3 + 4 + 1 + 4
    unknown = replace(DRAFT, contributions=(contribution("x", STRANGER, 5),))
    told().refuses(unknown, terms.PartyUnknown)


def test_a_convention_is_drafted_once() -> None:
    drafted().refuses(DRAFT, access.CommandClosed)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"total": Money(0)}, terms.AmountNotPositive),
        ({"total": mad(-5)}, terms.AmountNotPositive),
        ({"last_year": 2025}, terms.PeriodReversed),
        ({"duration_months": 0}, terms.DurationNotPositive),
    ],
)
def test_a_draft_has_a_positive_envelope_and_period(
    change: dict[str, object], rule: type[MithaqError]
) -> None:
    told().refuses(replace(BARE, **change), rule)  # type: ignore[arg-type]


def test_a_draft_is_made_for_an_organisation() -> None:
    homeless = Caller(subject="x", roles=frozenset({"partner"}))
    told().refuses(replace(BARE, caller=homeless), access.CallerWithoutOrganisation)
    auditor = Caller(subject="x", organisation=REGION, roles=frozenset({"auditor"}))
    told().refuses(replace(BARE, caller=auditor), access.CapacityRefused)


def test_nothing_is_done_to_a_convention_that_is_not() -> None:
    told().refuses(region(c.ProposeConvention), NotFound)


def test_a_stranger_is_told_nothing() -> None:
    drafted().refuses(Say(OUTSIDER)(c.ProposeConvention), NotFound)


def test_a_party_is_invited_and_removed() -> None:
    witness = party(STRANGER, PartyRole.WITNESS, None, "Témoin")
    invited = drafted().when(region(c.InviteParty, party=witness))
    assert STRANGER in state_of(invited).terms.parties
    removed = e.PartyRemoved(convention_id=ID, organisation_id=STRANGER)
    invited.then(region(c.RemoveParty, organisation_id=STRANGER), removed)


@pytest.mark.parametrize(
    ("invited", "rule"),
    [
        (party(COMMUNE, PartyRole.WITNESS, None), terms.PartyAlreadyInvited),
        (party(STRANGER, PartyRole.LEAD, None), terms.LeadAlreadyNamed),
        (party(STRANGER, (PartyRole.FUNDER, PartyRole.LEAD), None), terms.LeadAlreadyNamed),
        (party(STRANGER, (), None), terms.RolesMalformed),
        (party(STRANGER, (PartyRole.FUNDER, PartyRole.FUNDER), None), terms.RolesMalformed),
        (party(STRANGER, PartyRole.WITNESS, 0), terms.SigningOrderMalformed),
    ],
)
def test_an_invitation_is_refused(invited: c.NewParty, rule: type[MithaqError]) -> None:
    drafted().refuses(region(c.InviteParty, party=invited), rule)


def test_a_party_that_promises_stays() -> None:
    refused = drafted().refuses(
        region(c.RemoveParty, organisation_id=COMMUNE), terms.PartyHasContributions
    )
    assert refused.values["contributions"] == "commune-26, commune-land"
    drafted().refuses(region(c.RemoveParty, organisation_id=STRANGER), terms.PartyUnknown)


def test_writing_an_article_again_replaces_it_or_changes_nothing() -> None:
    drafted().then(region(c.WriteArticle, article=article("object")))
    rewritten = drafted().when(region(c.WriteArticle, article=article("object", "Autre.")))
    assert state_of(rewritten).terms.articles["object"].text_fr == "Autre."


@pytest.mark.parametrize(
    ("action", "rule"),
    [
        (replace(WORKS, cost=mad(900)), terms.YearlyCostsDiffer),
        (replace(WORKS, cost=mad(0)), terms.AmountNotPositive),
        (
            replace(WORKS, years=(YearlyCost(year=2030, cost=mad(1000)),)),
            terms.YearOutsidePeriod,
        ),
        (
            replace(WORKS, years=(YearlyCost(year=2026, cost=mad(500)),) * 2),
            terms.YearlyCostsDiffer,
        ),
        (
            replace(
                WORKS,
                years=(
                    YearlyCost(year=2026, cost=mad(1100)),
                    YearlyCost(year=2027, cost=mad(-100)),
                ),
            ),
            terms.AmountNegative,
        ),
    ],
)
def test_an_action_is_refused(action: c.NewAction, rule: type[MithaqError]) -> None:
    drafted().refuses(region(c.PlanAction, action=action), rule)


def test_planning_the_same_action_again_changes_nothing() -> None:
    drafted().then(region(c.PlanAction, action=WORKS))


def test_an_action_goes_once_its_money_is_gone() -> None:
    drafted().refuses(region(c.RemoveAction, action="works"), terms.ActionHasContributions)
    drafted().refuses(region(c.RemoveAction, action="away"), terms.ActionUnknown)
    names = [p.contribution for p in DRAFT.contributions]
    emptied = drafted().when(*(region(c.WithdrawContribution, contribution=n) for n in names))
    emptied.then(
        region(c.RemoveAction, action="works"), e.ActionRemoved(convention_id=ID, action="works")
    )


@pytest.mark.parametrize(
    ("pledged", "rule"),
    [
        (contribution("c", COMMUNE, 0), terms.AmountNotPositive),
        (contribution("c", COMMUNE, -1), terms.AmountNotPositive),
        (contribution("c", COMMUNE, 1, year=2031), terms.YearOutsidePeriod),
        (contribution("c", STRANGER, 1), terms.PartyUnknown),
        (replace(contribution("c", COMMUNE, 1), action="away"), terms.ActionUnknown),
    ],
)
def test_a_pledge_is_refused(pledged: c.NewContribution, rule: type[MithaqError]) -> None:
    drafted().refuses(region(c.PledgeContribution, contribution=pledged), rule)


def test_a_party_pledges_its_own_money_only() -> None:
    mine = contribution("commune-27", COMMUNE, 10, year=2027)
    drafted().when(commune(c.PledgeContribution, contribution=mine))
    theirs = contribution("region-27", REGION, 10, year=2027)
    drafted().refuses(commune(c.PledgeContribution, contribution=theirs), access.NotTheFunder)
    taken = contribution("region-27", COMMUNE, 10, year=2027)
    drafted().refuses(commune(c.PledgeContribution, contribution=taken), access.NotTheFunder)
    drafted().refuses(
        operator(c.WithdrawContribution, contribution="commune-26"), access.NotTheFunder
    )


def test_pledging_the_same_again_changes_nothing() -> None:
    drafted().then(region(c.PledgeContribution, contribution=DRAFT.contributions[0]))
    drafted().refuses(
        region(c.WithdrawContribution, contribution="gone"), terms.ContributionUnknown
    )


def test_a_total_is_revised_with_a_reason() -> None:
    wider = {"total": mad(1200), "first_year": 2026, "last_year": 2028, "reason": "étude"}
    assert state_of(drafted().when(region(c.ReviseTotal, **wider))).terms.last_year == 2028
    drafted().refuses(region(c.ReviseTotal, **(wider | {"reason": " "})), access.ReasonMissing)
    same = {"total": mad(1000), "first_year": 2026, "last_year": 2027, "reason": "rien"}
    drafted().then(region(c.ReviseTotal, **same))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"parties": DRAFT.parties[1:], "contributions": ()}, terms.LeadMissing),
        ({"parties": DRAFT.parties[:1], "contributions": ()}, terms.SignatoriesMissing),
        ({"actions": (), "contributions": ()}, terms.ActionMissing),
        ({"articles": DRAFT.articles[:2]}, terms.ArticleMissing),
    ],
)
def test_an_incomplete_draft_is_not_submitted(
    change: dict[str, object], rule: type[MithaqError]
) -> None:
    story = told().when(replace(DRAFT, **change))  # type: ignore[arg-type]
    story.refuses(region(c.ProposeConvention), rule)


def test_a_complete_draft_is_submitted_once() -> None:
    proposed = e.ConventionProposed(convention_id=ID, total=mad(1000))
    drafted().then(region(c.ProposeConvention), proposed)
    drafted().given(proposed).refuses(region(c.ProposeConvention), access.CommandClosed)


def test_only_the_lead_the_drafter_and_the_office_submit() -> None:
    drafted().refuses(commune(c.ProposeConvention), access.CapacityRefused)
    assert state_of(drafted().when(office(c.ProposeConvention))).state is State.PROPOSED


def test_a_withdrawn_proposal_is_over() -> None:
    withdrawn = drafted().when(region(c.WithdrawConvention, reason="abandon"))
    assert state_of(withdrawn).state is State.WITHDRAWN
    withdrawn.refuses(region(c.ProposeConvention), access.CommandClosed)
    drafted().refuses(region(c.WithdrawConvention, reason=""), access.ReasonMissing)


def test_the_text_does_not_move_while_a_round_is_open() -> None:
    asked = drafted().when(*NEGOTIATED[:2])
    asked.refuses(region(c.WriteArticle, article=article("object", "!")), RoundStillOpen)


def test_the_frozen_text_is_not_edited() -> None:
    agreed().refuses(region(c.WriteArticle, article=article("object")), access.CommandClosed)


def test_land_is_valued_in_what_a_party_promises() -> None:
    assert state_of(drafted()).terms.promised_by(COMMUNE) == mad(300)
    assert DRAFT.contributions[2].kind is ContributionKind.LAND
