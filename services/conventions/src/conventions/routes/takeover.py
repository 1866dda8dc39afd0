"""Paper files taken over: entered, read, returned, checked, listed."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from mithaq.errors import NotFound
from mithaq.http import (
    PROBLEMS,
    VERSIONED,
    Answer,
    CallerOf,
    Cursor,
    Dated,
    MinPosition,
    Page,
    Sender,
    Unconditional,
    set_version,
)
from pydantic import TypeAdapter

from conventions import taking_over
from conventions.domain.takeover import commands as c
from conventions.domain.takeover.entry import EntryState
from conventions.domain.takeover.rules import ensure_archives, ensure_reads
from conventions.partner_checks import known_organisation
from conventions.read_models import archived_entries
from conventions.routes.dependencies import Parts
from conventions.routes.takeover_bodies import ArchivedConventionBody, CheckBody, ReturnBody
from conventions.routes.views.takeover import EntryLine, EntryView

router = APIRouter(prefix="/v1/archived-conventions", tags=["takeover"], responses=PROBLEMS)
_AFTER = TypeAdapter(UUID)
_State = Annotated[EntryState | None, Query(description="Files in this state alone.")]


class PaperSender(Sender):
    """Gives commands on one paper file."""

    def __init__(self, submission: Unconditional, conventions: Parts, response: Response) -> None:
        super().__init__(submission, response)
        self.conventions = conventions

    def fields(self, convention_id: UUID, body: Dated) -> dict[str, Any]:
        dating = self.conventions.dating(body.on, body.dating_reason)
        return {"convention_id": convention_id, "caller": self.caller, "dating": dating}

    async def enter(
        self, convention_id: UUID, body: ArchivedConventionBody
    ) -> c.EnterArchivedConvention:
        ensure_archives(None, self.caller)  # nobody else learns who is registered
        known = {
            each: await known_organisation(self.conventions, each)
            for each in sorted(body.organisations(), key=str)
        }
        return c.EnterArchivedConvention(
            record=body.record(known), **self.fields(convention_id, body)
        )

    async def send(self, command: c.TakeOverCommand, location: str | None = None) -> Answer:
        accepted = await taking_over.run(self.conventions, self.submission, command)
        return self.answer(accepted, command.convention_id, location=location)


async def _paper(submission: Unconditional, conventions: Parts, response: Response) -> PaperSender:
    return PaperSender(submission, conventions, response)


OfPaper = Annotated[PaperSender, Depends(_paper)]


@router.post("", status_code=201)
async def enter_archived_convention(body: ArchivedConventionBody, sender: OfPaper) -> Answer:
    """Type the whole file of one signed paper convention; it waits for another person's check."""
    convention_id = sender.new_id("convention")
    command = await sender.enter(convention_id, body)
    return await sender.send(command, f"/v1/archived-conventions/{convention_id}")


@router.put("/{convention_id}")
async def enter_archived_convention_anew(
    convention_id: UUID, body: ArchivedConventionBody, sender: OfPaper
) -> Answer:
    """Type it anew, whole, once it was returned."""
    ensure_archives(None, sender.caller)
    known = await sender.conventions.paper.load(convention_id)
    if known.state.record is None:
        raise NotFound(convention=str(convention_id))
    return await sender.send(await sender.enter(convention_id, body))


@router.post("/{convention_id}/check")
async def check_archived_convention(
    convention_id: UUID, body: CheckBody, sender: OfPaper
) -> Answer:
    """Say that the record is what the file says: the convention goes on from there."""
    command = c.CheckArchivedConvention(
        revision=body.revision, **sender.fields(convention_id, body)
    )
    return await sender.send(command)


@router.post("/{convention_id}/return")
async def return_archived_convention(
    convention_id: UUID, body: ReturnBody, sender: OfPaper
) -> Answer:
    """Say what in the record is not what the file says."""
    command = c.ReturnArchivedConvention(
        revision=body.revision, reasons=body.reasons, **sender.fields(convention_id, body)
    )
    return await sender.send(command)


@router.get("")
async def list_archived_conventions(
    caller: CallerOf,
    conventions: Parts,
    cursor: Cursor,
    at_least: MinPosition,
    state: _State = None,
) -> Page[EntryLine]:
    """Paper files in the order in which they were entered; those that wait for a check first ask
    for `state=waiting`."""
    ensure_reads(caller)
    async with conventions.readers["archived_entries"].connect(at_least) as connection:
        rows = await archived_entries.page(
            connection, limit=cursor.fetch, after=cursor.after(_AFTER), state=state
        )
    lines = [EntryLine.model_validate(row) for row in rows]
    return cursor.page(lines, key=lambda line: line.convention_id)


@router.get("/{convention_id}", responses=VERSIONED)
async def read_archived_convention(
    convention_id: UUID, caller: CallerOf, conventions: Parts, response: Response
) -> EntryView:
    """The record as it was typed, and what it leaves open."""
    ensure_reads(caller)
    loaded = await conventions.paper.load(convention_id)
    view = EntryView.of(convention_id, loaded.state, conventions.today())
    set_version(response, loaded.version)
    return view
