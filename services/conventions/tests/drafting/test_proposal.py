"""A proposal: drafted, revised, submitted, withdrawn."""

from dataclasses import replace

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.pledging import PartyUnknown
from conventions.domain.core.terms import Outline
from conventions.domain.core.vocabulary import State
from conventions.domain.drafting import commands as c
from conventions.domain.drafting import events as e
from conventions.domain.drafting import rules
from conventions.domain.drafting.articles import ArticleMissing
from mithaq.commands import Caller
from mithaq.errors import MithaqError, NotFound
from mithaq.money import Money

from ..people import ID, OUTSIDER, REGION, STRANGER, Say, commune, office, region
from ..proposal import BARE, DRAFT, OUTLINE, PLEDGES, contribution, mad
from ..story import drafted, state_of, told


def test_a_bare_draft_is_one_fact() -> None:
    drafted_by = e.ConventionDrafted(convention_id=ID, outline=OUTLINE, drafted_by=REGION)
    told().then(BARE, drafted_by)


def test_one_call_carries_everything_or_nothing() -> None:
    assert len(drafted().history) == 1 + 3 + 4 + 1 + 4
    unknown = replace(DRAFT, contributions=(contribution("x", STRANGER, 5),))
    told().refuses(unknown, PartyUnknown)


def test_a_convention_is_drafted_once() -> None:
    drafted().refuses(DRAFT, core.CommandClosed)


@pytest.mark.parametrize(
    ("outline", "rule"),
    [
        (replace(OUTLINE, total=Money(0)), core.AmountNotPositive),
        (replace(OUTLINE, total=mad(-5)), core.AmountNotPositive),
        (replace(OUTLINE, last_year=2025), rules.PeriodReversed),
        (replace(OUTLINE, duration_months=0), rules.DurationNotPositive),
    ],
)
def test_a_draft_has_a_positive_envelope_and_period(
    outline: Outline, rule: type[MithaqError]
) -> None:
    told().refuses(replace(BARE, outline=outline), rule)


def test_a_draft_is_made_for_an_organisation() -> None:
    homeless = Say(Caller(subject="x", roles=frozenset({"partner"})))
    told().refuses(replace(BARE, header=homeless.header), core.CallerWithoutOrganisation)
    auditor = Say(Caller(subject="x", organisation=REGION, roles=frozenset({"auditor"})))
    told().refuses(replace(BARE, header=auditor.header), core.CapacityRefused)


def test_nothing_is_done_to_a_convention_that_is_not() -> None:
    told().refuses(region(c.ProposeConvention), NotFound)


def test_a_stranger_is_told_nothing() -> None:
    drafted().refuses(Say(OUTSIDER)(c.ProposeConvention), NotFound)


def test_a_total_is_revised_with_a_reason() -> None:
    wider = {"total": mad(1200), "first_year": 2026, "last_year": 2028, "reason": "étude"}
    revised = e.TotalRevised(
        convention_id=ID, total=mad(1200), first_year=2026, last_year=2028, reason="étude"
    )
    drafted().then(region(c.ReviseTotal, **wider), revised)
    assert state_of(drafted().given(revised)).terms.outline.last_year == 2028
    drafted().refuses(region(c.ReviseTotal, **(wider | {"reason": " "})), core.ReasonMissing)
    same = {"total": mad(1000), "first_year": 2026, "last_year": 2027, "reason": "rien"}
    drafted().then(region(c.ReviseTotal, **same))


@pytest.mark.parametrize(
    ("draft", "rule"),
    [
        (replace(DRAFT, parties=DRAFT.parties[1:], contributions=()), rules.LeadMissing),
        (replace(DRAFT, parties=DRAFT.parties[:1], contributions=()), rules.SignatoriesMissing),
        (replace(DRAFT, actions=(), contributions=()), rules.ActionMissing),
        (replace(DRAFT, articles=DRAFT.articles[:2]), ArticleMissing),
    ],
)
def test_an_incomplete_draft_is_not_submitted(
    draft: c.DraftConvention, rule: type[MithaqError]
) -> None:
    told().when(draft).refuses(region(c.ProposeConvention), rule)


def test_a_complete_draft_is_submitted_once() -> None:
    proposed = e.ConventionProposed(convention_id=ID, total=mad(1000))
    drafted().then(region(c.ProposeConvention), proposed)
    drafted().given(proposed).refuses(region(c.ProposeConvention), core.CommandClosed)


def test_only_the_lead_the_drafter_and_the_office_submit() -> None:
    drafted().refuses(commune(c.ProposeConvention), core.CapacityRefused)
    assert state_of(drafted().when(office(c.ProposeConvention))).state is State.PROPOSED


def test_a_withdrawn_proposal_is_over() -> None:
    withdrawal = region(c.WithdrawConvention, reason="abandon")
    given_up = e.ConventionWithdrawn(convention_id=ID, reason="abandon", given_up=PLEDGES)
    drafted().then(withdrawal, given_up)
    told().when(BARE).then(withdrawal, replace(given_up, given_up=()))
    withdrawn = drafted().when(withdrawal)
    assert state_of(withdrawn).state is State.WITHDRAWN
    withdrawn.refuses(region(c.ProposeConvention), core.CommandClosed)
    drafted().refuses(region(c.WithdrawConvention, reason=""), core.ReasonMissing)
