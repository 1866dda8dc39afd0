"""What each command makes of a programme or a project: events, or a rule's refusal."""

from collections.abc import Sequence
from typing import Final

from mithaq.money import ZERO
from mithaq.unicode import blank

from programming.domain import commands, events, rules
from programming.domain.persons import Given
from programming.domain.policy import (
    ensure_may_link,
    ensure_may_place,
    ensure_may_propose,
    ensure_may_score,
    ensure_office,
    may_see_project,
)
from programming.domain.programme import Programme
from programming.domain.project import Project, ProjectOutline
from programming.domain.vocabulary import Criterion

BEST_SCORE: Final = 5


def decide_programme(
    programme: Programme, command: commands.ProgrammeCommand
) -> Sequence[events.ProgrammeEvent]:
    match command:
        case commands.OpenProgramme():
            return [_open(programme, command)]
        case commands.AdmitProject():
            return _admit(programme, command)


def decide_project(
    project: Project, command: commands.ProjectCommand
) -> Sequence[events.ProjectEvent]:
    if isinstance(command, commands.ProposeProject):
        return [_propose(project, command)]
    outline = ensure_visible(project, command)
    match command:
        case commands.ScoreCriterion():
            return [_score(project, outline, command)]
        case commands.PlaceProject():
            return _place(project, outline, command)
        case commands.LinkProject():
            return _link(project, outline, command)


def ensure_visible(project: Project, command: commands.ToProject) -> ProjectOutline:
    """Before anything is compared: whom a project does not concern learns nothing of it."""
    outline = project.outline
    if outline is None or not may_see_project(command.caller, outline):
        raise rules.ProjectUnknown(id=str(command.project_id))
    return outline


def _ensure_not_before(command: commands.Command, *rests_on: Given | None) -> None:
    """It holds from the last day of what it rests on, or later."""
    since = max((each.on for each in rests_on if each is not None), default=None)
    if since is not None and command.header.on < since:
        raise rules.DatedBeforeItsBasis(on=str(command.header.on), since=str(since))


def _open(programme: Programme, command: commands.OpenProgramme) -> events.ProgrammeOpened:
    ensure_office(command.caller)
    outline = command.outline
    if programme.outline is not None:
        raise rules.AlreadyExists(id=str(command.programme_id))
    if blank(outline.title_fr):
        raise rules.TitleMissing
    if outline.envelope <= ZERO:
        raise rules.AmountNotPositive(amount=str(outline.envelope))
    if outline.last_year < outline.first_year:
        raise rules.PeriodReversed(first=outline.first_year, last=outline.last_year)
    return events.ProgrammeOpened(programme_id=command.programme_id, outline=outline)


def _admit(
    programme: Programme, command: commands.AdmitProject
) -> Sequence[events.ProjectAdmitted]:
    """Set the project's cost aside. A project taken in already changes nothing."""
    ensure_office(command.caller)
    outline = programme.outline
    if outline is None:
        raise rules.ProgrammeUnknown(id=str(command.programme_id))
    if command.project_id in programme.projects:
        return []
    if command.region != outline.region:
        raise rules.OtherRegion(project=command.region, programme=outline.region)
    _ensure_not_before(command, programme.opened)
    free = outline.envelope - programme.reserved
    if command.cost > free:
        raise rules.EnvelopeExceeded(
            cost=str(command.cost), free=str(free), envelope=str(outline.envelope)
        )
    return [
        events.ProjectAdmitted(
            programme_id=command.programme_id,
            project_id=command.project_id,
            cost=command.cost,
            reserved=programme.reserved + command.cost,
            free=free - command.cost,
        )
    ]


def _propose(project: Project, command: commands.ProposeProject) -> events.ProjectProposed:
    outline = command.outline
    ensure_may_propose(command.caller, outline.proposed_by)
    if project.outline is not None:
        raise rules.AlreadyExists(id=str(command.project_id))
    if blank(outline.title_fr):
        raise rules.TitleMissing
    if outline.cost <= ZERO:
        raise rules.AmountNotPositive(amount=str(outline.cost))
    return events.ProjectProposed(project_id=command.project_id, outline=outline)


def _score(
    project: Project, outline: ProjectOutline, command: commands.ScoreCriterion
) -> events.CriterionScored:
    ensure_may_score(project, outline, command.caller)
    assessment = command.assessment
    if not 0 <= assessment.score <= BEST_SCORE:
        raise rules.ScoreOutOfRange(score=assessment.score)
    if blank(assessment.evidence):
        raise rules.EvidenceMissing(criterion=str(assessment.criterion))
    if project.programme_id is not None:
        raise rules.AlreadyPlaced(programme=str(project.programme_id))
    before = project.scored.get(assessment.criterion)
    _ensure_not_before(command, project.proposed, before)
    others = project.total_score - project.scores.get(assessment.criterion, 0)
    return events.CriterionScored(
        project_id=command.project_id, assessment=assessment, total_score=others + assessment.score
    )


def _place(
    project: Project, outline: ProjectOutline, command: commands.PlaceProject
) -> Sequence[events.ProjectPlaced]:
    """Placing it where it already is changes nothing."""
    ensure_may_place(project, outline, command.caller)
    if project.programme_id == command.programme_id:
        return []
    if project.programme_id is not None:
        raise rules.AlreadyPlaced(programme=str(project.programme_id))
    missing = [str(criterion) for criterion in Criterion if criterion not in project.scores]
    if missing:
        raise rules.CriteriaMissing(missing=", ".join(missing), count=len(missing))
    _ensure_not_before(command, *project.steps)
    return [
        events.ProjectPlaced(
            project_id=command.project_id,
            programme_id=command.programme_id,
            cost=outline.cost,
            total_score=project.total_score,
        )
    ]


def _link(
    project: Project, outline: ProjectOutline, command: commands.LinkProject
) -> Sequence[events.ProjectLinked]:
    """Linking it to the action it is linked to changes nothing."""
    ensure_may_link(command.caller, outline.proposed_by)
    wanted = command.link
    if project.link == wanted:
        return []
    if project.programme_id is None:
        raise rules.NotPlaced
    if project.link is not None:
        held = project.link
        raise rules.AlreadyLinked(convention=str(held.convention_id), action=held.action)
    if command.actions is None:
        raise rules.ConventionUnknown(convention=str(wanted.convention_id))
    if wanted.action not in command.actions:
        raise rules.ActionUnknown(convention=str(wanted.convention_id), action=wanted.action)
    _ensure_not_before(command, project.placed)
    return [
        events.ProjectLinked(
            project_id=command.project_id, programme_id=project.programme_id, link=wanted
        )
    ]
