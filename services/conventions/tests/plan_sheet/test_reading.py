"""A sheet read into a plan: all of it, or every fault by its cell."""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from time import process_time
from typing import Any

import pytest
import xlsxwriter
from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import ContributionKind
from conventions.plan_sheet import Grid, Headings, PlanSheet, csv_grid, plan_in, xlsx_grid
from conventions.plan_sheet.grid import COLUMNS
from conventions.plan_sheet.rules import SheetEmpty, SheetTooLarge, SheetUnreadable
from mithaq.errors import Invalid
from mithaq.words import texts_of

from ..people import COMMUNE, REGION
from ..proposal import mad
from ..story import drafted, state_of

HEADINGS = Headings(texts_of("conventions"))
FRENCH = HEADINGS.of("fr")
Row = Sequence[object]
Fault = tuple[str, object, object]


def terms() -> Terms:
    return state_of(drafted()).terms


def read(grid: Grid) -> PlanSheet:
    return plan_in(grid, HEADINGS, terms())


def as_csv(*rows: Row, head: Sequence[str] = FRENCH, by: str = ";") -> bytes:
    lines = [by.join(str("" if cell is None else cell) for cell in row) for row in (head, *rows)]
    return "\r\n".join(lines).encode()


def as_xlsx(*rows: Row, shape: Callable[[Any, Any], None] | None = None) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("Plan")
    for number, row in enumerate((FRENCH, *rows)):
        for column, cell in enumerate(row):
            if cell is not None:
                sheet.write(number, column, cell)
    if shape is not None:
        shape(book, sheet)
    book.close()
    return file.getvalue()


def faults(read_it: Callable[[], object]) -> list[Fault]:
    with pytest.raises(Invalid) as caught:
        read_it()
    return [
        (each.code, each.at.get("row"), each.at.get("field", each.at.get("index")))
        for each in caught.value.findings
    ]


ROAD = ("road", "Voirie", None, "01.511.01.0", 2026, "1 000,50")
OF_REGION = ("road", None, None, None, 2026, None, "Région a1", "En numéraire", "900,50")
OF_COMMUNE = ("road", None, None, None, 2026, None, str(COMMUNE), "land", 100)
OPEN = (None, None, None, None, None, None, "Région a1", None, "٥٠", "reste")


@pytest.mark.parametrize("of", [csv_grid, xlsx_grid])
def test_a_sheet_is_a_plan(of: Callable[[bytes], Grid]) -> None:
    rows = (ROAD, OF_REGION, OF_COMMUNE, OPEN)
    told = read(of(as_csv(*rows) if of is csv_grid else as_xlsx(*rows)))
    [road] = told.actions
    assert (road.row, road.value.label_fr, str(road.value.cost)) == (2, "Voirie", "1000.50")
    first, second = (each.value for each in told.contributions)
    assert (first.organisation_id, str(first.amount), first.kind) == (
        REGION,
        "900.50",
        ContributionKind.CASH,
    )
    assert (second.organisation_id, second.kind) == (COMMUNE, ContributionKind.LAND)
    [share] = (each.value for each in told.shares)
    assert (share.share, share.amount, share.action, share.year) == ("reste", mad(50), None, None)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("by", [";", ",", "\t"])
def test_headings_of_each_language_and_each_separator(language: str, by: str) -> None:
    head = [each.replace(",", "") for each in HEADINGS.of(language)]
    row = ("road", "Voirie", "", "01.511.01.0", "", "1000")
    assert read(csv_grid(b"\xef\xbb\xbf" + as_csv(row, head=head, by=by))).actions[0].row == 2


def test_what_is_left_out_of_an_action_there_is_stays_and_names_are_kept() -> None:
    rows = (
        ("works", None, None, None, 2026, 700),
        ("works", None, None, None, 2027, 300),
        ("works", None, None, None, 2026, None, str(REGION), "cash", 1000),
    )
    told = read(csv_grid(as_csv(*rows)))
    assert told.actions[0].value == terms().actions["works"]
    assert told.contributions[0].value.contribution == "region-26"


def test_every_fault_is_told_by_its_cell_and_none_hides_another() -> None:
    rows = (
        ("road", "Voirie", None, "99", 2026, "beaucoup"),
        ("ro ad", "x"),
        ("road", "Autre", None, None, 1800),
        ("road", None, None, None, 2026, None, "Inconnue", "troc", "1.234"),
        (None, None, None, None, 2026),
        ("road", None, None, None, 2027, None, None, None, 5),
        ("bare",),
    )
    assert faults(lambda: read(csv_grid(as_csv(*rows)))) == [
        ("territory-unknown", 2, "territory"),
        ("cell-unreadable", 2, "cost"),
        ("cell-unreadable", 3, "action"),
        ("row-repeated", 4, "label-fr"),
        ("cell-unreadable", 4, "year"),
        ("party-not-named", 5, "party"),
        ("cell-unreadable", 5, "kind"),
        ("cell-unreadable", 5, "amount"),
        ("cell-missing", 6, "cost"),
        ("cell-missing", 7, "party"),
        ("cell-missing", 2, "territory"),
        ("cell-missing", 8, "label-fr"),
        ("cell-missing", 8, "territory"),
    ]


def test_a_row_said_twice_is_told() -> None:
    rows = (ROAD, ROAD, OF_REGION, OF_REGION, (*OF_COMMUNE, "c"), (*OF_COMMUNE, "c"))
    assert faults(lambda: read(csv_grid(as_csv(*rows)))) == [
        ("row-repeated", 3, "cost"),
        ("row-repeated", 5, "party"),
        ("row-repeated", 7, "name"),
    ]
    twice = (ROAD, (*OF_COMMUNE, "c"), (*OF_COMMUNE, "d"))
    assert len(read(csv_grid(as_csv(*twice))).contributions) == 2


def test_two_parties_of_one_name_are_named_by_their_identifiers() -> None:
    known = terms()
    alike = replace(known.parties[COMMUNE], name_fr=known.parties[REGION].name_fr)
    both = replace(known, parties={**known.parties, COMMUNE: alike})
    grid = csv_grid(as_csv(ROAD, OF_REGION))
    assert faults(lambda: plan_in(grid, HEADINGS, both)) == [("party-not-named", 3, "party")]


def test_headings_are_known_and_none_is_missing() -> None:
    head = ["Action", "Action", "Prix", *FRENCH[4:6]]
    assert faults(lambda: read(csv_grid(as_csv(ROAD, head=head)))) == [
        ("heading-unknown", 1, 1),
        ("heading-unknown", 1, 2),
        ("heading-missing", None, None),
    ]
    with pytest.raises(SheetEmpty):
        read(csv_grid(as_csv()))


def test_what_a_reader_of_values_would_not_see_is_told() -> None:
    def shape(book: Any, sheet: Any) -> None:
        sheet.write_formula(1, 5, "=1000+0.5", None, 1000.5)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.merge_range("A4:B4", "road")
        book.add_worksheet("Autre").write(0, 0, "=1")

    told = faults(lambda: read(xlsx_grid(as_xlsx(ROAD, OF_REGION, shape=shape))))
    assert told[:3] == [("cell-formula", 2, 5), ("row-hidden", 3, None), ("cells-merged", 4, 0)]
    assert faults(lambda: read(csv_grid(as_csv((*ROAD[:5], "=A1")))))[0] == ("cell-formula", 2, 5)


def test_a_hidden_sheet_is_not_the_plan() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    hidden, shown = book.add_worksheet("Caché"), book.add_worksheet("Plan")
    shown.activate()
    shown.set_first_sheet()
    hidden.hide()
    for column, heading in enumerate(FRENCH):
        shown.write(0, column, heading)
    for column, cell in enumerate(ROAD):
        shown.write(1, column, cell)
    book.close()
    assert xlsx_grid(file.getvalue()).sheet == "Plan"


def test_a_text_kept_from_being_computed_reads_as_it_was() -> None:
    row = ("road", "'=Voirie", "", "01.511.01.0", "", "5")
    assert read(csv_grid(as_csv(row))).actions[0].value.label_fr == "=Voirie"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"PK\x03\x04",
        b"\x00" * 100,
        as_xlsx(ROAD)[:-40],
        as_xlsx(ROAD).replace(b"xl/w", b"xl/v"),
    ],
)
def test_what_is_no_workbook_is_refused(body: bytes) -> None:
    with pytest.raises(SheetUnreadable):
        xlsx_grid(body)


def test_latin_1_and_binary_are_no_csv() -> None:
    for body in ("Année".encode("latin-1"), as_xlsx(ROAD), b"a;\0"):
        with pytest.raises(SheetUnreadable):
            csv_grid(body)


def _rezipped(change: Callable[[str, bytes], bytes]) -> bytes:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_xlsx(ROAD))) as archive,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in archive.namelist():
            out.writestr(name, change(name, archive.read(name)))
    return file.getvalue()


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = _rezipped(lambda name, part: part + b" " * 200_000_000 if "styles" in name else part)
    assert len(bomb) < 300_000
    before = process_time()
    with pytest.raises(SheetTooLarge):
        xlsx_grid(bomb)
    assert process_time() - before < 0.5


def test_a_far_cell_allocates_nothing() -> None:
    far = _rezipped(lambda name, part: part.replace(b'r="F2"', b'r="XFD1048576"'))
    with pytest.raises(SheetTooLarge):
        xlsx_grid(far)
    with pytest.raises(SheetTooLarge):
        csv_grid(as_csv(["x"] * (COLUMNS + 1)))
    with pytest.raises(SheetTooLarge):
        csv_grid(b"a;b\n" * 9_000)


def test_entities_are_not_expanded() -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'
    with pytest.raises(SheetUnreadable):
        xlsx_grid(_rezipped(lambda name, part: evil + part if "sheet1" in name else part))


def test_three_thousand_rows_are_read_at_once() -> None:
    rows = [
        (f"a{nth}", f"Action {nth}", None, "01.511.01.0", 2026, 100, str(REGION), "cash", 100)
        for nth in range(1500)
    ] + [(f"a{nth}", None, None, None, 2027, 50, str(COMMUNE), "cash", 50) for nth in range(1500)]
    body = as_xlsx(*rows)
    assert len(body) < 1_000_000
    before = process_time()
    told = read(xlsx_grid(body))
    assert process_time() - before < 2
    assert (len(told.actions), len(told.contributions)) == (1500, 3000)
