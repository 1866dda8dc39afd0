"""What is made up: labelled everywhere, consistent with what is published, in order of days."""

import pytest
from mithaq_demo.enrolment import BODIES, EXPIRED, grants_of
from mithaq_demo.facts import case, organisations
from mithaq_demo.plan import Plan
from mithaq_demo.plays import PLANS, REFUSED, SIGNED, casablanca, midelt, tanger_2
from mithaq_demo.stories import STORIES
from mithaq_demo.stories.signed import known

IDS = [plan.reference for plan in PLANS]
each_plan = pytest.mark.parametrize("plan", PLANS, ids=IDS)
each_signed = pytest.mark.parametrize("plan", SIGNED, ids=[plan.reference for plan in SIGNED])


@each_plan
def test_nothing_made_up_goes_without_its_basis(plan: Plan) -> None:
    assert all("publié" in work.basis for work in plan.works)
    assert all("publié" in pledge.basis for pledge in plan.pledges)
    assert all(seat.basis for seat in plan.seats)
    assert all("non publiée" in each.basis for each in plan.instalments)
    assert plan.project.basis
    assert plan.days.basis


@each_plan
def test_seats_are_the_published_parties(plan: Plan) -> None:
    seats = {seat.organisation for seat in plan.seats}
    assert seats == {party.organisation for party in case(plan.case).parties}
    assert [role for seat in plan.seats for role in seat.roles].count("lead") == 1
    assert plan.drafter == plan.lead
    roles = {seat.organisation: seat.roles for seat in plan.seats}
    for party in case(plan.case).parties:
        assert {party.role, "signatory", "lead"} & {*roles[party.organisation]}
        assert party.dirhams is None or "funder" in roles[party.organisation]
    assert len(plan.signatories) >= 2


@each_plan
def test_money_falls_in_the_years_and_on_the_actions_of_the_plan(plan: Plan) -> None:
    works = {work.action for work in plan.works}
    years = range(plan.years[0], plan.years[1] + 1)
    assert {pledge.action for pledge in plan.pledges} <= works
    assert all(pledge.year in years for pledge in plan.pledges)
    assert all(year in years for work in plan.works for year in work.years)
    assert plan.project.action in works


@each_plan
def test_days_follow_each_other(plan: Plan) -> None:
    days = plan.days
    later = [day for day in (days.approved, days.signed, days.in_force) if day]
    told = [days.drafted, days.round_opened, days.round_closes, days.agreed, *later]
    assert told == sorted(told)


@each_signed
def test_pledges_are_the_published_shares(plan: Plan) -> None:
    shares: dict[str, int] = {}
    for pledge in plan.pledges:
        shares[pledge.organisation] = shares.get(pledge.organisation, 0) + pledge.dirhams
    assert shares == dict(case(plan.case).shares)
    assert sum(work.dirhams for work in plan.works) == plan.total == case(plan.case).dirhams


@each_signed
def test_tranches_add_up_to_their_pledges(plan: Plan) -> None:
    for instalment in plan.instalments:
        assert instalment.dirhams == plan.pledge(instalment.contribution).dirhams
    names = [instalment.tranche for instalment in plan.instalments]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("plan", REFUSED, ids=[plan.reference for plan in REFUSED])
def test_cases_that_do_not_add_up_carry_published_figures_alone(plan: Plan) -> None:
    facts = case(plan.case)
    versions = [version.contributions for version in facts.versions]
    pledged = {pledge.organisation: pledge.dirhams for pledge in plan.pledges}
    assert pledged in [dict(facts.shares), *map(dict, versions)]
    published = {facts.dirhams, *(version.dirhams for version in facts.versions)}
    published |= {action.dirhams for action in facts.actions if action.dirhams}
    assert {work.dirhams for work in plan.works} <= published
    assert not plan.instalments


def test_the_amendment_keeps_the_total_and_changes_what_it_says() -> None:
    before = {pledge.contribution: pledge.dirhams for pledge in midelt.PLEDGES}
    after = {**before, **midelt.AMENDED}
    assert midelt.AMENDED.keys() <= before.keys()
    assert sum(after.values()) == sum(before.values()) == case(midelt.PLAN.case).dirhams
    for year, cost in midelt.AMENDMENT.costs.items():
        assert cost == sum(after[p.contribution] for p in midelt.PLEDGES if p.year == year)
    assert "non publié" in midelt.AMENDMENT.reason
    second = {each.contribution: each.dirhams for each in midelt.SECOND_YEAR}
    assert second == {
        p.contribution: after[p.contribution] for p in midelt.PLEDGES if p.year == 2022
    }
    assert midelt.PLANNED_ANEW.dirhams == after[midelt.DISPLACED]


def test_casablanca_waits_for_more_works_than_were_seen() -> None:
    (waiting,) = [e for e in casablanca.PLAN.instalments if e.contribution == casablanca.WAITING]
    assert casablanca.SEEN == 60 < waiting.progress_at_least


def test_the_second_text_of_tanger_adds_up_and_the_first_does_not() -> None:
    assert sum(p.dirhams for p in tanger_2.PLAN.pledges) != tanger_2.PLAN.total
    assert sum(p.dirhams for p in tanger_2.SECOND_PLEDGES) == tanger_2.SECOND_WORK.dirhams
    assert tanger_2.PLAN.days.signed is None


def test_references_tell_that_they_are_made_up_and_never_hold_one_another() -> None:
    references = [plan.reference for plan in PLANS]
    assert all(reference.startswith("JEU-") for reference in references)
    held = [(a, b) for a in references for b in references if a != b and a in b]
    assert not held


def test_mandates_hold_on_the_day_of_signing_but_for_the_one_that_is_over() -> None:
    for plan in SIGNED:
        for key in plan.signatories:
            (grant,) = [grant for grant in grants_of(key) if grant.name == plan.case]
            assert grant.begins <= known(plan.days.signed)
            assert grant.ends is None  # it is judged on the day of recording too
    (over,) = [grant for grant in grants_of("politique-ville") if grant.name == EXPIRED]
    assert over.ends is not None
    assert over.ends < known(midelt.PLAN.days.signed)


def test_every_case_has_its_story_and_every_organisation_a_part() -> None:
    assert STORIES.keys() == {plan.case for plan in PLANS}
    seated = {seat.organisation for plan in PLANS for seat in plan.seats}
    assert seated | set(BODIES.values()) == organisations().keys()
