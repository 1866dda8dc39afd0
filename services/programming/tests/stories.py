"""Programmes and projects that tests tell stories about."""

from dataclasses import replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from mithaq.commands import Caller
from mithaq.dating import Dating
from mithaq.events import Actor
from mithaq.money import Money
from mithaq.testing.given import Scenario
from programming.domain.commands import (
    AdmitProject,
    CommandHeader,
    LinkProject,
    OpenProgramme,
    PlaceProject,
    ProgrammeCommand,
    ProjectCommand,
    ProposeProject,
    ScoreCriterion,
)
from programming.domain.decide import decide_programme, decide_project
from programming.domain.events import ProgrammeEvent, ProjectEvent
from programming.domain.evolve import UNOPENED, UNPROPOSED, evolve_programme, evolve_project
from programming.domain.programme import Programme, ProgrammeOutline
from programming.domain.project import Assessment, Link, Project, ProjectOutline
from programming.domain.vocabulary import Criterion, ProjectType

TODAY = date(2026, 3, 2)
PROGRAMME, OTHER_PROGRAMME = UUID(int=1), UUID(int=2)
PROJECT, COMMUNE, NEIGHBOUR = UUID(int=10), UUID(int=20), UUID(int=21)
CONVENTION = UUID(int=30)
OFFICE = Caller(subject="office-1", roles=frozenset({"office"}))
PROPOSER = Caller(subject="commune-1", organisation=COMMUNE, roles=frozenset({"partner"}))
ARBITER = Caller(subject="office-2", roles=frozenset({"office"}))
OTHER_PARTNER = Caller(subject="commune-2", organisation=NEIGHBOUR, roles=frozenset({"partner"}))

PROGRAMME_OUTLINE = ProgrammeOutline(
    title_fr="Mise à niveau urbaine",
    title_ar="التأهيل الحضري",
    region="08",
    first_year=2020,
    last_year=2022,
    envelope=Money.dirhams(1_000),
)
PROJECT_OUTLINE = ProjectOutline(
    type=ProjectType.URBAN_UPGRADING,
    title_fr="Voirie et éclairage de Midelt",
    territory="08.363.01.03",
    region="08",
    cost=Money.dirhams(400),
    proposed_by=COMMUNE,
)


def by(caller: Caller, on: date = TODAY) -> CommandHeader:
    return CommandHeader(caller=caller, dating=Dating(on=on, recorded_on=on))


def _actor(command: ProgrammeCommand | ProjectCommand) -> Actor:
    return command.caller.actor("office")


def _day(command: ProgrammeCommand | ProjectCommand) -> date:
    return command.header.on


C = TypeVar("C", bound=ProgrammeCommand | ProjectCommand)


def on_day(command: C, on: date) -> C:
    """The same command, holding from another day."""
    return replace(command, header=by(command.caller, on))


A_PROGRAMME: Scenario[Programme, ProgrammeCommand, ProgrammeEvent] = Scenario(
    UNOPENED, evolve_programme, decide_programme, by=_actor, on=_day
)
A_PROJECT: Scenario[Project, ProjectCommand, ProjectEvent] = Scenario(
    UNPROPOSED, evolve_project, decide_project, by=_actor, on=_day
)


def opening(caller: Caller = OFFICE, **changed: Any) -> OpenProgramme:
    outline = replace(PROGRAMME_OUTLINE, **changed)
    return OpenProgramme(header=by(caller), programme_id=PROGRAMME, outline=outline)


def admission(
    cost: Money, region: str = "08", project_id: UUID = PROJECT, caller: Caller = OFFICE
) -> AdmitProject:
    return AdmitProject(
        header=by(caller),
        programme_id=PROGRAMME,
        project_id=project_id,
        cost=cost,
        region=region,
    )


def proposal(caller: Caller = PROPOSER, **changed: Any) -> ProposeProject:
    outline = replace(PROJECT_OUTLINE, **changed)
    return ProposeProject(header=by(caller), project_id=PROJECT, outline=outline)


def scoring(
    criterion: Criterion, score: int = 3, evidence: str = "étude", caller: Caller = OFFICE
) -> ScoreCriterion:
    assessment = Assessment(criterion=criterion, score=score, evidence=evidence)
    return ScoreCriterion(header=by(caller), project_id=PROJECT, assessment=assessment)


def placing(programme_id: UUID = PROGRAMME, caller: Caller = ARBITER) -> PlaceProject:
    return PlaceProject(header=by(caller), project_id=PROJECT, programme_id=programme_id)


def linking(
    actions: frozenset[str] | None = frozenset({"A1"}),
    action: str = "A1",
    caller: Caller = PROPOSER,
) -> LinkProject:
    link = Link(convention_id=CONVENTION, action=action)
    return LinkProject(header=by(caller), project_id=PROJECT, link=link, actions=actions)


PROPOSED = A_PROJECT.when(proposal())
SCORED = PROPOSED.when(*(scoring(criterion) for criterion in Criterion))
PLACED = SCORED.when(placing())
OPENED = A_PROGRAMME.when(opening())
