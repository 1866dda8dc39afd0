"""The plan as a sheet over HTTP: handed out, filled in, handed in; refused cell by cell."""

import csv
import io
from typing import Any

from httpx import Response

from ..conftest import Running
from ..plan_sheet.test_reading import as_csv, as_xlsx
from .clients import Convention, bearer, mad

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def hand_in(
    made: Convention, body: bytes, kind: str = "text/csv; charset=utf-8", **more: Any
) -> Response:
    headers = {**made.of(made.region), "If-Match": f'"{made.version}"', "Content-Type": kind}
    url = f"/v1/conventions/{made.id}/plan/imports"
    return await made.running.http.post(url, content=body, headers=headers, **more)


async def sheet_of(made: Convention, query: str, language: str = "fr") -> Response:
    headers = {**made.of(made.region), "Accept-Language": language}
    url = f"/v1/conventions/{made.id}/plan/sheet{query}"
    return await made.running.http.get(url, headers=headers)


async def test_a_sheet_handed_out_is_taken_back_as_it_is(running: Running) -> None:
    made = await Convention(running).drafted()
    for query, kind in (("?format=csv", "text/csv"), ("?format=xlsx", XLSX), ("", XLSX)):
        for language in ("fr", "ar", "en"):
            sheet = await sheet_of(made, query, language)
            assert sheet.status_code == 200, sheet.text
            answer = await hand_in(made, sheet.content, kind)
            assert answer.status_code == 200, answer.text
            assert answer.json()["version"] == made.version


async def test_a_plan_is_replaced_or_tried(running: Running) -> None:
    made = await Convention(running).drafted()
    rows = (
        ("road", "Voirie", None, "01.511.01.0", 2026, "600,00"),
        ("road", None, None, None, 2026, None, str(made.region), None, 250),
        (None, None, None, None, None, None, str(made.commune), "land", "٣٥٠"),
    )
    tried = await hand_in(made, as_csv(*rows), params={"dry_run": "true"})
    assert tried.status_code == 200, tried.text
    changes = {each["figure"]: (each["before"], each["after"]) for each in tried.json()["changes"]}
    assert changes["promised"] == (mad(1000), mad(600))
    assert changes["actions.road.cost"] == (None, mad(600))
    assert (await made.read(made.of(made.region), "/plan"))["promised"] == mad(1000)
    answer = await hand_in(made, as_xlsx(*rows), XLSX)
    assert answer.status_code == 200, answer.text
    told = await made.read(made.of(made.region), "/plan")
    assert [each["action"] for each in told["actions"]["items"]] == ["road"]
    assert (told["unallocated"], told["shares"][0]["kind"]) == (mad(350), "land")


async def test_a_sheet_is_refused_cell_by_cell_in_the_caller_s_language(running: Running) -> None:
    made = await Convention(running).drafted()
    rows = (
        ("road", "Voirie", None, "01.511.01.0", 2026, "beaucoup"),
        ("road", None, None, None, 2026, None, "Inconnue", None, 5),
    )
    refused = await hand_in(made, as_xlsx(*rows), XLSX)
    assert refused.status_code == 422
    told = refused.json()
    assert [(each["code"], each["at"]) for each in told["errors"]] == [
        ("cell-unreadable", {"sheet": "Plan", "row": 2, "field": "cost", "column": "F"}),
        ("party-not-named", {"sheet": "Plan", "row": 3, "field": "party", "column": "G"}),
    ]
    assert "beaucoup" in told["errors"][0]["detail"]
    late = (
        ("road", "Voirie", None, "01.511.01.0", 2026, 10),
        ("road", None, None, None, 2040, None, str(made.region), None, 5),
    )
    refused = await hand_in(made, as_csv(*late))
    assert refused.json()["code"] == "year-outside-period"
    assert refused.json()["errors"][0]["at"] == {
        "sheet": "CSV",
        "row": 3,
        "field": "year",
        "column": "E",
    }
    assert (await made.read(made.of(made.region), "/version"))["version"] == made.version


async def test_nothing_but_a_sheet_is_taken(running: Running) -> None:
    made = await Convention(running).drafted()
    for body, kind in ((b"{}", "application/json"), (b"PK", XLSX), (b"\xff", "text/csv")):
        refused = await hand_in(made, body, kind)
        assert (refused.status_code, refused.json()["code"]) == (422, "sheet-unreadable")
    assert (await hand_in(made, b"a" * 1_000_001)).status_code == 413
    stranger = bearer("x", "partner", org=made.interior)
    headers = {**stranger, "If-Match": '"1"', "Content-Type": "text/csv"}
    url = f"/v1/conventions/{made.id}/plan/imports"
    assert (await running.http.post(url, content=b"a", headers=headers)).status_code == 404


async def test_what_a_spreadsheet_would_compute_is_defused_in_what_is_handed_out(
    running: Running,
) -> None:
    made = await Convention(running).drafted()
    evil = {"label_fr": "=HYPERLINK(1)", "territory": "01.511.01.0", "basis": "+1"}
    await made.do(made.of(made.region), "/actions/evil", evil, "PUT")
    sheet = await sheet_of(made, "?format=csv")
    rows = list(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig")), delimiter=";"))
    [row] = [each for each in rows if each[0] == "evil"]
    assert (row[1], row[10]) == ("'=HYPERLINK(1)", "'+1")
    answer = await hand_in(made, sheet.content)
    assert (answer.status_code, answer.json()["version"]) == (200, made.version)
