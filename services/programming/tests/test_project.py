"""What a project may become, and which rule stops it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from mithaq.commands import Caller
from mithaq.errors import MithaqError
from mithaq.money import ZERO
from programming.domain import rules
from programming.domain.events import CriterionScored, ProjectLinked, ProjectPlaced
from programming.domain.project import Assessment, Link
from programming.domain.vocabulary import Criterion

from .stories import (
    A_PROJECT,
    ARBITER,
    COMMUNE,
    CONVENTION,
    OFFICE,
    OTHER_PARTNER,
    OTHER_PROGRAMME,
    PLACED,
    PROGRAMME,
    PROJECT,
    PROJECT_OUTLINE,
    PROPOSED,
    PROPOSER,
    SCORED,
    TODAY,
    linking,
    on_day,
    placing,
    proposal,
    scoring,
)


def test_a_partner_proposes_in_its_own_name() -> None:
    A_PROJECT.refuses(proposal(OTHER_PARTNER), rules.OwnNameOnly)


def test_the_office_proposes_for_any_organisation() -> None:
    assert A_PROJECT.when(proposal(OFFICE)).state.outline == PROJECT_OUTLINE


@pytest.mark.parametrize(
    ("changed", "rule"),
    [({"title_fr": "\u200b"}, rules.TitleMissing), ({"cost": ZERO}, rules.AmountNotPositive)],
)
def test_a_proposal_needs_a_title_and_a_cost(
    changed: dict[str, Any], rule: type[MithaqError]
) -> None:
    A_PROJECT.refuses(proposal(**changed), rule)


def test_one_id_is_proposed_once() -> None:
    PROPOSED.refuses(proposal(), rules.AlreadyExists)


def test_a_criterion_is_scored_with_its_evidence() -> None:
    PROPOSED.then(
        scoring(Criterion.GENDER, 4, "enquête 2025"),
        CriterionScored(
            project_id=PROJECT,
            assessment=Assessment(criterion=Criterion.GENDER, score=4, evidence="enquête 2025"),
            total_score=4,
        ),
    )


def test_a_criterion_scored_again_counts_once() -> None:
    once = PROPOSED.accepts(scoring(Criterion.GENDER, 4))
    scored = once.accepts(scoring(Criterion.INNOVATION, 5))
    again = Assessment(criterion=Criterion.GENDER, score=1, evidence="étude")
    scored.then(
        scoring(Criterion.GENDER, 1),
        CriterionScored(project_id=PROJECT, assessment=again, total_score=6),
    )


@pytest.mark.parametrize("score", [-1, 6])
def test_a_score_goes_from_0_to_5(score: int) -> None:
    PROPOSED.refuses(scoring(Criterion.GENDER, score), rules.ScoreOutOfRange)


def test_a_score_rests_on_evidence() -> None:
    PROPOSED.refuses(scoring(Criterion.GENDER, evidence="\u2060"), rules.EvidenceMissing)


def test_another_partner_s_project_is_unknown_whatever_is_asked_of_it() -> None:
    for command in (scoring(Criterion.GENDER, caller=OTHER_PARTNER), linking(caller=OTHER_PARTNER)):
        foreign = PLACED.refuses(command, rules.ProjectUnknown)
        absent = A_PROJECT.refuses(command, rules.ProjectUnknown)
        assert foreign.values == absent.values


@pytest.mark.parametrize(
    "scorer",
    [
        replace(OFFICE, subject="Commune-1"),  # the person who proposed it, with another token
        replace(OFFICE, subject="office-3", organisation=COMMUNE),  # a colleague of the proposer
    ],
)
def test_neither_the_person_nor_the_organisation_that_proposes_scores(scorer: Caller) -> None:
    PROPOSED.refuses(scoring(Criterion.GENDER, caller=scorer), rules.ScoresOwnProject)
    SCORED.refuses(placing(caller=scorer), rules.ScorerPlaces)
    PROPOSED.refuses(scoring(Criterion.GENDER, caller=PROPOSER), rules.OfficeOnly)


def test_the_office_s_own_proposal_is_scored_and_placed_by_others() -> None:
    proposed = A_PROJECT.when(proposal(OFFICE))
    own = scoring(Criterion.GENDER, caller=replace(OFFICE, subject="ＯFFICE-1"))
    proposed.refuses(own, rules.ScoresOwnProject)
    proposed.accepts(scoring(Criterion.GENDER, caller=ARBITER))


def test_who_scored_does_not_place() -> None:
    SCORED.refuses(placing(caller=OFFICE), rules.ScorerPlaces)
    SCORED.refuses(placing(caller=replace(OFFICE, subject="OFFICE-1")), rules.ScorerPlaces)
    by_arbiter = (scoring(each, caller=ARBITER) for each in Criterion)
    SCORED.when(*by_arbiter).accepts(placing(caller=OFFICE))


def test_nothing_holds_before_what_it_rests_on() -> None:
    day, earlier = TODAY, TODAY - timedelta(days=1)
    first = scoring(Criterion.GENDER)
    PROPOSED.refuses(on_day(first, earlier), rules.DatedBeforeItsBasis)
    later = PROPOSED.accepts(on_day(first, day + timedelta(days=5)))
    later.refuses(on_day(first, day + timedelta(days=4)), rules.DatedBeforeItsBasis)
    rest = (scoring(each) for each in Criterion if each is not Criterion.GENDER)
    scored = later.when(*rest)
    refused = scored.refuses(on_day(placing(), day + timedelta(days=4)), rules.DatedBeforeItsBasis)
    assert refused.values == {"on": "2026-03-06", "since": "2026-03-07"}
    placed = scored.accepts(on_day(placing(), day + timedelta(days=5)))
    placed.refuses(linking(), rules.DatedBeforeItsBasis)
    placed.accepts(on_day(linking(), day + timedelta(days=5)))


def test_a_project_that_was_not_proposed_is_unknown() -> None:
    A_PROJECT.refuses(scoring(Criterion.GENDER), rules.ProjectUnknown)
    A_PROJECT.refuses(placing(), rules.ProjectUnknown)


@pytest.mark.parametrize("left_out", list(Criterion))
def test_no_project_is_placed_before_every_criterion_is_scored(left_out: Criterion) -> None:
    scored = PROPOSED.when(*(scoring(each) for each in Criterion if each is not left_out))
    error = scored.refuses(placing(), rules.CriteriaMissing)
    assert error.values == {"missing": left_out.value, "count": 1}


def test_only_the_office_places() -> None:
    SCORED.refuses(placing(caller=PROPOSER), rules.OfficeOnly)


def test_a_project_is_placed_once() -> None:
    placed = ProjectPlaced(
        project_id=PROJECT, programme_id=PROGRAMME, cost=PROJECT_OUTLINE.cost, total_score=18
    )
    SCORED.then(placing(), placed)
    PLACED.then(placing())
    PLACED.refuses(placing(OTHER_PROGRAMME), rules.AlreadyPlaced)


def test_a_placed_project_keeps_the_scores_it_was_chosen_for() -> None:
    PLACED.refuses(scoring(Criterion.GENDER), rules.AlreadyPlaced)


def test_a_placed_project_is_linked_to_an_action() -> None:
    action = Link(convention_id=CONVENTION, action="A1")
    linked = ProjectLinked(project_id=PROJECT, programme_id=PROGRAMME, link=action)
    PLACED.then(linking(), linked)
    PLACED.given(linked).then(linking())


def test_a_project_is_carried_out_by_one_action() -> None:
    linked = PLACED.accepts(linking())
    linked.refuses(linking(frozenset({"A1", "A2"}), "A2"), rules.AlreadyLinked)


def test_a_project_outside_every_programme_is_not_linked() -> None:
    SCORED.refuses(linking(), rules.NotPlaced)


def test_the_convention_and_its_action_exist() -> None:
    PLACED.refuses(linking(None), rules.ConventionUnknown)
    PLACED.refuses(linking(frozenset({"A2"})), rules.ActionUnknown)


def test_whoever_only_sees_a_project_does_not_link_it() -> None:
    auditor = Caller(subject="auditor", roles=frozenset({"auditor"}))
    link = replace(linking(), header=replace(linking().header, caller=auditor))
    PLACED.refuses(link, rules.ProposerOrOfficeOnly)
