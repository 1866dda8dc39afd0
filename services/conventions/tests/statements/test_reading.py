"""A statement is read cell by cell; every fault is told where it stands."""

import json
from datetime import date
from typing import Any

import pytest
from conventions.domain.statements.rules import (
    LineOutsidePeriod,
    StatementCellMissing,
    StatementHeadingMissing,
)
from conventions.plan_sheet import Grid, csv_grid
from conventions.plan_sheet.rules import (
    CellUnreadable,
    HeadingUnknown,
    RowRepeated,
    SheetEmpty,
    SheetTooLarge,
    SheetUnreadable,
)
from conventions.statement_sheet import Period, json_grid, lines_in
from conventions.statement_sheet.reading import LINES
from mithaq.errors import MithaqError
from mithaq.words import texts_of

from ..proposal import mad

PERIOD = Period(date(2026, 1, 1), date(2026, 3, 31))
TEXTS = texts_of("conventions")
HEAD = "Numéro;Date;Référence;Montant;Libellé"
ROW = "1;02/03/2026;VIR 1;1 234,00;Tranche 1"


def read(*rows: str, head: str = HEAD) -> Any:
    return lines_in(csv_grid("\n".join((head, *rows)).encode()), PERIOD, TEXTS)


def faults(*rows: str, head: str = HEAD) -> list[tuple[type, dict[str, Any]]]:
    with pytest.raises(MithaqError) as caught:
        read(*rows, head=head)
    return [(type(each), dict(each.at)) for each in caught.value.findings]


def test_a_line_says_what_the_treasury_booked() -> None:
    (line,) = read(ROW)
    assert (line.number, line.on, line.reference) == ("1", date(2026, 3, 2), "VIR 1")
    assert (line.amount, line.label) == (mad(1234), "Tranche 1")
    (arabic,) = read("1;2026-03-02;VIR 1;١٢٣٤", head="الرقم;التاريخ;المرجع;المبلغ")
    assert (arabic.line, arabic.label) == (line.line, None)


def test_json_lines_are_the_same_statement() -> None:
    told = {"number": "1", "day": "2026-03-02", "reference": "vir-1", "amount": "1234.00"}
    body = f"\n{json.dumps(told)}\n".encode()
    (line,) = lines_in(json_grid(body), PERIOD, TEXTS)
    assert (line.line,) == tuple(each.line for each in read(ROW))
    (number,) = lines_in(json_grid(json.dumps({**told, "amount": 1234}).encode()), PERIOD, TEXTS)
    assert number.line == line.line


@pytest.mark.parametrize("body", [b"\xff", b"[1]", b"{", b"1", b"[" * 100_000])
def test_what_is_no_json_line_is_refused(body: bytes) -> None:
    with pytest.raises(SheetUnreadable):
        json_grid(body)


def test_json_faults_are_told_by_line_and_field() -> None:
    body = b'{"number": "1", "day": [], "reference": "V1", "amount": true, "iban": "x"}'
    with pytest.raises(MithaqError) as caught:
        lines_in(json_grid(body), PERIOD, TEXTS)
    told = {(type(each), each.at.get("field")) for each in caught.value.findings}
    assert told == {(HeadingUnknown, None), (CellUnreadable, "day"), (CellUnreadable, "amount")}
    with pytest.raises(SheetTooLarge):
        json_grid(b"\n" * 9_000)


def test_every_fault_of_every_cell_is_told() -> None:
    found = faults(
        ROW,
        ";32/03/2026;—;-5;",
        "2;01/04/2026;VIR 2;1,005;",
        ROW,
    )
    assert [(each, at["row"], at.get("field")) for each, at in found] == [
        (StatementCellMissing, 3, "number"),
        (CellUnreadable, 3, "day"),
        (CellUnreadable, 3, "reference"),
        (CellUnreadable, 3, "amount"),
        (LineOutsidePeriod, 4, "day"),
        (CellUnreadable, 4, "amount"),
        (RowRepeated, 5, None),
    ]


def test_columns_are_named_once() -> None:
    told = [each for each, _ in faults(ROW, head="Numéro;Date;Date;IBAN;Libellé")]
    assert told == [HeadingUnknown, HeadingUnknown, StatementHeadingMissing]


def test_a_statement_has_lines_and_not_too_many() -> None:
    with pytest.raises(SheetEmpty):
        read()
    rows = {n: ["1"] for n in range(LINES + 2)}
    with pytest.raises(SheetTooLarge):
        lines_in(Grid(sheet="x", rows=rows), PERIOD, TEXTS)
