"""A project: proposed, scored on every transversal criterion, placed, then linked to an action."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from mithaq.events import Provenance
from mithaq.money import ZERO, Money

from programming.domain import rules
from programming.domain.commands import (
    LinkProject,
    PlaceProject,
    ProjectCommand,
    ProposeProject,
    ScoreCriterion,
)
from programming.domain.events import (
    CriterionScored,
    ProjectEvent,
    ProjectLinked,
    ProjectPlaced,
    ProjectProposed,
)
from programming.domain.permissions import ensure_follows, ensure_may_propose, ensure_office
from programming.domain.vocabulary import Criterion

BEST_SCORE = 5


@dataclass(frozen=True, slots=True)
class Project:
    """What a decision needs to know; `proposed_by` is None until it is proposed."""

    proposed_by: UUID | None = None
    region: str = ""
    cost: Money = ZERO
    scored: frozenset[Criterion] = field(default_factory=frozenset)
    programme_id: UUID | None = None
    link: tuple[UUID, str] | None = None


UNPROPOSED = Project()


def decide(project: Project, command: ProjectCommand) -> Sequence[ProjectEvent]:
    if isinstance(command, ProposeProject):
        return propose(project, command)
    if project.proposed_by is None:
        raise rules.ProjectUnknown(id=str(command.project_id))
    match command:
        case ScoreCriterion():
            return score(project, command)
        case PlaceProject():
            return place(project, command)
        case LinkProject():
            return link(project, command)


def propose(project: Project, command: ProposeProject) -> Sequence[ProjectEvent]:
    ensure_may_propose(command.caller, command.proposed_by)
    if project.proposed_by is not None:
        raise rules.AlreadyExists(id=str(command.project_id))
    if not command.title_fr.strip():
        raise rules.TitleMissing
    if command.cost <= ZERO:
        raise rules.AmountNotPositive(amount=str(command.cost))
    return [
        ProjectProposed(
            project_id=command.project_id,
            type=command.type,
            title_fr=command.title_fr,
            title_ar=command.title_ar,
            territory=command.territory,
            region=command.region,
            cost=command.cost,
            proposed_by=command.proposed_by,
        )
    ]


def score(project: Project, command: ScoreCriterion) -> Sequence[ProjectEvent]:
    ensure_follows(command.caller, project.proposed_by)
    if not 0 <= command.score <= BEST_SCORE:
        raise rules.ScoreOutOfRange(score=command.score)
    if not command.evidence.strip():
        raise rules.EvidenceMissing(criterion=command.criterion.value)
    if project.programme_id is not None:
        raise rules.AlreadyPlaced(programme=str(project.programme_id))
    return [
        CriterionScored(
            project_id=command.project_id,
            criterion=command.criterion,
            score=command.score,
            evidence=command.evidence,
        )
    ]


def place(project: Project, command: PlaceProject) -> Sequence[ProjectEvent]:
    """Placing it where it already is changes nothing."""
    ensure_office(command.caller)
    if project.programme_id == command.programme_id:
        return []
    if project.programme_id is not None:
        raise rules.AlreadyPlaced(programme=str(project.programme_id))
    missing = [criterion.value for criterion in Criterion if criterion not in project.scored]
    if missing:
        raise rules.CriteriaMissing(missing=", ".join(missing), count=len(missing))
    return [ProjectPlaced(project_id=command.project_id, programme_id=command.programme_id)]


def link(project: Project, command: LinkProject) -> Sequence[ProjectEvent]:
    ensure_follows(command.caller, project.proposed_by)
    wanted = (command.convention_id, command.action)
    if project.link == wanted:
        return []
    if project.programme_id is None:
        raise rules.NotPlaced
    if project.link is not None:
        raise rules.AlreadyLinked(convention=str(project.link[0]), action=project.link[1])
    if command.actions is None:
        raise rules.ConventionUnknown(convention=str(command.convention_id))
    if command.action not in command.actions:
        raise rules.ActionUnknown(convention=str(command.convention_id), action=command.action)
    return [
        ProjectLinked(
            project_id=command.project_id,
            convention_id=command.convention_id,
            action=command.action,
        )
    ]


def evolve(project: Project, event: ProjectEvent, _: Provenance) -> Project:
    match event:
        case ProjectProposed():
            return replace(
                project, proposed_by=event.proposed_by, region=event.region, cost=event.cost
            )
        case CriterionScored():
            return replace(project, scored=project.scored | {event.criterion})
        case ProjectPlaced():
            return replace(project, programme_id=event.programme_id)
        case ProjectLinked():
            return replace(project, link=(event.convention_id, event.action))
