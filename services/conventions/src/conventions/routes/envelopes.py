"""A framework's envelope and what is financed under it: a moment behind, unless asked to wait."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query
from mithaq.http import PROBLEMS, CallerOf, Cursor, MinPosition, Page, Window
from mithaq.money import ZERO
from pydantic import TypeAdapter

from conventions.application import Conventions, found
from conventions.domain.core.convention import Convention
from conventions.domain.core.policy import listed_for
from conventions.domain.core.vocabulary import Instrument
from conventions.domain.envelopes.rules import NotAFramework
from conventions.read_models import convention_list, framework_figures
from conventions.read_models.framework_envelope import FRAMEWORK_ENVELOPE
from conventions.routes.dependencies import Parts, Seeing
from conventions.routes.views.envelopes import LINES, EnvelopeView, FinancedLine

router = APIRouter(prefix="/v1/conventions/{convention_id}", tags=["envelopes"], responses=PROBLEMS)
_AFTER: Final = TypeAdapter(UUID)
AfterLine = Annotated[str | None, Query(description="The `next` of the answer before, unchanged.")]


async def _framework(conventions: Conventions, convention_id: UUID, caller: CallerOf) -> Convention:
    """Raises NotFound, NotAFramework."""
    convention = await found(conventions, convention_id, caller)
    outline = convention.terms.outline
    if outline.instrument != Instrument.FRAMEWORK:
        raise NotAFramework(framework=str(convention_id), reference=outline.reference)
    return convention


@router.get("/envelope")
async def read_envelope(
    convention_id: UUID,
    caller: CallerOf,
    conventions: Parts,
    position: MinPosition,
    after: AfterLine = None,
) -> EnvelopeView:
    """What a framework's partners promise, year by year, and what of it is reserved, signed, paid
    and free; before its entry into force nothing is offered.

    All lines, or as many as fit an answer: `next` is then the `after` of the others.
    """
    framework = await _framework(conventions, convention_id, caller)
    async with conventions.readers[FRAMEWORK_ENVELOPE.name].connect(position) as connection:
        current = conventions.registry.current
        rows = await framework_figures.envelope_of(connection, convention_id, current)
    return EnvelopeView.of(framework, rows, Window(LINES, after))


@router.get("/financing-conventions")
async def list_financing_conventions(
    convention_id: UUID,
    caller: Seeing,
    conventions: Parts,
    cursor: Cursor,
    position: MinPosition,
) -> Page[FinancedLine]:
    """The conventions under a framework, newest first: those of them that the caller may see."""
    await _framework(conventions, convention_id, caller)
    if position is not None:
        await conventions.readers[convention_list.CONVENTION_LIST.name].wait(position)
    async with conventions.readers[FRAMEWORK_ENVELOPE.name].connect(position) as connection:
        rows = await framework_figures.financed_under(
            connection,
            convention_id,
            limit=cursor.fetch,
            after=cursor.after(_AFTER),
            seen_by=listed_for(caller),
        )
        reserved = await framework_figures.reserved_by(
            connection, convention_id, [row.id for row in rows]
        )
    page = cursor.page(rows, key=lambda row: row.id)
    lines = [FinancedLine.of(row, reserved.get(row.id, ZERO)) for row in page.items]
    return Page(items=lines, next=page.next)
