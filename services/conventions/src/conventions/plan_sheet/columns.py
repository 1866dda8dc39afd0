"""The columns of a plan, by the headings that each language gives them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mithaq.errors import Invalid
from mithaq.folding import fold
from mithaq.words import Language, Texts

from conventions.domain.core.vocabulary import ContributionKind
from conventions.plan_sheet.grid import Value, blank
from conventions.plan_sheet.rules import HeadingMissing, HeadingUnknown

LANGUAGES: tuple[Language, ...] = ("fr", "ar", "en")


class Heading(StrEnum):
    """In the order of the sheet that is handed out."""

    ACTION = "action"
    LABEL_FR = "label-fr"
    LABEL_AR = "label-ar"
    TERRITORY = "territory"
    YEAR = "year"
    COST = "cost"
    PARTY = "party"
    KIND = "kind"
    AMOUNT = "amount"
    NAME = "name"
    BASIS = "basis"


NEEDED = (Heading.ACTION, Heading.YEAR, Heading.COST, Heading.PARTY, Heading.AMOUNT)


@dataclass(frozen=True, slots=True)
class Headings:
    """How headings and kinds of contribution are called, in every language at once."""

    texts: Texts

    def of(self, language: Language) -> Sequence[str]:
        return [self.texts.term("plan-column", each, language) for each in Heading]

    def kinds(self) -> Mapping[str, ContributionKind]:
        named = self._named("contribution-kind", ContributionKind)
        return {fold(name): ContributionKind(kind) for kind, name in named}

    def found(self, cells: Sequence[Value]) -> tuple[Mapping[Heading, int], Sequence[Invalid]]:
        """Which column has which heading, and what is wrong with them."""
        known = {fold(name): Heading(each) for each, name in self._named("plan-column", Heading)}
        columns: dict[Heading, int] = {}
        faults: list[Invalid] = []
        for nth, cell in enumerate(cells):
            if blank(cell):
                continue
            heading = known.get(fold(str(cell).strip()))
            if heading is None or heading in columns:
                faults.append(HeadingUnknown(heading=str(cell)[:60]).found_at(row=1, index=nth))
            else:
                columns[heading] = nth
        missing = tuple(each.value for each in NEEDED if each not in columns)
        if missing:
            faults.append(HeadingMissing(headings=missing))
        return columns, faults

    def _named(self, kind: str, codes: Iterable[StrEnum]) -> list[tuple[StrEnum, str]]:
        """Each code by itself, and by its name in each language."""
        named = [
            (code, self.texts.term(kind, code.value, language))
            for code in codes
            for language in LANGUAGES
        ]
        return [*((code, code.value) for code, _ in named), *named]
