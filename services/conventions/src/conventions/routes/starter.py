"""The starter set over HTTP: taken over by the office, confirmed by a second person."""

from typing import TypeVar

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, Dated

from conventions.domain.frames import commands as c
from conventions.domain.frames.publication import Publication, Standing
from conventions.domain.frames.rules import VersionUnknown
from conventions.routes.frames import ByOffice
from conventions.starter import starter_set

router = APIRouter(prefix="/v1/starter-set", tags=["frames"], responses=PROBLEMS)
_NAME = "starter-set"
T = TypeVar("T")


@router.post("")
async def take_over_starter_set(sender: ByOffice, body: Dated | None = None) -> Answer:
    """Publish what the starter set holds and was never published here: all of it, or nothing."""
    header, starter = sender.header(body), starter_set()
    return await sender.send(
        _NAME,
        *(
            c.PublishTemplate(**header, name=name, template=template, once=True)
            for name, template in starter.templates.items()
        ),
        *(
            c.DefineProgrammeKind(**header, code=code, kind=kind, once=True)
            for code, kind in starter.kinds.items()
        ),
    )


@router.post("/confirmation")
async def confirm_starter_set(sender: ByOffice, body: Dated | None = None) -> Answer:
    """Confirm each part of the starter set that was taken over and not withdrawn since."""
    header, starter, office = sender.header(body), starter_set(), sender.conventions.office
    commands: list[c.TemplateCommand | c.ProgrammeKindCommand] = []
    for name, template in starter.templates.items():
        number = _published((await office.template(name)).state, template)
        if number is not None:
            commands.append(c.ConfirmTemplate(**header, name=name, version=number))
    for code, kind in starter.kinds.items():
        number = _published((await office.kind(code)).state, kind)
        if number is not None:
            commands.append(c.ConfirmProgrammeKind(**header, code=code, version=number))
    if not commands:
        raise VersionUnknown(name=_NAME, version=1)
    return await sender.send(_NAME, *commands)


def _published(publication: Publication[T], content: T) -> int | None:
    """The version that says the same, unless it was withdrawn."""
    return next(
        (
            number
            for number, version in publication.versions.items()
            if version.content == content and version.standing is not Standing.WITHDRAWN
        ),
        None,
    )
