"""Rows of a sheet as actions, contributions and shares; every fault of every cell is told."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from uuid import UUID

from mithaq.errors import Invalid, MithaqError, ensure_none
from mithaq.folding import fold
from mithaq.money import Money
from mithaq.territories import ensure_territory

from conventions.domain.core.terms import Action, Contribution, Share, Terms, YearlyCost
from conventions.domain.core.vocabulary import ContributionKind
from conventions.domain.drafting.commands import Placed
from conventions.plan_sheet.cells import amount_in, fitting, text_in, year_in
from conventions.plan_sheet.columns import Heading, Headings
from conventions.plan_sheet.grid import Grid, Value, blank
from conventions.plan_sheet.rules import (
    CellMissing,
    CellUnreadable,
    PartyNotNamed,
    RowRepeated,
    SheetEmpty,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheet:
    """What the sheet says, each part with the row that says it, and where each column stands."""

    sheet: str
    columns: Mapping[Heading, int]
    actions: tuple[Placed[Action], ...]
    contributions: tuple[Placed[Contribution], ...]
    shares: tuple[Placed[Share], ...]


@dataclass(slots=True)
class _Told:
    """An action as the rows so far tell it."""

    row: int
    texts: dict[Heading, str] = field(default_factory=dict)
    whole: Money | None = None
    years: dict[int, Money] = field(default_factory=dict)


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
    reader = _Reader(columns, headings.kinds(), terms, list(grid.faults))
    for number, cells in rows:
        reader.read(number, cells)
    actions = reader.actions()
    ensure_none(reader.faults)
    return PlanSheet(
        sheet=grid.sheet,
        columns=columns,
        actions=actions,
        contributions=tuple(reader.contributions),
        shares=tuple(reader.shares),
    )


class _Reader:
    """Reads row by row; a row with a fault is left out, and the next one is read."""

    def __init__(
        self,
        columns: Mapping[Heading, int],
        kinds: Mapping[str, ContributionKind],
        terms: Terms,
        faults: list[MithaqError],
    ) -> None:
        self._columns, self._kinds, self._terms = columns, kinds, terms
        self.faults = faults
        self.contributions: list[Placed[Contribution]] = []
        self.shares: list[Placed[Share]] = []
        self._told: dict[str, _Told] = {}
        self._parties = _parties(terms)
        self._names: dict[str, int] = {}
        self._rows: dict[tuple[object, ...], int] = {}
        self._known = _known(terms)

    def read(self, number: int, cells: Sequence[Value]) -> None:
        row = {
            heading: cells[column]
            for heading, column in self._columns.items()
            if column < len(cells) and not blank(cells[column])
        }
        before = len(self.faults)
        action = self._action(number, row)
        year = self._year(number, row)
        promised = Heading.PARTY in row or Heading.AMOUNT in row or Heading.KIND in row
        if promised:
            self._promise(number, row, action, year)
        self._cost(number, row, action, year, promised=promised)
        if len(self.faults) == before and action is None and not promised:
            self._fault(CellMissing(heading=Heading.ACTION.value), number, Heading.ACTION)

    def actions(self) -> tuple[Placed[Action], ...]:
        """Once every row was read: their labels and costs stand on several of them."""
        return tuple(
            placed for name, told in self._told.items() if (placed := self._planned(name, told))
        )

    def _action(self, number: int, row: Mapping[Heading, Value]) -> str | None:
        if Heading.ACTION not in row:
            return None
        with self._at(number, Heading.ACTION):
            name = fitting("name", row[Heading.ACTION])
            told = self._told.setdefault(name, _Told(number))
            self._texts(number, row, told)
            return name
        return None

    def _texts(self, number: int, row: Mapping[Heading, Value], told: _Told) -> None:
        texts = [Heading.LABEL_FR, Heading.LABEL_AR, Heading.TERRITORY]
        if Heading.PARTY not in row:
            texts.append(Heading.BASIS)
        for heading in (each for each in texts if each in row):
            with self._at(number, heading):
                kind = "prose" if heading is Heading.BASIS else "line"
                text = fitting(kind, row[heading])
                if heading is Heading.TERRITORY:
                    ensure_territory(text)
                if told.texts.setdefault(heading, text) != text:
                    raise RowRepeated(row=told.row)

    def _year(self, number: int, row: Mapping[Heading, Value]) -> int | None:
        with self._at(number, Heading.YEAR):
            return year_in(row[Heading.YEAR]) if Heading.YEAR in row else None
        return None

    def _cost(
        self,
        number: int,
        row: Mapping[Heading, Value],
        action: str | None,
        year: int | None,
        *,
        promised: bool,
    ) -> None:
        if Heading.COST not in row:
            if year is not None and not promised:
                self._fault(CellMissing(heading=Heading.COST.value), number, Heading.COST)
            return
        with self._at(number, Heading.COST):
            cost = amount_in(row[Heading.COST])
            if action is None:
                raise CellMissing(heading=Heading.ACTION.value)
            told = self._told[action]
            if year is None:
                if told.whole is not None:
                    raise RowRepeated(row=told.row)
                told.whole = cost
            else:
                self._once(number, ("cost", action, year))
                told.years[year] = cost

    def _promise(
        self, number: int, row: Mapping[Heading, Value], action: str | None, year: int | None
    ) -> None:
        before = len(self.faults)
        party = self._party(number, row)
        kind = self._kind(number, row)
        amount = self._amount(number, row)
        basis = self._basis(number, row)
        of = "share" if action is None or year is None else "contribution"
        name = self._name(number, row, of)
        if len(self.faults) > before or party is None or amount is None:
            return
        with self._at(number, Heading.PARTY):
            if name is None:
                self._once(number, ("promise", party, kind, action, year))
            named = name or self._named(party, kind, action, year)
            self._add(Placed(number, (named, party, kind, amount, basis)), action, year)

    def _add(
        self,
        placed: "Placed[tuple[str, UUID, ContributionKind, Money, str | None]]",
        action: str | None,
        year: int | None,
    ) -> None:
        name, party, kind, amount, basis = placed.value
        if action is not None and year is not None:
            contribution = Contribution(
                contribution=name,
                organisation_id=party,
                action=action,
                year=year,
                kind=kind,
                amount=amount,
                basis=basis,
            )
            self.contributions.append(Placed(placed.row, contribution))
        else:
            share = Share(
                share=name,
                organisation_id=party,
                kind=kind,
                amount=amount,
                action=action,
                year=year,
                basis=basis,
            )
            self.shares.append(Placed(placed.row, share))

    def _party(self, number: int, row: Mapping[Heading, Value]) -> UUID | None:
        with self._at(number, Heading.PARTY):
            if Heading.PARTY not in row:
                raise CellMissing(heading=Heading.PARTY.value)
            text = text_in(row[Heading.PARTY])
            found = self._parties.get(fold(text), frozenset())
            if len(found) != 1:
                raise PartyNotNamed(party=text[:60], found=len(found))
            return next(iter(found))
        return None

    def _kind(self, number: int, row: Mapping[Heading, Value]) -> ContributionKind:
        """Cash, where nothing else is said."""
        with self._at(number, Heading.KIND):
            if Heading.KIND in row:
                text = text_in(row[Heading.KIND])
                if fold(text) not in self._kinds:
                    raise CellUnreadable(expected="kind", value=text[:60])
                return self._kinds[fold(text)]
        return ContributionKind.CASH

    def _amount(self, number: int, row: Mapping[Heading, Value]) -> Money | None:
        with self._at(number, Heading.AMOUNT):
            if Heading.AMOUNT not in row:
                raise CellMissing(heading=Heading.AMOUNT.value)
            return amount_in(row[Heading.AMOUNT])
        return None

    def _basis(self, number: int, row: Mapping[Heading, Value]) -> str | None:
        with self._at(number, Heading.BASIS):
            return fitting("prose", row[Heading.BASIS]) if Heading.BASIS in row else None
        return None

    def _name(self, number: int, row: Mapping[Heading, Value], of: str) -> str | None:
        if Heading.NAME not in row:
            return None
        with self._at(number, Heading.NAME):
            name = fitting("name", row[Heading.NAME])
            self._once(number, (of, name))
            return name
        return None

    def _named(
        self, party: UUID, kind: ContributionKind, action: str | None, year: int | None
    ) -> str:
        """As the convention names that promise so far; else by its row."""
        of = "share" if action is None or year is None else "contribution"
        name = self._known.get((party, kind, action, year))
        if name is None or (of, name) in self._rows:
            nth = len(self._rows)
            while (of, f"p{nth}") in self._rows or self._taken(f"p{nth}"):
                nth += 1
            name = f"p{nth}"
        self._rows[of, name] = 0
        return name

    def _taken(self, name: str) -> bool:
        return name in self._terms.contributions or name in self._terms.shares

    def _once(self, number: int, what: tuple[object, ...]) -> None:
        row = self._rows.setdefault(what, number)
        if row != number:
            raise RowRepeated(row=row)

    def _planned(self, name: str, told: _Told) -> Placed[Action] | None:
        known = self._terms.actions.get(name)
        label = told.texts.get(Heading.LABEL_FR) or (known.label_fr if known else None)
        territory = told.texts.get(Heading.TERRITORY) or (known.territory if known else None)
        for heading, text in ((Heading.LABEL_FR, label), (Heading.TERRITORY, territory)):
            if text is None:
                self._fault(CellMissing(heading=heading.value), told.row, heading)
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

    @contextmanager
    def _at(self, number: int, heading: Heading) -> Iterator[None]:
        """Notes what is raised as a fault of that cell, and goes on."""
        try:
            yield
        except Invalid as fault:
            self._fault(fault, number, heading)

    def _fault(self, fault: Invalid, number: int, heading: Heading) -> None:
        place: dict[str, str | int] = {"row": number, "field": heading.value}
        if heading in self._columns:
            place["index"] = self._columns[heading]
        self.faults.append(fault.found_at(**place))


def _parties(terms: Terms) -> Mapping[str, frozenset[UUID]]:
    """Who is called so: by either name, or by the identifier."""
    found: dict[str, frozenset[UUID]] = {}
    for key, party in terms.parties.items():
        for name in (party.name_fr, party.name_ar, str(key)):
            if name:
                found[fold(name)] = found.get(fold(name), frozenset()) | {key}
    return found


def _known(terms: Terms) -> Mapping[tuple[object, ...], str]:
    return {
        (each.organisation_id, each.kind, each.action, each.year): each.name
        for each in terms.promises()
    }
