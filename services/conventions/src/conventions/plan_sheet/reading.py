"""Rows of a sheet as actions, contributions and shares; every fault of every cell is told."""

from collections.abc import Mapping
from dataclasses import dataclass

from mithaq.errors import ensure_none

from conventions.domain.core.terms import Action, Contribution, Share, Terms
from conventions.domain.drafting.commands import Placed
from conventions.plan_sheet.actions import Actions
from conventions.plan_sheet.cells import year_in
from conventions.plan_sheet.columns import Heading, Headings
from conventions.plan_sheet.grid import Grid
from conventions.plan_sheet.notes import Notes, Row
from conventions.plan_sheet.promises import Promises
from conventions.plan_sheet.rules import CellMissing, SheetEmpty

_PROMISING = frozenset({Heading.PARTY, Heading.AMOUNT, Heading.KIND})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheet:
    """What the sheet says, each part with the row that says it, and where each column stands."""

    sheet: str
    columns: Mapping[Heading, int]
    actions: tuple[Placed[Action], ...]
    contributions: tuple[Placed[Contribution], ...]
    shares: tuple[Placed[Share], ...]


def plan_in(grid: Grid, headings: Headings, terms: Terms) -> PlanSheet:
    """What is left out of an action that there is stays as it was.

    Raises the first fault, with all that there are as its findings.
    """
    numbered = list(grid.numbered())
    if len(numbered) < 2:
        raise SheetEmpty
    (_, head), *rows = numbered
    columns, faults = headings.found(head)
    ensure_none([*faults, *grid.faults] if faults else ())
    notes = Notes(columns, list(grid.faults))
    actions, promises = Actions(notes, terms), Promises(notes, headings.kinds(), terms)
    for number, cells in rows:
        _read(notes.row(number, cells), notes, actions, promises)
    planned = actions.planned()
    ensure_none(notes.faults)
    return PlanSheet(
        sheet=grid.sheet,
        columns=columns,
        actions=planned,
        contributions=tuple(promises.contributions),
        shares=tuple(promises.shares),
    )


def _read(row: Row, notes: Notes, actions: Actions, promises: Promises) -> None:
    """A row with a fault is left out, and the next one is read."""
    before = len(notes.faults)
    action, year = actions.named(row), _year(row, notes)
    promised = not _PROMISING.isdisjoint(row.cells)
    if promised:
        promises.read(row, action, year)
    actions.cost(row, action, year, promised=promised)
    if len(notes.faults) == before and action is None and not promised:
        missing = CellMissing(heading=Heading.ACTION.value)
        notes.fault(missing, row.number, Heading.ACTION)


def _year(row: Row, notes: Notes) -> int | None:
    with notes.at(row.number, Heading.YEAR):
        return year_in(row.cells[Heading.YEAR]) if Heading.YEAR in row.cells else None
    return None
