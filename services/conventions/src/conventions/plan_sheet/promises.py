"""The promises of a sheet: contributions, and shares whose action or year is not known."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from mithaq.folding import fold
from mithaq.money import Money

from conventions.domain.core.terms import Contribution, Share, Terms
from conventions.domain.core.vocabulary import ContributionKind
from conventions.domain.drafting.commands import Placed
from conventions.plan_sheet.cells import amount_in, fitting, text_in
from conventions.plan_sheet.columns import Heading
from conventions.plan_sheet.notes import Notes, Row
from conventions.plan_sheet.rules import CellMissing, CellUnreadable, PartyNotNamed


@dataclass(frozen=True, slots=True)
class _Aim:
    """What a promise is for, as far as the row says."""

    action: str | None
    year: int | None

    @property
    def of(self) -> str:
        return "share" if self.action is None or self.year is None else "contribution"


class Promises:
    """Read row by row; a row with a fault adds none."""

    def __init__(self, notes: Notes, kinds: Mapping[str, ContributionKind], terms: Terms) -> None:
        self.contributions: list[Placed[Contribution]] = []
        self.shares: list[Placed[Share]] = []
        self._notes, self._kinds, self._terms = notes, kinds, terms
        self._parties = _parties(terms)
        self._known = _known(terms)

    def read(self, row: Row, action: str | None, year: int | None) -> None:
        aim = _Aim(action, year)
        before = len(self._notes.faults)
        party = self._party(row)
        kind = self._kind(row)
        amount = self._amount(row)
        basis = self._basis(row)
        name = self._name(row, aim)
        if len(self._notes.faults) > before or party is None or amount is None:
            return
        with self._notes.at(row.number, Heading.PARTY):
            if name is None:
                self._notes.once(row.number, ("promise", party, kind, action, year))
            named = name or self._named(party, kind, aim)
            share = Share(
                share=named,
                organisation_id=party,
                kind=kind,
                amount=amount,
                action=action,
                year=year,
                basis=basis,
            )
            self._add(row.number, share)

    def _add(self, number: int, share: Share) -> None:
        if share.action is None or share.year is None:
            self.shares.append(Placed(number, share))
            return
        contribution = Contribution(
            contribution=share.share,
            organisation_id=share.organisation_id,
            action=share.action,
            year=share.year,
            kind=share.kind,
            amount=share.amount,
            basis=share.basis,
        )
        self.contributions.append(Placed(number, contribution))

    def _party(self, row: Row) -> UUID | None:
        with self._notes.at(row.number, Heading.PARTY):
            if Heading.PARTY not in row.cells:
                raise CellMissing(heading=Heading.PARTY.value)
            text = text_in(row.cells[Heading.PARTY])
            found = self._parties.get(fold(text), frozenset())
            if len(found) != 1:
                raise PartyNotNamed(party=text[:60], found=len(found))
            return next(iter(found))
        return None

    def _kind(self, row: Row) -> ContributionKind:
        """Cash, where nothing else is said."""
        with self._notes.at(row.number, Heading.KIND):
            if Heading.KIND in row.cells:
                text = text_in(row.cells[Heading.KIND])
                if fold(text) not in self._kinds:
                    raise CellUnreadable(expected="kind", value=text[:60])
                return self._kinds[fold(text)]
        return ContributionKind.CASH

    def _amount(self, row: Row) -> Money | None:
        with self._notes.at(row.number, Heading.AMOUNT):
            if Heading.AMOUNT not in row.cells:
                raise CellMissing(heading=Heading.AMOUNT.value)
            return amount_in(row.cells[Heading.AMOUNT])
        return None

    def _basis(self, row: Row) -> str | None:
        with self._notes.at(row.number, Heading.BASIS):
            return (
                fitting("prose", row.cells[Heading.BASIS]) if Heading.BASIS in row.cells else None
            )
        return None

    def _name(self, row: Row, aim: _Aim) -> str | None:
        if Heading.NAME not in row.cells:
            return None
        with self._notes.at(row.number, Heading.NAME):
            name = fitting("name", row.cells[Heading.NAME])
            self._notes.once(row.number, (aim.of, name))
            return name
        return None

    def _named(self, party: UUID, kind: ContributionKind, aim: _Aim) -> str:
        """As the convention names that promise so far; else by its row."""
        said = self._notes.said
        name = self._known.get((party, kind, aim.action, aim.year))
        if name is None or (aim.of, name) in said:
            nth = len(said)
            while (aim.of, f"p{nth}") in said or self._taken(f"p{nth}"):
                nth += 1
            name = f"p{nth}"
        said[aim.of, name] = 0
        return name

    def _taken(self, name: str) -> bool:
        return name in self._terms.contributions or name in self._terms.shares


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
