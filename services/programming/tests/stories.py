"""Programmes and projects that tests tell stories about."""

from datetime import date
from typing import Any
from uuid import UUID

from mithaq.commands import Caller
from mithaq.money import Money
from mithaq.testing.given import Scenario
from programming.domain import programme, project
from programming.domain.commands import (
    AdmitProject,
    LinkProject,
    OpenProgramme,
    PlaceProject,
    ProgrammeCommand,
    ProjectCommand,
    ProposeProject,
    ScoreCriterion,
)
from programming.domain.events import ProgrammeEvent, ProjectEvent
from programming.domain.vocabulary import Criterion, ProjectType

TODAY = date(2026, 3, 2)
PROGRAMME, OTHER_PROGRAMME = UUID(int=1), UUID(int=2)
PROJECT, COMMUNE, NEIGHBOUR = UUID(int=10), UUID(int=20), UUID(int=21)
CONVENTION = UUID(int=30)
OFFICE = Caller(subject="office-1", roles=frozenset({"office"}))
PROPOSER = Caller(subject="commune-1", organisation=COMMUNE, roles=frozenset({"partner"}))
OTHER_PARTNER = Caller(subject="commune-2", organisation=NEIGHBOUR, roles=frozenset({"partner"}))

A_PROGRAMME: Scenario[programme.Programme, ProgrammeCommand, ProgrammeEvent] = Scenario(
    programme.UNOPENED, programme.evolve, programme.decide
)
A_PROJECT: Scenario[project.Project, ProjectCommand, ProjectEvent] = Scenario(
    project.UNPROPOSED, project.evolve, project.decide
)


def opening(caller: Caller = OFFICE, **changed: Any) -> OpenProgramme:
    fields: dict[str, Any] = {
        "programme_id": PROGRAMME,
        "title_fr": "Mise à niveau urbaine",
        "title_ar": "التأهيل الحضري",
        "region": "08",
        "first_year": 2020,
        "last_year": 2022,
        "envelope": Money.dirhams(1_000),
    }
    return OpenProgramme(caller=caller, on=TODAY, **{**fields, **changed})


def admission(
    cost: Money, region: str = "08", project_id: UUID = PROJECT, caller: Caller = OFFICE
) -> AdmitProject:
    return AdmitProject(
        caller=caller,
        on=TODAY,
        programme_id=PROGRAMME,
        project_id=project_id,
        cost=cost,
        region=region,
    )


def proposal(caller: Caller = PROPOSER, **changed: Any) -> ProposeProject:
    fields: dict[str, Any] = {
        "project_id": PROJECT,
        "type": ProjectType.URBAN_UPGRADING,
        "title_fr": "Voirie et éclairage de Midelt",
        "territory": "08.363.01.03",
        "region": "08",
        "cost": Money.dirhams(400),
        "proposed_by": COMMUNE,
    }
    return ProposeProject(caller=caller, on=TODAY, **{**fields, **changed})


def scoring(
    criterion: Criterion, score: int = 3, evidence: str = "étude", caller: Caller = PROPOSER
) -> ScoreCriterion:
    return ScoreCriterion(
        caller=caller,
        on=TODAY,
        project_id=PROJECT,
        criterion=criterion,
        score=score,
        evidence=evidence,
    )


def placing(programme_id: UUID = PROGRAMME, caller: Caller = OFFICE) -> PlaceProject:
    return PlaceProject(caller=caller, on=TODAY, project_id=PROJECT, programme_id=programme_id)


def linking(
    actions: frozenset[str] | None = frozenset({"A1"}),
    action: str = "A1",
    caller: Caller = PROPOSER,
) -> LinkProject:
    return LinkProject(
        caller=caller,
        on=TODAY,
        project_id=PROJECT,
        convention_id=CONVENTION,
        action=action,
        actions=actions,
    )


PROPOSED = A_PROJECT.when(proposal())
SCORED = PROPOSED.when(*(scoring(criterion) for criterion in Criterion))
PLACED = SCORED.when(placing())
OPENED = A_PROGRAMME.when(opening())
