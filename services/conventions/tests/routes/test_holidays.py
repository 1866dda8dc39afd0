"""Days off over HTTP: read by everybody, corrected by the office."""

from uuid import uuid4

from ..conftest import Running
from .clients import Json, bearer

OFFICE = bearer("office", "office", org=uuid4())
BODY: Json = {
    "day": "2026-08-25",
    "off": False,
    "name_fr": "Anniversaire du Prophète",
    "name_ar": "عيد المولد النبوي",
    "act": "Communiqué du 14 août 2026",
}


async def holidays(running: Running, year: int = 2026) -> dict[str, Json]:
    answer = await running.http.get(f"/v1/holidays/{year}", headers=bearer("a", org=uuid4()))
    assert answer.status_code == 200
    return {each["day"]: each for each in answer.json()["items"]}


async def test_the_office_corrects_a_day_and_everybody_reads_it(running: Running) -> None:
    known = (await holidays(running))[BODY["day"]]
    assert (known["off"], known["estimated"], known["act"]) == (True, True, None)
    answer = await running.http.post("/v1/holidays", json=BODY, headers=OFFICE)
    assert answer.status_code == 200, answer.text
    known = (await holidays(running))[BODY["day"]]
    assert (known["off"], known["estimated"], known["act"]) == (False, False, BODY["act"])
    assert known["name_ar"] == BODY["name_ar"]


async def test_nobody_else_does_and_no_week_end_is_corrected(running: Running) -> None:
    partner = bearer("head", "partner", org=uuid4())
    answer = await running.http.post("/v1/holidays", json=BODY, headers=partner)
    assert (answer.status_code, answer.json()["code"]) == (403, "capacity-refused")
    assert "corriger un jour férié" in answer.json()["detail"]
    for day, code in (("2026-08-23", "holiday-on-weekend"), ("2099-01-01", "holiday-out-of-reach")):
        answer = await running.http.post("/v1/holidays", json=BODY | {"day": day}, headers=OFFICE)
        assert answer.json()["code"] == code
