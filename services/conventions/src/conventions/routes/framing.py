"""The frame of one convention: what binds it besides its text, read and adopted."""

from uuid import UUID

from fastapi import APIRouter, Response
from mithaq.http import PROBLEMS, VERSIONED, Answer, CallerOf, set_version

from conventions.application import found
from conventions.domain.core.frame import Frame
from conventions.domain.drafting.commands import AdoptFrame
from conventions.routes.dependencies import OfConvention, Parts
from conventions.routes.framing_bodies import FrameBody
from conventions.routes.views.frames import FrameView

router = APIRouter(
    prefix="/v1/conventions/{convention_id}/frame", tags=["frames"], responses=PROBLEMS
)


@router.get("", responses=VERSIONED)
async def read_frame(
    convention_id: UUID, caller: CallerOf, conventions: Parts, response: Response
) -> FrameView:
    """What binds it besides its text, and what its text lacks under it."""
    convention = await found(conventions, convention_id, caller)
    set_version(response, convention.version)
    return FrameView.of(convention, convention.framed(conventions.thresholds))


@router.post("")
async def adopt_frame(convention_id: UUID, body: FrameBody, sender: OfConvention) -> Answer:
    """Go on under another template, another version of it or another programme kind."""
    conventions = sender.conventions

    async def prepare() -> AdoptFrame:
        convention = await found(conventions, convention_id, sender.caller)
        instrument = convention.terms.outline.instrument
        frame = await conventions.office.frame(instrument, body.chosen(), conventions.thresholds)
        return AdoptFrame(header=sender.header(body), frame=frame or Frame())

    return await sender.send_prepared(prepare)
