"""Templates and programme kinds: published by the office, confirmed, withdrawn, read."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Response
from mithaq.http import (
    PROBLEMS,
    VERSIONED,
    Answer,
    CallerOf,
    Cursor,
    Dated,
    MinPosition,
    NameInPath,
    Page,
    Sender,
    Unconditional,
    WholeInText,
    set_version,
)
from pydantic import TypeAdapter

from conventions.domain.frames import commands as c
from conventions.domain.frames.decide import version_of
from conventions.domain.frames.publication import Publication, Standing
from conventions.read_models import publications
from conventions.routes.dependencies import Parts, Reasoned
from conventions.routes.frames_bodies import ProgrammeKindBody, TemplateBody
from conventions.routes.views import frames as views

router = APIRouter(prefix="/v1", tags=["frames"], responses=PROBLEMS)
_AFTER: Final = TypeAdapter(tuple[str, int])
_StandingOf = Annotated[Standing | None, Query(description="Versions of this standing alone.")]


class OfficeSender(Sender):
    """Gives the office's commands on what it publishes."""

    def __init__(self, submission: Unconditional, conventions: Parts, response: Response) -> None:
        super().__init__(submission, response)
        self.conventions = conventions

    def header(self, body: Dated | None) -> dict[str, Any]:
        on, reason = (body.on, body.dating_reason) if body else (None, None)
        return {"caller": self.caller, "dating": self.conventions.dating(on, reason)}

    async def send(
        self,
        name: str,
        *commands: c.TemplateCommand | c.ProgrammeKindCommand,
    ) -> Answer:
        """All of these, or none; `name` is what the answer is about."""
        accepted = await self.conventions.office.run(
            self.submission, commands, self.conventions.backdating_days
        )
        return self.answer(accepted, name)


async def _office(
    submission: Unconditional, conventions: Parts, response: Response
) -> OfficeSender:
    return OfficeSender(submission, conventions, response)


ByOffice = Annotated[OfficeSender, Depends(_office)]


@router.post("/templates/{name}/versions")
async def publish_template(name: NameInPath, body: TemplateBody, sender: ByOffice) -> Answer:
    """Publish the next version of a template; in the words of the last one nothing changes."""
    command = c.PublishTemplate(**sender.header(body), name=name, template=body.template())
    return await sender.send(name, command)


@router.post("/templates/{name}/versions/{version}/confirmation")
async def confirm_template(
    name: NameInPath, version: WholeInText, sender: ByOffice, body: Dated | None = None
) -> Answer:
    """Let conventions be drafted from it: by another person than who published it."""
    command = c.ConfirmTemplate(**sender.header(body), name=name, version=version)
    return await sender.send(name, command)


@router.post("/templates/{name}/versions/{version}/withdrawal")
async def withdraw_template(
    name: NameInPath, version: WholeInText, body: Reasoned, sender: ByOffice
) -> Answer:
    """Let no further convention be drafted from it; those that were keep it."""
    command = c.WithdrawTemplate(
        **sender.header(body), name=name, version=version, reason=body.reason
    )
    return await sender.send(name, command)


@router.get("/templates")
async def list_templates(
    _caller: CallerOf,
    conventions: Parts,
    cursor: Cursor,
    at_least: MinPosition,
    standing: _StandingOf = None,
) -> Page[views.TemplateLine]:
    """Every version of every template, by name and number."""
    rows = await _listed(conventions, publications.TEMPLATE, cursor, at_least, standing)
    lines = [views.TemplateLine.model_validate(row) for row in rows]
    return cursor.page(lines, key=lambda line: (line.name, line.version))


@router.get("/templates/{name}/versions", responses=VERSIONED)
async def read_template_versions(
    name: NameInPath, _caller: CallerOf, conventions: Parts, response: Response
) -> views.Versions:
    """The versions of one template and how each stands."""
    loaded = await conventions.office.template(name)
    set_version(response, loaded.version)
    return _versions(loaded.state)


@router.get("/templates/{name}/versions/{version}")
async def read_template_version(
    name: NameInPath, version: WholeInText, _caller: CallerOf, conventions: Parts
) -> views.TemplateVersion:
    """One version, whole."""
    loaded = await conventions.office.template(name)
    return views.TemplateVersion.of(name, version, version_of(loaded.state, name, version))


@router.post("/programme-kinds/{code}/versions")
async def define_programme_kind(
    code: NameInPath, body: ProgrammeKindBody, sender: ByOffice
) -> Answer:
    """Define the next version of a programme kind; as the last one stands nothing changes."""
    command = c.DefineProgrammeKind(**sender.header(body), code=code, kind=body.kind())
    return await sender.send(code, command)


@router.post("/programme-kinds/{code}/versions/{version}/confirmation")
async def confirm_programme_kind(
    code: NameInPath, version: WholeInText, sender: ByOffice, body: Dated | None = None
) -> Answer:
    """Let it bind conventions to come: by another person than who defined it."""
    command = c.ConfirmProgrammeKind(**sender.header(body), code=code, version=version)
    return await sender.send(code, command)


@router.post("/programme-kinds/{code}/versions/{version}/withdrawal")
async def withdraw_programme_kind(
    code: NameInPath, version: WholeInText, body: Reasoned, sender: ByOffice
) -> Answer:
    """Let it bind no further convention; those that it binds keep it."""
    command = c.WithdrawProgrammeKind(
        **sender.header(body), code=code, version=version, reason=body.reason
    )
    return await sender.send(code, command)


@router.get("/programme-kinds")
async def list_programme_kinds(
    _caller: CallerOf,
    conventions: Parts,
    cursor: Cursor,
    at_least: MinPosition,
    standing: _StandingOf = None,
) -> Page[views.ProgrammeKindLine]:
    """Every version of every programme kind, by code and number."""
    rows = await _listed(conventions, publications.PROGRAMME_KIND, cursor, at_least, standing)
    lines = [views.ProgrammeKindLine.model_validate(row) for row in rows]
    return cursor.page(lines, key=lambda line: (line.code, line.version))


@router.get("/programme-kinds/{code}/versions", responses=VERSIONED)
async def read_programme_kind_versions(
    code: NameInPath, _caller: CallerOf, conventions: Parts, response: Response
) -> views.Versions:
    """The versions of one programme kind and how each stands."""
    loaded = await conventions.office.kind(code)
    set_version(response, loaded.version)
    return _versions(loaded.state)


@router.get("/programme-kinds/{code}/versions/{version}")
async def read_programme_kind_version(
    code: NameInPath, version: WholeInText, _caller: CallerOf, conventions: Parts
) -> views.ProgrammeKindVersion:
    """One version, whole."""
    loaded = await conventions.office.kind(code)
    return views.ProgrammeKindVersion.of(code, version, version_of(loaded.state, code, version))


async def _listed(
    conventions: Parts, of: str, cursor: Cursor, at_least: MinPosition, standing: Standing | None
) -> list[Any]:
    async with conventions.readers["publications"].connect(at_least) as connection:
        rows = await publications.page(
            connection, of, limit=cursor.fetch, after=cursor.after(_AFTER), standing=standing
        )
    return list(rows)


def _versions(publication: Publication[Any]) -> views.Versions:
    lines = [
        views.VersionLine(version=number, standing=version.standing)
        for number, version in publication.versions.items()
    ]
    return views.Versions(items=lines, newest=publication.newest())
