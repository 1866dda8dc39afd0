"""What is made up: labelled everywhere, consistent with what is published, in order of days."""

from collections import Counter
from collections.abc import Iterator

import pytest
from mithaq_demo.cast import GENERAL
from mithaq_demo.checks.commitments import announced, owed_after
from mithaq_demo.enrolment import BODIES, EXPIRED, grants_of
from mithaq_demo.facts import case, organisations
from mithaq_demo.plan import Plan, signers
from mithaq_demo.plays import (
    COMPLETED,
    PLANS,
    PUBLISHED,
    SIGNED,
    casablanca,
    midelt,
    published,
    sale,
    souss_massa,
    tanger_2,
    tta,
)
from mithaq_demo.stories import STORIES
from mithaq_demo.stories.signed import known


def of(plans: tuple[Plan, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("plan", plans, ids=[plan.reference for plan in plans])


def promised(plan: Plan) -> Counter[str]:
    found: Counter[str] = Counter()
    for pledge in plan.pledges:
        found[pledge.organisation] += pledge.dirhams
    return found


@of(PLANS)
def test_nothing_made_up_goes_without_its_basis(plan: Plan) -> None:
    assert all("publié" in work.basis for work in plan.works)
    assert all("publié" in pledge.basis for pledge in plan.pledges)
    assert all("publié" in share.basis for share in plan.shares)
    assert all(seat.basis for seat in plan.seats)
    assert all("non publiée" in each.basis for each in plan.instalments)
    assert plan.days.basis
    if plan.amendment:
        assert "publié" in plan.amendment.reason


@of((*PUBLISHED, *COMPLETED))
def test_seats_are_the_published_parties(plan: Plan) -> None:
    """Those who join by the amendment included."""
    seats = {seat.organisation for seat in (*plan.seats, *plan.joining)}
    found = {party.organisation for party in case(plan.case).parties}
    assert found <= seats <= found | {"al-omrane-marrakech"}
    assert [role for seat in plan.seats for role in seat.roles].count("lead") == 1
    assert plan.drafter == plan.lead
    assert len(plan.signatories) >= 2


@of(PLANS)
def test_money_falls_in_the_years_and_on_the_actions_of_the_plan(plan: Plan) -> None:
    works = {work.action for work in plan.works}
    assert {pledge.action for pledge in plan.pledges} <= works
    if plan.years:
        years = range(plan.years[0], plan.years[1] + 1)
        assert all(pledge.year in years for pledge in plan.pledges)
        assert all(year in years for work in plan.works for year in work.years)
    assert plan.project is None or plan.project.action in works


@of(PLANS)
def test_days_follow_each_other(plan: Plan) -> None:
    days = plan.days
    later = [day for day in (days.approved, days.signed, days.in_force) if day]
    told = [days.drafted, days.round_opened, days.round_closes, days.agreed, *later]
    assert told == sorted(told)
    if plan.amendment and days.in_force:
        amended = [plan.amendment.on, plan.amendment.approved, plan.amendment.effective_on]
        assert amended == sorted(amended)
        assert days.in_force < plan.amendment.on


@of(SIGNED)
def test_what_funders_give_for_an_action_and_year_is_its_cost(plan: Plan) -> None:
    """All of it, but for the framework whose share is open: half of it is promised when signed."""
    funded: Counter[tuple[str, int]] = Counter()
    for pledge in plan.pledges:
        funded[pledge.action, pledge.year] += pledge.dirhams
    open_share = 2 if plan is tta.PLAN else 1
    costs = {(work.action, year): cost for work in plan.works for year, cost in work.years.items()}
    assert {cell: given * open_share for cell, given in funded.items()} == costs
    assert sum(costs.values()) == plan.total == announced(plan)


@of(COMPLETED)
def test_no_published_share_is_changed_by_completing_a_case(plan: Plan) -> None:
    facts = case(plan.case)
    if plan.announced is None:
        assert promised(plan).items() >= dict(facts.shares).items()
    assert {share.organisation: share.dirhams for share in plan.shares}.items() <= (
        dict(facts.shares).items()
    )


@of(SIGNED)
def test_tranches_add_up_to_their_pledges(plan: Plan) -> None:
    for instalment in plan.instalments:
        assert instalment.dirhams == plan.pledge(instalment.contribution).dirhams
    names = [instalment.tranche for instalment in plan.instalments]
    assert len(names) == len(set(names))


@of(PUBLISHED)
def test_the_published_form_carries_published_figures_alone(plan: Plan) -> None:
    """No year, no cost and no share that is not published; and no day of a signature."""
    facts = case(plan.case)
    assert (plan.total, plan.years) == (facts.dirhams, facts.years)
    assert [work.cost for work in plan.works] == [action.dirhams for action in facts.actions]
    assert not any(work.years for work in plan.works)
    assert {share.organisation: share.dirhams for share in plan.shares} == dict(facts.shares)
    assert not plan.pledges
    assert not plan.instalments
    assert plan.amendment is None


def test_the_earlier_versions_are_the_published_ones() -> None:
    versions = {plan.case: published.first_version(plan) for plan in PUBLISHED}
    told = {name: first.total for name, first in versions.items() if first}
    assert told == {
        "tanger-medina-menacant-ruine-2": 98_000_000,
        "marrakech-valorisation-medina-2018": 454_000_000,
        "sale-mise-a-niveau-2014": 963_000_000,
    }


def test_what_is_lacking_follows_from_what_is_published() -> None:
    lacking = {plan.reference: published.lacking(plan) for plan in PUBLISHED}
    assert lacking["JEU-TANGER-2019-PUB"] == ("period-unknown", "cost-unknown", "shares-unsplit")
    assert lacking["JEU-MIDELT-2021-PUB"] == ("cost-unknown", "shares-unsplit")
    assert lacking["JEU-TTA-2025-PUB"] == ("cost-unknown",)
    assert lacking["JEU-SALE-2014-PUB"] == ("cost-unknown", "totals-differ")
    assert "totals-differ" in lacking["JEU-ESSAOUIRA-2018-PUB"]


def changed(plan: Plan) -> Iterator[tuple[str, int]]:
    """What its amendment gives or takes, by organisation, in dirhams."""
    operations = plan.amendment.operations if plan.amendment else {}
    for each in operations.get("amounts", ()):
        pledge = plan.pledge(each["contribution"])
        yield pledge.organisation, each["amount"] - pledge.dirhams
    for each in operations.get("contributions", ()):
        yield each["organisation_id"], each["amount"]


@of(COMPLETED)
def test_an_amendment_comes_to_what_the_checks_await(plan: Plan) -> None:
    """Told apart from the operations themselves: two that disagree would show here."""
    after = promised(plan)
    for organisation, moved in changed(plan):
        after[organisation] += moved
    awaited = owed_after(plan)
    if plan is not sale.PLAN:  # ended by all: what is left is what was justified
        assert dict(after) == dict(awaited or promised(plan))


@of(COMPLETED)
def test_every_case_has_an_amendment_of_kinds_of_its_own(plan: Plan) -> None:
    assert plan.amendment
    others = [p.amendment.kinds for p in COMPLETED if p.amendment and p is not plan]
    assert plan.amendment.kinds not in others


def test_together_they_are_of_every_kind_but_three() -> None:
    """A departure, a succession: no published case tells of one; minutes need a frame that lets."""
    kinds = {kind for plan in COMPLETED if plan.amendment for kind in plan.amendment.kinds}
    assert kinds == {
        "accession",
        "amount",
        "delegation",
        "duration",
        "period",
        "schedule",
        "split",
        "termination",
        "wording",
        "works",
    }


def test_the_amendment_of_midelt_keeps_the_total() -> None:
    after = {each.contribution: each.dirhams for each in midelt.PLEDGES} | midelt.AMENDED
    assert sum(after.values()) == midelt.FACTS.dirhams
    for year, cost in midelt.COSTS.items():
        assert cost == sum(after[p.contribution] for p in midelt.PLEDGES if p.year == year)
    second = {each.contribution: each.dirhams for each in midelt.SECOND_YEAR}
    assert second == {
        p.contribution: after[p.contribution] for p in midelt.PLEDGES if p.year == 2022
    }
    assert midelt.PLANNED_ANEW.dirhams == after[midelt.DISPLACED]


def test_the_second_text_of_tanger_is_what_the_amendment_makes_of_the_first() -> None:
    assert sum(tanger_2.FIRST.contributions.values()) != tanger_2.FIRST.dirhams  # as published
    assert owed_after(tanger_2.PLAN) == dict(tanger_2.SECOND.contributions)
    assert tanger_2.AMENDED_WORK.dirhams == tanger_2.SECOND.dirhams


def test_what_souss_massa_pays_last_is_all_that_the_amendment_leaves() -> None:
    displaced = {souss_massa.SHORTENED, souss_massa.LATER}
    assert {each.contribution for each in souss_massa.PLANNED_ANEW} == displaced
    assert sum(each.dirhams for each in souss_massa.PLANNED_ANEW) == (
        souss_massa.PLAN.pledge(souss_massa.SHORTENED).dirhams
    )


def test_the_envelope_has_room_for_what_is_financed_and_not_for_what_is_refused() -> None:
    line = tta.HALF // len(tta.YEARS)
    taken: Counter[int] = Counter()
    for plan in (tta.CENTRES, tta.ZOUMI, tta.LAPSED):
        for pledge in plan.pledges:
            taken[pledge.year] += pledge.dirhams if pledge.organisation == "region-tanger" else 0
    assert max(taken.values()) <= line
    assert max(pledge.dirhams for pledge in tta.TOO_MUCH.pledges) > line


def test_casablanca_waits_for_more_works_than_were_seen() -> None:
    (waiting,) = [e for e in casablanca.PLAN.instalments if e.contribution == casablanca.WAITING]
    assert casablanca.SEEN == 60 < waiting.progress_at_least


def test_references_tell_that_they_are_made_up() -> None:
    references = [plan.reference for plan in PLANS]
    assert len(references) == len(set(references))
    assert all(reference.startswith("JEU-") for reference in references)


def test_mandates_hold_on_the_day_of_signing_but_for_the_one_that_is_over() -> None:
    for plan in SIGNED:
        for key in signers(plan):
            (grant,) = [grant for grant in grants_of(key) if grant.name == GENERAL]
            assert grant.begins <= known(plan.days.signed)
            assert grant.ends is None  # it is judged on the day of recording too
    (over,) = [grant for grant in grants_of("politique-ville") if grant.name == EXPIRED]
    assert over.ends is not None
    assert over.ends < known(midelt.PLAN.days.signed)


def test_every_case_has_its_story_and_every_organisation_a_part() -> None:
    assert STORIES.keys() == {plan.key for plan in COMPLETED}
    seated = {seat.organisation for plan in PLANS for seat in (*plan.seats, *plan.joining)}
    assert seated | set(BODIES.values()) == organisations().keys()
