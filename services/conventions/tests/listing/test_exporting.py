"""What a spreadsheet gets: the same rows, numbers as numbers, and nothing that it would run."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from conventions.read_models.listing import Alert, every
from conventions.routes.exporting import COLUMNS, Delimited, Naming, Workbook, written
from conventions.routes.exporting import workbook as workbooks
from conventions.routes.exporting.delimited import defused
from mithaq.http import AnswerTooLarge
from mithaq.money import Total
from mithaq.words import texts_of

from ..conftest import Running
from .register import TODAY, Entry, Tranche, fill
from .sheets import read
from .test_listing import asked

FR, AR, EN = (Naming(texts_of("conventions"), language) for language in ("fr", "ar", "en"))
HOSTILE = ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(1)", "＝1", " =1", "%0", "|x", "'=1", '="a;b"']


async def exported(running: Running, sheet: Any, naming: Naming, *register: Entry) -> bytes:
    async with running.kernel.engine.connect() as connection:
        await fill(connection, register)
        with await written(sheet, naming, every(connection, asked(sort="created"))) as file:
            file.seek(0)
            content = file.read()
        await connection.rollback()
    return content


def lines(content: bytes, delimiter: str = ";") -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter)
    assert len(head) == len(COLUMNS)
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


LATE = Entry(
    number=1,
    reference="FES-1",
    title_fr="Éclairage ; « public »\tA",
    title_ar="الإنارة",
    total=123_450,
    paid=5,
    signed_on=date(2026, 1, 31),
    tranches=[Tranche(days_late=10, amount=100, paid=40)],
)


async def test_csv_has_decimal_commas_days_and_words_of_the_language(running: Running) -> None:
    (row,) = lines(await exported(running, Delimited, FR, LATE))
    assert row["total"] == "1234,50"
    assert row["late"] == "0,60"
    assert row["late_since"] == "2026-06-05"
    assert row["title_fr"] == LATE.title_fr
    assert row["state"] == "brouillon"
    assert row["alerts"] == "versement en retard"
    assert row["signed_on"] == "2026-01-31"
    assert row["ends_on"] == ""
    (row,) = lines(await exported(running, Delimited, EN, LATE), ",")
    assert row["total"] == "1234.50"
    (row,) = lines(await exported(running, Delimited, AR, LATE))
    assert row["state"] == AR.term("state", "draft")
    assert row["region"] == "طنجة تطوان الحسيمة" or row["region"] != FR.place("01")


async def test_a_workbook_has_numbers_and_days_and_reads_in_its_direction(running: Running) -> None:
    book = read(await exported(running, Workbook, AR, LATE))
    assert book.right_to_left
    head, row = book.rows
    assert [text for _, text in head] == [AR.term("column", name) for name in COLUMNS]
    cells = dict(zip([name for name in COLUMNS if _filled(name)], row, strict=True))
    assert cells["total"] == ("n", "1234.5")
    assert cells["late"] == ("n", "0.6")
    assert cells["signed_on"] == ("n", "46053")  # days since 1899-12-30
    assert cells["title_ar"] == ("s", "الإنارة")
    assert not read(await exported(running, Workbook, FR, LATE)).right_to_left


def _filled(name: str) -> bool:
    return name not in {"programme_kind", "ends_on"}


@pytest.mark.parametrize("text", HOSTILE)
async def test_no_text_is_run(running: Running, text: str) -> None:
    entry = Entry(number=1, reference=text, title_fr=text, title_ar=text)
    (row,) = lines(await exported(running, Delimited, FR, entry))
    for name in ("reference", "title_fr", "title_ar"):
        assert row[name].lstrip()[0] not in "=+-@＝%|"
        assert row[name].removeprefix("'") == text.removeprefix("'")
    _, cells = read(await exported(running, Workbook, FR, entry)).rows
    assert ("s", text) in cells
    assert "f" not in {kind for kind, _ in cells}


def test_what_is_harmless_stays_as_it_is() -> None:
    assert [defused(each) for each in ("", "A=1", "Convention n° 3", "إنارة")] == [
        "",
        "A=1",
        "Convention n° 3",
        "إنارة",
    ]


async def test_an_amount_that_a_number_would_round_is_a_text(running: Running) -> None:
    entry = Entry(number=1, total=2**53 - 1, promised=2**80)
    _, cells = read(await exported(running, Workbook, FR, entry)).rows
    assert ("s", "90071992547409.91") in cells
    assert ("s", str(Total(2**80))) in cells


async def test_a_sheet_that_is_full_is_refused_and_not_cut(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "ROWS", 2)
    two = [Entry(number=1), Entry(number=2)]
    assert len(read(await exported(running, Workbook, FR, *two)).rows) == 3
    with pytest.raises(AnswerTooLarge):
        await exported(running, Workbook, FR, *two, Entry(number=3))
    assert len(lines(await exported(running, Delimited, FR, *two, Entry(number=3)))) == 3


def test_every_column_and_alert_has_words() -> None:
    for naming in (FR, AR, EN):
        assert all(naming.term("column", name) != name for name in COLUMNS)
        assert all(naming.term("alert", alert) != alert for alert in Alert)
    assert TODAY.year == 2026
