"""Load, decide, append: what a command does to its streams, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from mithaq.commands import Accepted, Caller, Request, Submission
from mithaq.dating import Dating, ensure_dated
from mithaq.morocco import Clocked
from mithaq.projections import Reader
from mithaq.store import Change, Streams, answered_once, append_to
from mithaq.visibility import sight_of

from programming.domain import commands, events
from programming.domain.decide import decide_programme, decide_project, ensure_visible
from programming.domain.policy import capacity_in, ensure_office
from programming.domain.programme import Programme
from programming.domain.project import Project
from programming.domain.rules import ProjectUnknown
from programming.read_models import convention_actions, merged_organisations

ProjectChange = Change[Project, events.ProjectEvent]
ProgrammeChange = Change[Programme, events.ProgrammeEvent]


@dataclass(frozen=True, slots=True, kw_only=True)
class Programming(Clocked):
    """Everything the routes work with, put together in `bootstrap.py`."""

    programmes: Streams[Programme, events.ProgrammeEvent]
    projects: Streams[Project, events.ProjectEvent]
    programme_board: Reader
    project_list: Reader
    convention_actions: Reader
    merged_organisations: Reader
    backdating_days: int

    def dating(self, on: date | None, reason: str | None) -> Dating:
        """The two days of a command that is given now; it holds from today unless `on` says."""
        today = self.today()
        return Dating(on=on or today, recorded_on=today, reason=reason)

    def decide_programme(
        self, programme: Programme, command: commands.ProgrammeCommand
    ) -> Sequence[events.ProgrammeEvent]:
        self._ensure_dated(command)
        return decide_programme(programme, command)

    def decide_project(
        self, project: Project, command: commands.ProjectCommand
    ) -> Sequence[events.ProjectEvent]:
        self._ensure_dated(command)
        return decide_project(project, command)

    def _ensure_dated(self, command: commands.Command) -> None:
        """Neither in the future nor further back than its caller may date it."""
        dating = command.header.dating
        ensure_dated(command.caller, dating, dating.on, allowed_days=self.backdating_days)


async def with_entries(programming: Programming, caller: Caller) -> Caller:
    """The caller, with what was merged into its organisation: it acts for that as well."""
    if caller.organisation is None:
        return caller
    async with programming.merged_organisations.connect() as connection:
        return await merged_organisations.with_entries(connection, caller)


async def open_programme(
    programming: Programming, submission: Submission, command: commands.OpenProgramme
) -> Accepted:
    decide = partial(programming.decide_programme, command=command)
    stream = programme_stream(command.programme_id)
    return await programming.programmes.run(stream, decide, _request(submission, command))


async def run(
    programming: Programming, submission: Submission, command: commands.ProjectCommand
) -> Accepted:
    """Give a project a command that concerns nothing else: all but its placement.

    Whom the project concerns may have changed since: a repeat still answers the first result.
    """
    stream = project_stream(command.project_id)
    decide = partial(programming.decide_project, command=command)

    async def attempt() -> Accepted:
        if not isinstance(command, commands.ProposeProject):
            ensure_visible((await programming.projects.load(stream)).state, command)
        return await programming.projects.run(stream, decide, _request(submission, command))

    return await answered_once(programming.projects.store, submission, attempt)


async def admit(
    programming: Programming, submission: Submission, placement: commands.PlaceProject
) -> Accepted:
    """Place a project, seen from the programme: `submission.expected` is the programme's."""

    async def attempt() -> Accepted:
        placing, admitting = await _both_sides(programming, placement)
        return await append_to([admitting, placing], _request(submission, placement))

    return await answered_once(programming.projects.store, submission, attempt)


async def place(
    programming: Programming, submission: Submission, placement: commands.PlaceProject
) -> Accepted:
    """Place a project, seen from the project: `submission.expected` is the project's."""

    async def attempt() -> Accepted:
        placing, admitting = await _both_sides(programming, placement)
        return await append_to([placing, admitting], _request(submission, placement))

    return await answered_once(programming.projects.store, submission, attempt)


async def actions_of(
    programming: Programming, convention_id: UUID, caller: Caller
) -> frozenset[str] | None:
    """What a convention plans; None if it is unknown, or not for this caller to know of."""
    async with programming.convention_actions.connect() as connection:
        return await convention_actions.actions_of(
            connection, convention_id, seen_by=sight_of(caller)
        )


async def _both_sides(
    programming: Programming, placement: commands.PlaceProject
) -> tuple[ProjectChange, ProgrammeChange]:
    ensure_office(placement.caller)
    project_id, programme_id = placement.project_id, placement.programme_id
    # cost and region never change once proposed, so reading them beforehand is safe
    outline = (await programming.projects.load(project_stream(project_id))).state.outline
    if outline is None:
        raise ProjectUnknown(id=str(project_id))
    admission = commands.AdmitProject(
        header=placement.header,
        programme_id=programme_id,
        project_id=project_id,
        cost=outline.cost,
        region=outline.region,
    )
    place = partial(programming.decide_project, command=placement)
    admit = partial(programming.decide_programme, command=admission)
    return (
        Change(programming.projects, project_stream(project_id), place),
        Change(programming.programmes, programme_stream(programme_id), admit),
    )


def _request(submission: Submission, command: commands.Command) -> Request:
    dating = command.header.dating
    return submission.request(capacity_in(command), dating.on, dating_reason=dating.reason)


def programme_stream(programme_id: UUID) -> str:
    return f"programme-{programme_id}"


def project_stream(project_id: UUID) -> str:
    return f"project-{project_id}"
