"""The plan as a sheet: handed out to be filled in, and handed in whole."""

from asyncio import to_thread
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from mithaq.errors import MithaqError
from mithaq.http import PROBLEMS, Answer
from mithaq.money import Total
from mithaq.words import texts_of

from conventions.application import found
from conventions.domain.core.convention import Convention
from conventions.domain.core.terms import Action, Terms
from conventions.domain.drafting.commands import ImportPlan
from conventions.plan_sheet import Grid, Heading, Headings, PlanSheet, csv_grid, plan_in, xlsx_grid
from conventions.plan_sheet.grid import letters
from conventions.plan_sheet.rules import SheetUnreadable
from conventions.routes.dependencies import InQuery, OfConvention
from conventions.routes.exporting import Delimited, Naming, Sheet, Workbook
from conventions.routes.exports import Named
from conventions.routes.parts import OfPart

router = APIRouter(prefix="/v1/conventions/{convention_id}/plan", tags=["plan"], responses=PROBLEMS)
_XLSX: Final = Workbook.media_type
_SHEETS: Final[dict[str, type[Sheet]]] = {"xlsx": Workbook, "csv": Delimited}
_BINARY: Final = {"schema": {"type": "string", "format": "binary"}}
_FILE: Final[dict[int | str, Any]] = {
    200: {"description": "The sheet.", "content": {_XLSX: _BINARY, "text/csv": _BINARY}}
}
_BODY: Final = {"requestBody": {"required": True, "content": {_XLSX: _BINARY, "text/csv": _BINARY}}}


@router.post("/imports", openapi_extra=_BODY)
async def import_plan(request: Request, sender: OfConvention, dated: InQuery) -> Answer:
    """Replace the plan by that of a sheet (XLSX, or CSV in UTF-8): all of it, or nothing.

    Each fault is told with its sheet, row and column.
    """
    convention = await found(sender.conventions, sender.convention_id, sender.caller)
    body, kind = await request.body(), request.headers.get("content-type", "")
    told = await to_thread(_read, body, kind, convention)
    command = ImportPlan(
        header=sender.header(dated),
        actions=told.actions,
        contributions=told.contributions,
        shares=told.shares,
    )
    try:
        return await sender.send(command)
    except MithaqError as error:
        _locate(error, told.sheet, told)
        raise


def _read(body: bytes, kind: str, convention: Convention) -> PlanSheet:
    """In a thread of its own: a sheet of 3,000 rows takes a fifth of a second."""
    grid = _grid(body, kind.partition(";")[0].strip().lower())
    try:
        return plan_in(grid, Headings(texts_of("conventions")), convention.terms)
    except MithaqError as error:
        _locate(error, grid.sheet, None)
        raise


def _grid(body: bytes, kind: str) -> Grid:
    if kind == _XLSX:
        return xlsx_grid(body)
    if kind == "text/csv":
        return csv_grid(body)
    raise SheetUnreadable


def _locate(error: MithaqError, sheet: str, told: PlanSheet | None) -> None:
    """Where each fault stands, as a spreadsheet names it: sheet, row, column."""
    for fault in error.findings:
        place = dict(fault.at)
        index = place.pop("index", None)
        field = place.get("field")
        if index is None and told is not None and field is not None:
            index = told.columns.get(Heading(str(field)))
        column = {} if index is None else {"column": letters(int(index))}
        fault.found_at(sheet=sheet, **place, **column)


@router.get("/sheet", response_class=Response, responses=_FILE)
async def read_plan_sheet(
    reader: OfPart,
    naming: Named,
    format: Annotated[  # noqa: A002 - as it is called in the address
        Literal["xlsx", "csv"], Query(description="Which kind of sheet.")
    ] = "xlsx",
) -> Response:
    """The plan as it stands, in the form in which it is handed in again; empty, a form to fill."""
    sheet = _SHEETS[format]
    written = await to_thread(_written, sheet, naming, reader.convention.terms)
    name = f"plan-{reader.convention.convention_id}.{sheet.suffix}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Language": naming.language,
    }
    return Response(written, media_type=sheet.media_type, headers=headers)


def _written(sheet: type[Sheet], naming: Naming, terms: Terms) -> bytes:
    file = BytesIO()
    table = sheet(file, naming.language)
    table.head(Headings(naming.texts).of(naming.language))
    for row in _rows(naming, terms):
        table.add(row)
    table.close()
    return file.getvalue()


Shown = str | int | Total | None


def _rows(naming: Naming, terms: Terms) -> Iterator[Sequence[Shown]]:
    for _, action in sorted(terms.actions.items()):
        yield from map(_in_order, _of_action(action))
    for promise in terms.promises():
        party = terms.parties[promise.organisation_id]
        name = party.name_ar if naming.language == "ar" and party.name_ar else party.name_fr
        twice = [p for p in terms.parties.values() if name in (p.name_fr, p.name_ar)]
        yield _in_order(
            {
                Heading.ACTION: promise.action,
                Heading.YEAR: promise.year,
                Heading.PARTY: name if len(twice) == 1 else str(promise.organisation_id),
                Heading.KIND: naming.texts.term(
                    "contribution-kind", str(promise.kind), naming.language
                ),
                Heading.AMOUNT: Total.of([promise.amount]),
                Heading.NAME: promise.name,
                Heading.BASIS: promise.basis,
            }
        )


def _of_action(action: Action) -> Iterable[dict[Heading, Shown]]:
    said: dict[Heading, Shown] = {
        Heading.ACTION: action.action,
        Heading.LABEL_FR: action.label_fr,
        Heading.LABEL_AR: action.label_ar,
        Heading.TERRITORY: action.territory,
        Heading.BASIS: action.basis,
    }
    if not action.years:
        cost = None if action.cost is None else Total.of([action.cost])
        yield {**said, Heading.COST: cost}
    for yearly in action.years:
        yield {**said, Heading.YEAR: yearly.year, Heading.COST: Total.of([yearly.cost])}


def _in_order(row: dict[Heading, Shown]) -> Sequence[Shown]:
    return [row.get(heading) for heading in Heading]
