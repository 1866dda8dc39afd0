"""How each event changes a programme or a project."""

from dataclasses import replace
from typing import Final

from mithaq.events import Provenance

from programming.domain import events
from programming.domain.programme import Programme
from programming.domain.project import Project

UNOPENED: Final = Programme()
UNPROPOSED: Final = Project()


def evolve_programme(
    programme: Programme, event: events.ProgrammeEvent, _: Provenance
) -> Programme:
    match event:
        case events.ProgrammeOpened():
            return replace(programme, outline=event.outline)
        case events.ProjectAdmitted():
            projects = programme.projects | {event.project_id}
            return replace(programme, reserved=event.reserved, projects=projects)


def evolve_project(project: Project, event: events.ProjectEvent, _: Provenance) -> Project:
    match event:
        case events.ProjectProposed():
            return replace(project, outline=event.outline)
        case events.CriterionScored():
            scored = {event.assessment.criterion: event.assessment.score}
            return replace(project, scores={**project.scores, **scored})
        case events.ProjectPlaced():
            return replace(project, programme_id=event.programme_id)
        case events.ProjectLinked():
            return replace(project, link=event.link)
