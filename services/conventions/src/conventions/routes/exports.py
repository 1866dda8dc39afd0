"""The filtered list as a file: all of it, the rows of one moment."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse
from mithaq.http import PROBLEMS, MinPosition, language_of
from mithaq.words import texts_of

from conventions.application import Conventions
from conventions.read_models import convention_list, listing, tranche_schedule
from conventions.read_models.listing import Asked
from conventions.routes.dependencies import Parts
from conventions.routes.exporting import TURNS, Delimited, Naming, Sheet, Workbook, sent, written
from conventions.routes.listing_asked import Sorted

router = APIRouter(prefix="/v1/conventions", tags=["reading"], responses=PROBLEMS)

_BINARY: Final = {"schema": {"type": "string", "format": "binary"}}


def file_of(sheet: type[Sheet]) -> dict[int | str, Any]:
    """What the API's description says of such a file."""
    content = {sheet.media_type.partition(";")[0]: _BINARY}
    return {200: {"description": "The file, as an attachment.", "content": content}}


async def _naming(
    request: Request,
    language: Annotated[
        str | None,
        Query(pattern="^(fr|ar|en)$", description="Of the file; without it Accept-Language says."),
    ] = None,
) -> Naming:
    return Naming(texts_of("conventions"), language or language_of(request))


Named = Annotated[Naming, Depends(_naming)]


@router.get("/export.csv", response_class=StreamingResponse, responses=file_of(Delimited))
async def export_as_csv(
    asked: Sorted, conventions: Parts, naming: Named, position: MinPosition
) -> StreamingResponse:
    """As CSV with a byte order mark; `;` and decimal commas in French and Arabic."""
    return await _exported(Delimited, asked, conventions, naming, position)


@router.get(
    "/export.xlsx",
    response_class=StreamingResponse,
    responses={**file_of(Workbook), 413: PROBLEMS[413]},
)
async def export_as_workbook(
    asked: Sorted, conventions: Parts, naming: Named, position: MinPosition
) -> StreamingResponse:
    """As XLSX: amounts are numbers, days are days; in Arabic the sheet reads from the right."""
    return await _exported(Workbook, asked, conventions, naming, position)


async def _exported(
    sheet: type[Sheet],
    asked: Asked,
    conventions: Conventions,
    naming: Naming,
    position: int | None,
) -> StreamingResponse:
    """The file is whole before it is sent: a slow reader holds no connection to the database."""
    schedule = conventions.readers[tranche_schedule.TRANCHE_SCHEDULE.name]
    reader = conventions.readers[convention_list.CONVENTION_LIST.name]
    await schedule.ensure_level()
    for each in (schedule, reader):
        await each.wait(position or 0)
    async with TURNS, reader.moment() as connection:
        file = await written(sheet, naming, listing.every(connection, asked))
    name = f"conventions-{asked.today}.{sheet.suffix}"
    return sent(file, name, sheet.media_type, naming.language)
