"""What can have happened to a programme (`programme-{id}`) and a project (`project-{id}`)."""

from dataclasses import dataclass
from uuid import UUID

from mithaq.money import Money

from programming.domain.programme import ProgrammeOutline
from programming.domain.project import Assessment, Link, ProjectOutline


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeOpened:
    programme_id: UUID
    outline: ProgrammeOutline


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectAdmitted:
    """The programme took the project in and set `cost` aside; `free` is left of the envelope."""

    programme_id: UUID
    project_id: UUID
    cost: Money
    reserved: Money
    free: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectProposed:
    project_id: UUID
    outline: ProjectOutline


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionScored:
    """Scored again, a criterion takes the new score; `total_score` is over all since."""

    project_id: UUID
    assessment: Assessment
    total_score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPlaced:
    """A programme took the project in, at this cost, chosen with these scores."""

    project_id: UUID
    programme_id: UUID
    cost: Money
    total_score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectLinked:
    """The project, of that programme, is carried out by this action of this convention."""

    project_id: UUID
    programme_id: UUID
    link: Link


ProgrammeEvent = ProgrammeOpened | ProjectAdmitted
ProjectEvent = ProjectProposed | CriterionScored | ProjectPlaced | ProjectLinked
