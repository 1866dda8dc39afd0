"""The actions of a sheet, whose labels and costs may stand on several rows."""

from dataclasses import dataclass, field, replace

from mithaq.money import Money
from mithaq.territories import ensure_territory

from conventions.domain.core.terms import Action, Terms, YearlyCost
from conventions.domain.drafting.commands import Placed
from conventions.plan_sheet.cells import amount_in, fitting
from conventions.plan_sheet.columns import Heading
from conventions.plan_sheet.notes import Notes, Row
from conventions.plan_sheet.rules import CellMissing, RowRepeated

_TEXTS = (Heading.LABEL_FR, Heading.LABEL_AR, Heading.TERRITORY)


@dataclass(slots=True)
class _Told:
    """An action as the rows so far tell it."""

    row: int
    texts: dict[Heading, str] = field(default_factory=dict)
    whole: Money | None = None
    years: dict[int, Money] = field(default_factory=dict)


class Actions:
    """Read row by row; known once every row was read."""

    def __init__(self, notes: Notes, terms: Terms) -> None:
        self._notes, self._terms = notes, terms
        self._told: dict[str, _Told] = {}

    def named(self, row: Row) -> str | None:
        """The action that the row is about, if it names one, with what it tells of it."""
        if Heading.ACTION not in row.cells:
            return None
        with self._notes.at(row.number, Heading.ACTION):
            name = fitting("name", row.cells[Heading.ACTION])
            told = self._told.setdefault(name, _Told(row.number))
            self._texts(row, told)
            return name
        return None

    def cost(self, row: Row, action: str | None, year: int | None, *, promised: bool) -> None:
        """The action's cost, of that year or whole; a row that promises nothing costs something."""
        if Heading.COST not in row.cells:
            if year is not None and not promised:
                missing = CellMissing(heading=Heading.COST.value)
                self._notes.fault(missing, row.number, Heading.COST)
            return
        with self._notes.at(row.number, Heading.COST):
            cost = amount_in(row.cells[Heading.COST])
            if action is None:
                raise CellMissing(heading=Heading.ACTION.value)
            told = self._told[action]
            if year is not None:
                self._notes.once(row.number, ("cost", action, year))
                told.years[year] = cost
            elif told.whole is not None:
                raise RowRepeated(row=told.row)
            else:
                told.whole = cost

    def planned(self) -> tuple[Placed[Action], ...]:
        """Once every row was read. What the sheet leaves out of a known action stays."""
        return tuple(
            placed for name, told in self._told.items() if (placed := self._planned(name, told))
        )

    def _texts(self, row: Row, told: _Told) -> None:
        texts = _TEXTS if Heading.PARTY in row.cells else (*_TEXTS, Heading.BASIS)
        for heading in (each for each in texts if each in row.cells):
            with self._notes.at(row.number, heading):
                kind = "prose" if heading is Heading.BASIS else "line"
                text = fitting(kind, row.cells[heading])
                if heading is Heading.TERRITORY:
                    ensure_territory(text)
                if told.texts.setdefault(heading, text) != text:
                    raise RowRepeated(row=told.row)

    def _planned(self, name: str, told: _Told) -> Placed[Action] | None:
        known = self._terms.actions.get(name)
        label = told.texts.get(Heading.LABEL_FR) or (known.label_fr if known else None)
        territory = told.texts.get(Heading.TERRITORY) or (known.territory if known else None)
        for heading, text in ((Heading.LABEL_FR, label), (Heading.TERRITORY, territory)):
            if text is None:
                self._notes.fault(CellMissing(heading=heading.value), told.row, heading)
        if label is None or territory is None:
            return None
        years = tuple(YearlyCost(year=year, cost=cost) for year, cost in sorted(told.years.items()))
        whole = told.whole
        if whole is None and years:
            whole = Money(sum(each.cost.centimes for each in years))
        written = Action(action=name, label_fr=label, territory=territory, cost=whole, years=years)
        arabic = told.texts.get(Heading.LABEL_AR) or (known.label_ar if known else None)
        basis = told.texts.get(Heading.BASIS) or (known.basis if known else None)
        return Placed(told.row, replace(written, label_ar=arabic, basis=basis))
