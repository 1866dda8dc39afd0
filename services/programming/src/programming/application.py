"""Load, decide, append: what a command does to its streams, all or nothing."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from mithaq.commands import Accepted, Caller, Request
from mithaq.store import Change, EventStore, Streams, append_to

from programming.catalogue import PROGRAMMES, PROJECTS
from programming.domain import programme, project
from programming.domain.commands import (
    AdmitProject,
    LinkProject,
    OpenProgramme,
    PlaceProject,
    ProposeProject,
    ScoreCriterion,
)
from programming.domain.events import ProgrammeEvent, ProjectEvent
from programming.domain.rules import ProjectUnknown

KnownActions = Callable[[UUID, Caller], Awaitable[frozenset[str] | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Which project goes into which programme, from which day."""

    project_id: UUID
    programme_id: UUID
    on: date


class Programming:
    """The commands of the service. `known_actions` tells what a convention plans, if the caller may
    know of it.
    """

    def __init__(self, store: EventStore, known_actions: KnownActions) -> None:
        self._programmes = Streams(store, PROGRAMMES, programme.UNOPENED, programme.evolve)
        self._projects = Streams(store, PROJECTS, project.UNPROPOSED, project.evolve)
        self._known_actions = known_actions

    async def open_programme(self, command: OpenProgramme, request: Request) -> Accepted:
        decide = partial(programme.decide, command=command)
        return await self._programmes.run(programme_stream(command.programme_id), decide, request)

    async def propose(self, command: ProposeProject, request: Request) -> Accepted:
        return await self._decide_project(command, request)

    async def score(self, command: ScoreCriterion, request: Request) -> Accepted:
        return await self._decide_project(command, request)

    async def link(self, command: LinkProject, request: Request) -> Accepted:
        return await self._decide_project(command, request)

    async def actions_of(self, convention_id: UUID, caller: Caller) -> frozenset[str] | None:
        return await self._known_actions(convention_id, caller)

    async def admit(self, placement: Placement, request: Request) -> Accepted:
        """Place a project, seen from the programme: `request.expected` is the programme's."""
        placing, admitting = await self._both_sides(placement, request)
        return await append_to([admitting, placing], request)

    async def place(self, placement: Placement, request: Request) -> Accepted:
        """Place a project, seen from the project: `request.expected` is the project's."""
        placing, admitting = await self._both_sides(placement, request)
        return await append_to([placing, admitting], request)

    async def _both_sides(
        self, placement: Placement, request: Request
    ) -> tuple[Change[project.Project, ProjectEvent], Change[programme.Programme, ProgrammeEvent]]:
        project_id, programme_id = placement.project_id, placement.programme_id
        # cost and region never change once proposed, so reading them beforehand is safe
        proposed = (await self._projects.load(project_stream(project_id))).state
        if proposed.proposed_by is None:
            raise ProjectUnknown(id=str(project_id))
        given: dict[str, Any] = {
            "caller": request.caller,
            "on": placement.on,
            "project_id": project_id,
            "programme_id": programme_id,
        }
        place = PlaceProject(**given)
        admit = AdmitProject(**given, cost=proposed.cost, region=proposed.region)
        decide_place = partial(project.decide, command=place)
        decide_admit = partial(programme.decide, command=admit)
        return (
            Change(self._projects, project_stream(project_id), decide_place),
            Change(self._programmes, programme_stream(programme_id), decide_admit),
        )

    async def _decide_project(
        self, command: ProposeProject | ScoreCriterion | LinkProject, request: Request
    ) -> Accepted:
        decide = partial(project.decide, command=command)
        return await self._projects.run(project_stream(command.project_id), decide, request)


def programme_stream(programme_id: UUID) -> str:
    return f"programme-{programme_id}"


def project_stream(project_id: UUID) -> str:
    return f"project-{project_id}"
