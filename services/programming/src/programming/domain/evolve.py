"""How each event changes a programme or a project."""

from dataclasses import replace
from typing import Final

from mithaq.commands import person
from mithaq.events import Provenance

from programming.domain import events
from programming.domain.persons import Given
from programming.domain.programme import Programme
from programming.domain.project import Project

UNOPENED: Final = Programme()
UNPROPOSED: Final = Project()


def evolve_programme(
    programme: Programme, event: events.ProgrammeEvent, origin: Provenance
) -> Programme:
    match event:
        case events.ProgrammeOpened():
            return replace(programme, outline=event.outline, opened=_given(origin))
        case events.ProjectAdmitted():
            projects = programme.projects | {event.project_id}
            return replace(programme, reserved=event.reserved, projects=projects)


def evolve_project(project: Project, event: events.ProjectEvent, origin: Provenance) -> Project:
    match event:
        case events.ProjectProposed():
            return replace(project, outline=event.outline, proposed=_given(origin))
        case events.CriterionScored():
            criterion, score = event.assessment.criterion, event.assessment.score
            scored = {**project.scored, criterion: _given(origin)}
            return replace(project, scores={**project.scores, criterion: score}, scored=scored)
        case events.ProjectPlaced():
            return replace(project, programme_id=event.programme_id, placed=_given(origin))
        case events.ProjectLinked():
            return replace(project, link=event.link)


def _given(origin: Provenance) -> Given:
    return Given(person=person(origin.by.id), on=origin.effective_date)
