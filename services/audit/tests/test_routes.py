"""What auditors, the office and partners read, and what partners do not."""

from typing import Any
from uuid import UUID

import pytest

from .conftest import Running, bearer
from .world import COMMUNE, MIDELT, MINISTRY, TANGER

AUDITOR = bearer("auditor-1", "auditor")
OFFICE = bearer("office-1", "office")
OF_COMMUNE = bearer("mayor", "partner", org=COMMUNE)
STRANGER = bearer("stranger", "partner", org=UUID(int=999))
ACCOUNTANT = bearer("accountant-1", "accountant")


async def read(running: Running, path: str, who: dict[str, str] = AUDITOR) -> Any:
    answer = await running.http.get(path, headers=who)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def code_of(running: Running, path: str, who: dict[str, str]) -> tuple[int, str]:
    answer = await running.http.get(path, headers=who)
    return answer.status_code, answer.json()["code"]


def amounts(told: Any) -> dict[str, str]:
    """The amounts that are not zero."""
    return {kind: each["amount"] for kind, each in told.items() if each["amount"] != "0.00"}


async def test_a_partner_s_commitments_across_conventions(told: Running) -> None:
    shown = await read(told, f"/v1/partners/{MINISTRY}/commitments")
    assert shown["organisation"]["name_fr"] == "Ministère"
    assert amounts(shown["totals"]) == {
        "pledged": "50.00",
        "promised": "600.00",
        "amended": "100.00",
        "paid": "300.00",
        "balance": "400.00",
    }
    references = {each["convention"]["reference"] for each in shown["contributions"]}
    assert references == {"MIDELT-2020", "TANGER-2019"}
    paid = [line for line in shown["lines"]["items"] if line["kind"] == "paid"]
    assert [(line["type"], line["act"], line["amount"]["amount"]) for line in paid] == [
        ("TranchePaid", "VIR-1", "300.00")
    ]


async def test_lines_add_up_to_totals_and_come_page_by_page(told: Running) -> None:
    path = f"/v1/partners/{MINISTRY}/commitments?limit=2"
    shown = await read(told, path)
    lines, after = shown["lines"]["items"], shown["lines"]["next"]
    while after:
        page = (await read(told, f"{path}&after={after}"))["lines"]
        lines, after = lines + page["items"], page["next"]
    assert len({(line["event_id"], line["nth"]) for line in lines}) == len(lines)
    sums: dict[str, float] = {}
    for line in lines:
        sums[line["kind"]] = sums.get(line["kind"], 0) + float(line["amount"]["amount"])
    for kind, total in sums.items():
        assert float(shown["totals"][kind]["amount"]) == total


@pytest.mark.parametrize(
    ("asked", "promised", "amended", "paid"),
    [
        ("as_of=2026-01-05", "0.00", "0.00", "0.00"),
        ("as_of=2026-01-11", "600.00", "0.00", "0.00"),
        ("as_of=2026-01-21", "600.00", "100.00", "0.00"),
        ("known_at=2026-01-21T13:00:00Z", "600.00", "100.00", "0.00"),
        ("known_at=2026-01-11T13:00:00%2B01:00&as_of=2026-12-31", "600.00", "0.00", "0.00"),
        ("as_of=2026-12-31", "600.00", "100.00", "300.00"),
    ],
)
async def test_commitments_as_of_a_day_and_as_known_at_an_instant(
    told: Running, asked: str, promised: str, amended: str, paid: str
) -> None:
    totals = (await read(told, f"/v1/partners/{MINISTRY}/commitments?{asked}"))["totals"]
    shown = tuple(totals[kind]["amount"] for kind in ("promised", "amended", "paid"))
    assert shown == (promised, amended, paid)


async def test_the_matrix_of_a_convention_adds_up(told: Running) -> None:
    shown = await read(told, f"/v1/conventions/{MIDELT}/commitments")
    assert shown["convention"]["reference"] == "MIDELT-2020"
    assert amounts(shown["totals"])["promised"] == "900.00"
    by_name = {
        each["organisation"]["name_fr"]: amounts(each["amounts"]) for each in shown["partners"]
    }
    assert by_name["Commune de Midelt"] == {"promised": "300.00", "balance": "300.00"}
    assert {(cell["action"], cell["year"]) for cell in shown["matrix"]} == {("A1", 2026)}


async def test_a_stream_is_told_event_by_event(told: Running) -> None:
    path = f"/v1/streams/convention-{MIDELT}/events"
    events = (await read(told, path))["items"]
    assert [each["version"] for each in events] == list(range(1, len(events) + 1))
    signed = next(each for each in events if each["type"] == "ConventionSigned")
    assert (signed["capacity"], signed["effective_date"]) == ("office", "2026-01-11")
    assert signed["payload"]["text_sha256"] == "ab" * 32
    earlier = (await read(told, f"{path}?as_of=2026-01-04"))["items"]
    assert [each["type"] for each in earlier][:2] == ["ConventionDrafted", "PartyInvited"]
    assert "ConventionSigned" not in {each["type"] for each in earlier}
    history = await read(told, f"/v1/conventions/{MIDELT}/history")
    assert history["items"] == events


async def test_a_partner_reads_what_is_its_own(told: Running) -> None:
    own = await read(told, "/v1/partners", OF_COMMUNE)
    assert [each["organisation"]["id"] for each in own["items"]] == [str(COMMUNE)]
    await read(told, f"/v1/partners/{COMMUNE}/commitments", OF_COMMUNE)
    await read(told, f"/v1/conventions/{MIDELT}/commitments", OF_COMMUNE)
    await read(told, f"/v1/conventions/{MIDELT}/history", OF_COMMUNE)
    await read(told, f"/v1/streams/convention-{MIDELT}/events", OF_COMMUNE)
    await read(told, f"/v1/streams/organisation-{COMMUNE}/events", OF_COMMUNE)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (f"/v1/partners/{MINISTRY}/commitments", "organisation-unknown"),
        (f"/v1/conventions/{TANGER}/commitments", "convention-unknown"),
        (f"/v1/conventions/{TANGER}/history", "convention-unknown"),
        (f"/v1/streams/convention-{TANGER}/events", "stream-unknown"),
        (f"/v1/streams/organisation-{MINISTRY}/events", "stream-unknown"),
        ("/v1/streams/programme-1/events", "stream-unknown"),
    ],
)
@pytest.mark.parametrize("who", [OF_COMMUNE, STRANGER, ACCOUNTANT])
async def test_what_is_another_s_is_not_there(
    told: Running, path: str, code: str, who: dict[str, str]
) -> None:
    assert await code_of(told, path, who) == (404, code)


async def test_whole_logs_are_for_auditors_and_the_office(told: Running) -> None:
    for path in ("/v1/logs", "/v1/logs/conventions/verification"):
        assert await code_of(told, path, OF_COMMUNE) == (403, "auditors-only")
        await read(told, path, OFFICE)
    assert await code_of(told, "/v1/logs/other/verification", AUDITOR) == (404, "log-unknown")
    nobody = (await read(told, "/v1/partners", ACCOUNTANT))["items"]
    assert nobody == []


async def test_an_instant_without_its_offset_is_refused(told: Running) -> None:
    path = f"/v1/partners/{MINISTRY}/commitments?known_at=2026-01-21T13:00:00"
    assert await code_of(told, path, AUDITOR) == (422, "parameters-invalid")
