"""The API's guarantees to its clients, on the running stack."""

import asyncio
from typing import Any

import asyncpg
import httpx
import pytest

from tests.callers import TANGER, Callers, Party, mad

Json = dict[str, Any]


@pytest.fixture
async def lead(callers: Callers) -> Party:
    return await callers.party()


@pytest.fixture
async def funder(callers: Callers) -> Party:
    return await callers.party()


async def events(callers: Callers) -> int:
    """How many events conventions has stored, whether or not the sequencer has seen them."""
    address = callers.addresses["postgres"].replace("+asyncpg", "")
    connection = await asyncpg.connect(address, database="conventions")
    try:
        return int(await connection.fetchval("SELECT count(*) FROM event"))
    finally:
        await connection.close()


def problem(answer: httpx.Response, status: int, code: str) -> Json:
    """Assert that the response is this problem, complete; returns its body."""
    told: Json = answer.json()
    assert (answer.status_code, told["code"]) == (status, code), answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert told["title"]
    assert told["way_out"]
    return told


async def test_of_two_commands_on_one_version_one_wins(
    callers: Callers, lead: Party, funder: Party
) -> None:
    made = await callers.draft(lead, funder)
    office, path = await callers.office(), f"conventions/{made['id']}/submission"
    both = [callers.send(office, path, {}, made["version"]) for _ in range(2)]
    won, lost = sorted(await asyncio.gather(*both), key=lambda answer: answer.status_code)
    assert won.is_success, won.text
    problem(lost, 412, "version-conflict")
    assert lost.headers["etag"] == won.headers["etag"]


async def test_a_command_says_which_version_it_saw(
    callers: Callers, lead: Party, funder: Party
) -> None:
    made = await callers.draft(lead, funder)
    path = f"conventions/{made['id']}/submission"
    problem(await callers.send(await callers.office(), path, {}), 428, "precondition-required")


async def test_the_same_key_answers_the_first_result_and_another_body_is_refused(
    callers: Callers, lead: Party, funder: Party
) -> None:
    made = await callers.draft(lead, funder)
    office, path = await callers.office(), f"conventions/{made['id']}/withdrawal"
    key = {"Idempotency-Key": f"once-{made['id']}"}
    first = await callers.send(office, path, {"reason": "essai"}, made["version"], **key)
    again = await callers.send(office, path, {"reason": "essai"}, made["version"], **key)
    assert first.is_success, first.text
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert again.headers["etag"] == first.headers["etag"]
    other = await callers.send(office, path, {"reason": "autre"}, made["version"], **key)
    problem(other, 422, "idempotency-key-reused")


async def test_two_at_once_with_one_key_are_one_command(
    callers: Callers, lead: Party, funder: Party
) -> None:
    made = await callers.draft(lead, funder)
    office, path = await callers.office(), f"conventions/{made['id']}/submission"
    key = {"Idempotency-Key": f"twice-{made['id']}"}
    both = [callers.send(office, path, {}, made["version"], **key) for _ in range(4)]
    answers = await asyncio.gather(*both)
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1


def contribution(**changed: Any) -> Json:
    return {"action": "works", "year": 2024, "kind": "cash", "amount": mad("1.00"), **changed}


async def put(callers: Callers, made: Json, part: str, body: Json) -> httpx.Response:
    headers = {**await callers.office(), "If-Match": f'"{made["version"]}"'}
    where = callers.at("conventions", f"conventions/{made['id']}/{part}")
    return await callers.http.put(where, json=body, headers=headers)


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"amount": mad("-1.00")}, 422, "amount-not-positive"),
        ({"amount": mad("1.001")}, 422, "body-invalid"),
        ({"amount": {"amount": 1.5, "currency": "MAD"}}, 422, "body-invalid"),
        ({"amount": mad("1.00") | {"currency": "EUR"}}, 422, "body-invalid"),
        ({"unknown": 1}, 422, "body-invalid"),
        ({"year": 1999}, 422, "year-outside-period"),
    ],
)
async def test_a_bad_contribution_is_refused_and_nothing_is_written(
    callers: Callers,
    lead: Party,
    funder: Party,
    changed: Json,
    status: int,
    code: str,
) -> None:
    made = await callers.draft(lead, funder)
    before = await events(callers)
    body = contribution(organisation_id=funder.id, **changed)
    answer = await put(callers, made, "contributions/more", body)
    problem(answer, status, code)
    assert await events(callers) == before


async def test_an_unknown_territory_is_refused(
    callers: Callers, lead: Party, funder: Party
) -> None:
    made = await callers.draft(lead, funder)
    before = await events(callers)
    body = {
        "label_fr": "Ailleurs",
        "territory": "99.999.99.9",
        "cost": mad("1.00"),
        "years": [{"year": 2024, "cost": mad("1.00")}],
    }
    problem(await put(callers, made, "actions/elsewhere", body), 422, "territory-unknown")
    assert await events(callers) == before


async def test_contributions_that_do_not_sum_cannot_be_agreed_on(
    callers: Callers, lead: Party, funder: Party
) -> None:
    made = await callers.draft(lead, funder, short_by=1)
    version, here = await negotiated(callers, made, lead, funder)
    before = await events(callers)
    refused = await callers.send(await callers.office(), f"{here}/text", {}, version)
    told = problem(refused, 409, "totals-differ")
    assert told["values"]["contributions"] == "99.00"
    assert await events(callers) == before


async def test_malformed_json_is_refused(callers: Callers, lead: Party, funder: Party) -> None:
    made = await callers.draft(lead, funder)
    headers = {
        **await callers.office(),
        "If-Match": f'"{made["version"]}"',
        "Content-Type": "application/json",
    }
    where = callers.at("conventions", f"conventions/{made['id']}/withdrawal")
    answer = await callers.http.post(where, content=b'{"reason": ', headers=headers)
    problem(answer, 400, "json-malformed")


async def test_ten_megabytes_are_refused(callers: Callers) -> None:
    before = await events(callers)
    headers = {**await callers.office(), "Content-Type": "application/json"}
    body = b'{"reference": "' + b"x" * 10_000_000 + b'"}'
    where = callers.at("conventions", "conventions")
    problem(await callers.http.post(where, content=body, headers=headers), 413, "body-too-large")
    assert await events(callers) == before


async def test_signing_takes_a_valid_mandate_the_frozen_text_and_ones_turn(
    callers: Callers, lead: Party
) -> None:
    expired = await callers.party(valid_to="2021-12-31")
    made = await callers.draft(lead, expired)
    version, here = await negotiated(callers, made, lead, expired)
    office = await callers.office()
    frozen = await callers.done(office, f"{here}/text", {}, version)
    opened = await callers.done(office, f"{here}/approvals", {"approvals": []}, frozen["version"])
    text = (
        await callers.http.get(callers.at("conventions", f"{here}/text"), headers=office)
    ).json()
    version, before = opened["version"], await events(callers)
    body = {"mandate_id": expired.mandate, "text_sha256": text["frozen_sha256"], "level": "simple"}
    late = await callers.send(expired.signatory, f"{here}/signatures", body, version)
    problem(late, 409, "mandate-expired")
    turn = {**body, "mandate_id": lead.mandate}
    early = await callers.send(lead.signatory, f"{here}/signatures", turn, version)
    problem(early, 409, "out-of-turn")
    stale = {**body, "text_sha256": "0" * 64}
    refused = await callers.send(expired.signatory, f"{here}/signatures", stale, version)
    problem(refused, 409, "text-stale")
    assert await events(callers) == before


async def test_another_partners_convention_is_not_found(
    callers: Callers, lead: Party, funder: Party
) -> None:
    made = await callers.draft(lead, funder)
    stranger = await callers.person("stranger", "partner", org=str(made["id"]))
    where = callers.at("conventions", f"conventions/{made['id']}")
    problem(await callers.http.get(where, headers=stranger), 404, "not-found")
    problem(await callers.http.get(where), 401, "token-missing")


@pytest.mark.parametrize(
    ("language", "title"), [("fr", "é"), ("ar", "ا"), ("en", "e")], ids=["fr", "ar", "en"]
)
async def test_a_refusal_speaks_the_callers_language(
    callers: Callers, lead: Party, funder: Party, language: str, title: str
) -> None:
    made = await callers.draft(lead, funder)
    who = {**await callers.office(), "Accept-Language": language}
    answer = await callers.send(who, f"conventions/{made['id']}/text", {}, made["version"])
    told = problem(answer, 409, answer.json()["code"])
    assert answer.headers["content-language"] == language
    assert title in told["way_out"]


async def negotiated(callers: Callers, made: Json, lead: Party, funder: Party) -> tuple[int, str]:
    """Submit the draft and accept it as its signatories; returns its version and path."""
    office, here = await callers.office(), f"conventions/{made['id']}"
    step = await callers.done(office, f"{here}/submission", {}, made["version"])
    step = await callers.done(office, f"{here}/rounds", {"deadline": "2099-01-01"}, step["version"])
    for party in (lead, funder):
        accept = {"stance": "accept"}
        step = await callers.done(party.agent, f"{here}/positions", accept, step["version"])
    closing = {"outcome": "consensus"}
    step = await callers.done(office, f"{here}/rounds/closing", closing, step["version"])
    return step["version"], here


async def test_an_invented_territory_registers_nobody(callers: Callers) -> None:
    body = {"kind": "commune", "name_fr": "Nulle part", "territory": TANGER.replace("01", "77", 1)}
    answer = await callers.send(await callers.office(), "organisations", body)
    problem(answer, 422, "territory-unknown")
