"""What a project may become, and which rule stops it."""

from typing import Any

import pytest
from mithaq.errors import MithaqError
from mithaq.money import ZERO
from programming.domain import rules
from programming.domain.events import CriterionScored, ProjectLinked, ProjectPlaced
from programming.domain.project import Assessment, Link
from programming.domain.vocabulary import Criterion

from .stories import (
    A_PROJECT,
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
    linking,
    placing,
    proposal,
    scoring,
)


def test_a_partner_proposes_in_its_own_name() -> None:
    A_PROJECT.refuses(proposal(OTHER_PARTNER), rules.OwnNameOnly)


def test_the_office_proposes_for_any_organisation() -> None:
    assert A_PROJECT.when(proposal(OFFICE)).state == PROPOSED.state


@pytest.mark.parametrize(
    ("changed", "rule"),
    [({"title_fr": "  "}, rules.TitleMissing), ({"cost": ZERO}, rules.AmountNotPositive)],
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
    PROPOSED.refuses(scoring(Criterion.GENDER, evidence=" "), rules.EvidenceMissing)


def test_another_partner_neither_scores_nor_links() -> None:
    PROPOSED.refuses(scoring(Criterion.GENDER, caller=OTHER_PARTNER), rules.ProposerOrOfficeOnly)
    PLACED.refuses(linking(caller=OTHER_PARTNER), rules.ProposerOrOfficeOnly)


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
