"""What can be asked of a programme and of a project."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.commands import Caller
from mithaq.dating import Dating
from mithaq.money import Money

from programming.domain.programme import ProgrammeOutline
from programming.domain.project import Assessment, Link, ProjectOutline


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandHeader:
    """Who gives the command, and its two days."""

    caller: Caller
    dating: Dating

    @property
    def on(self) -> date:
        """The day from which it holds."""
        return self.dating.on


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    header: CommandHeader

    @property
    def caller(self) -> Caller:
        return self.header.caller


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenProgramme(Command):
    programme_id: UUID
    outline: ProgrammeOutline


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmitProject(Command):
    """The programme's half of a placement; cost and region are the project's."""

    programme_id: UUID
    project_id: UUID
    cost: Money
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeProject(Command):
    project_id: UUID
    outline: ProjectOutline


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreCriterion(Command):
    project_id: UUID
    assessment: Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceProject(Command):
    """The project's half of a placement."""

    project_id: UUID
    programme_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkProject(Command):
    """`actions` is what the convention plans as far as is known; None if it is unknown itself."""

    project_id: UUID
    link: Link
    actions: frozenset[str] | None


ToProject = ScoreCriterion | PlaceProject | LinkProject
ProgrammeCommand = OpenProgramme | AdmitProject
ProjectCommand = ProposeProject | ToProject
