"""What a sheet and its cells must be."""

from mithaq.errors import Invalid


class SheetUnreadable(Invalid):
    """A plan is handed in as an XLSX workbook or as CSV in UTF-8."""

    code = "sheet-unreadable"


class SheetTooLarge(Invalid):
    """A sheet has a bounded number of rows and columns, and unpacks to a bounded size."""

    code = "sheet-too-large"


class SheetEmpty(Invalid):
    """A sheet has a row of headings, and rows below it."""

    code = "sheet-empty"


class HeadingUnknown(Invalid):
    """Each column has a heading that is known, once."""

    code = "heading-unknown"


class HeadingMissing(Invalid):
    """A plan names actions, years, costs, parties, kinds and amounts."""

    code = "heading-missing"


class CellFormula(Invalid):
    """A cell says its value, it does not compute it."""

    code = "cell-formula"


class CellsMerged(Invalid):
    """Each cell stands for itself."""

    code = "cells-merged"


class RowHidden(Invalid):
    """Who hands in a sheet sees all of it."""

    code = "row-hidden"


class CellMissing(Invalid):
    """A row is complete: a promise has a party, a kind and an amount, a cost has an action."""

    code = "cell-missing"


class CellUnreadable(Invalid):
    """A cell has a value of its column's kind."""

    code = "cell-unreadable"


class PartyNotNamed(Invalid):
    """A party is named as the convention names it, or by its identifier."""

    code = "party-not-named"


class RowRepeated(Invalid):
    """No row says again, or otherwise, what another row said."""

    code = "row-repeated"
