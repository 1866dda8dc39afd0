"""The API on the real store and read models, as an integrating system meets it."""

from typing import Any
from uuid import uuid4

import pytest_asyncio
from conventions.read_models.partners_events import (
    MandateRevoked,
    OrganisationReinstated,
    OrganisationSuspended,
)

from .clients import Convention, bearer, mad
from .conftest import SOME_DAY, Running

OFFICE = bearer("office", "office", org=uuid4())
CONTROLLER, ACCOUNTANT = bearer("controller", "controller"), bearer("payer", "accountant")
STRANGER, AUDITOR = bearer("stranger", "partner", org=uuid4()), bearer("auditor", "auditor")


@pytest_asyncio.fixture(loop_scope="session")
async def convention(running: Running) -> Convention:
    return await Convention(running).drafted()


@pytest_asyncio.fixture(loop_scope="session")
async def in_force(running: Running) -> Convention:
    drafted = await Convention(running).drafted()
    return await (await drafted.agreed()).in_force()


async def test_one_call_drafts_the_whole_convention(convention: Convention) -> None:
    read = await convention.read(convention.of(convention.commune))
    assert (read["state"], read["version"]) == ("draft", 11)
    assert read["region"] == "01"
    assert [c["amount"]["amount"] for c in read["contributions"]] == ["400.00", "600.00"]
    assert "ProposeConvention" not in read["commands"]
    assert "ProposeConvention" in (await convention.read(OFFICE))["commands"]


async def test_a_stranger_finds_nothing(convention: Convention) -> None:
    url = f"/v1/conventions/{convention.id}"
    for path in ("", "/text", "/commands", "/tranches", "/events"):
        answer = await convention.running.http.get(url + path, headers=STRANGER)
        assert answer.status_code == 404
    refused = await convention.refused(STRANGER, "/withdrawal", {"reason": "spite"})
    assert (refused["status"], refused["code"]) == (404, "not-found")
    convention.version += 5
    blind = await convention.refused(STRANGER, "/withdrawal", {"reason": "spite"})
    assert (blind["status"], blind["code"]) == (404, "not-found")


async def test_a_stale_or_absent_version_is_refused(convention: Convention) -> None:
    lead = convention.of(convention.region)
    url = f"/v1/conventions/{convention.id}/submission"
    assert (await convention.running.http.post(url, json={}, headers=lead)).status_code == 428
    stale = {**lead, "If-Match": '"3"'}
    answer = await convention.running.http.post(url, json={}, headers=stale)
    assert answer.status_code == 412
    assert answer.headers["ETag"] == f'"{convention.version}"'


async def test_the_same_key_answers_the_first_result(running: Running) -> None:
    convention = Convention(running)
    await convention.known_to_partners()
    headers = {**convention.of(convention.region), "Idempotency-Key": str(uuid4())}
    body = convention.draft()
    first = await running.http.post("/v1/conventions", json=body, headers=headers)
    again = await running.http.post("/v1/conventions", json=body, headers=headers)
    assert again.json() == first.json()
    other = convention.draft(reference="MED-2")
    reused = await running.http.post("/v1/conventions", json=other, headers=headers)
    assert (reused.status_code, reused.json()["code"]) == (422, "idempotency-key-reused")


async def test_the_whole_life_over_http(in_force: Convention) -> None:
    region, operator = in_force.of(in_force.region), in_force.of(in_force.operator)
    plan = {"contribution": "region-26", "amount": mad(600), "due_on": "2026-06-01"}
    await in_force.do(region, "/tranches/R1", plan, "PUT")
    for who, step in (
        (operator, "calls"),
        (region, "commitments"),
        (CONTROLLER, "visas"),
        (region, "orders"),
        (ACCOUNTANT, "payments"),
        (operator, "justifications"),
    ):
        await in_force.do(who, f"/tranches/R1/{step}", {"amount": mad(600), "act": f"{step} 1"})
    await in_force.do(operator, "/actions/works/progress", {"percent": 100})
    await in_force.do(region, "/completion", {"report": "Rapport final"})
    read = await in_force.read(AUDITOR)
    assert read["state"] == "completed"
    assert read["tranches"][0]["stage"] == "justified"


async def test_a_refused_release_names_each_condition(in_force: Convention) -> None:
    region, operator = in_force.of(in_force.region), in_force.of(in_force.operator)
    plan = {
        "contribution": "region-26",
        "amount": mad(100),
        "due_on": "2026-06-01",
        "progress_at_least": 40,
        "documents": ["pv"],
    }
    await in_force.do(region, "/tranches/R1", plan, "PUT")
    call = {"amount": mad(100), "act": "appel 1"}
    problem = await in_force.refused(operator, "/tranches/R1/calls", call)
    assert problem["code"] == "release-refused"
    assert problem["values"]["conditions"] == "fully-planned, progress-reached, documents-deposited"
    release = await in_force.read(operator, "/tranches/R1/release")
    assert [c["code"] for c in release["conditions"] if not c["met"]] == [
        "fully-planned",
        "progress-reached",
        "documents-deposited",
    ]


async def test_an_amendment_over_http(in_force: Convention) -> None:
    region, commune = in_force.of(in_force.region), in_force.of(in_force.commune)
    body = {
        "reason": "Renchérissement",
        "amounts": [{"contribution": "commune-26", "amount": mad(500)}],
        "costs": [{"action": "works", "year": 2026, "cost": mad(1100)}],
    }
    await in_force.do(region, "/amendments", body)
    for who in (region, commune):
        await in_force.do(who, "/amendments/1/positions", {"stance": "accept"})
    await in_force.do(region, "/amendments/1/text")
    read = await in_force.read(region)
    sha = read["amendments"][0]["text_sha256"]
    for org in (in_force.region, in_force.commune):
        signature = {"mandate_id": str(in_force.mandates[org]), "text_sha256": sha}
        signed = signature | {"level": "simple"}
        await in_force.do(in_force.of(org), "/amendments/1/signatures", signed)
    await in_force.do(region, "/amendments/1/effect")
    assert (await in_force.read(region))["total"] == mad(1100)


async def test_lists_show_what_a_command_answered(in_force: Convention) -> None:
    at_least = {"Mithaq-Min-Position": str(in_force.position)}
    http = in_force.running.http

    async def listed(who: dict[str, str], **params: str) -> list[Any]:
        answer = await http.get("/v1/conventions", params=params, headers={**who, **at_least})
        assert answer.status_code == 200, answer.text
        return [line["id"] for line in answer.json()["items"]]

    mine = in_force.of(in_force.commune)
    assert await listed(mine) == [in_force.id]
    assert await listed(mine, state="in_force", region="01") == [in_force.id]
    assert await listed(mine, state="draft") == []
    assert await listed(OFFICE, organisation=str(in_force.commune)) == [in_force.id]
    assert await listed(STRANGER) == []


async def test_the_history_is_readable(in_force: Convention) -> None:
    at_least = {"Mithaq-Min-Position": str(in_force.position)}
    url = f"/v1/conventions/{in_force.id}/events"
    headers = {**in_force.of(in_force.commune), **at_least}
    facts = (await in_force.running.http.get(url, headers=headers)).json()["items"]
    assert [fact["version"] for fact in facts] == list(range(1, in_force.version + 1))
    assert facts[0]["type"] == "ConventionDrafted"
    assert facts[0]["capacity"] == "drafter"
    assert facts[-1]["type"] == "ConventionEnteredIntoForce"


async def test_a_mandate_revoked_today_signs_nothing(running: Running) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    revoked = MandateRevoked(
        mandate_id=convention.mandates[convention.region], revoked_on=running.conventions.today()
    )
    await running.hear(revoked)
    region = convention.of(convention.region)
    signature = await convention.signature(convention.region)
    problem = await convention.refused(region, "/signatures", signature | {"on": "2026-02-01"})
    assert problem["code"] == "mandate-revoked"


async def test_a_repeated_signature_answers_first_even_once_revoked(running: Running) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    signature = await convention.signature(convention.commune)
    key = {"Idempotency-Key": str(uuid4()), "If-Match": f'"{convention.version}"'}
    headers = convention.of(convention.commune) | key
    url = f"/v1/conventions/{convention.id}/signatures"
    first = await running.http.post(url, json=signature, headers=headers)
    assert first.status_code == 200
    mandate = convention.mandates[convention.commune]
    await running.hear(MandateRevoked(mandate_id=mandate, revoked_on=SOME_DAY))
    again = await running.http.post(url, json=signature, headers=headers)
    assert again.json() == first.json()


async def test_a_suspended_organisation_signs_nothing(running: Running) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    await running.hear(OrganisationSuspended(organisation_id=convention.region))
    signature = await convention.signature(convention.region)
    region = convention.of(convention.region)
    problem = await convention.refused(region, "/signatures", signature)
    assert problem["code"] == "organisation-not-active"
    await running.hear(OrganisationReinstated(organisation_id=convention.region))
    await convention.do(region, "/signatures", signature)


async def test_what_partners_do_not_know_is_refused_by_name(convention: Convention) -> None:
    lead = convention.of(convention.region)
    unknown = {"organisation_id": str(uuid4()), "role": "witness"}
    assert (await convention.refused(lead, "/parties", unknown))["code"] == "organisation-unknown"
    nowhere = {
        "label_fr": "Ailleurs",
        "territory": "99.999",
        "cost": mad(1),
        "years": [{"year": 2026, "cost": mad(1)}],
    }
    problem = await convention.refused(lead, "/actions/away", nowhere, "PUT")
    assert (problem["status"], problem["code"]) == (422, "territory-unknown")


async def test_a_future_day_is_refused(convention: Convention) -> None:
    lead = convention.of(convention.region)
    problem = await convention.refused(lead, "/submission", {"on": "2200-01-01"})
    assert problem["code"] == "date-in-future"


async def test_the_table_and_the_templates_are_read(running: Running) -> None:
    rows = (await running.http.get("/v1/transitions", headers=OFFICE)).json()["items"]
    assert {row["command"] for row in rows} >= {"DraftConvention", "SignConvention", "CallFunds"}
    template = (await running.http.get("/v1/templates/financing", headers=OFFICE)).json()["items"]
    assert [a["article"] for a in template if a["mandatory"]] == [
        "object",
        "commitments",
        "financing",
        "duration",
    ]


async def test_open_commands_and_refusals_agree(convention: Convention) -> None:
    lead = convention.of(convention.region)
    rows = (await convention.read(lead, "/commands"))["items"]
    closed = {row["command"]: row["closed_by"] for row in rows if not row["open"]}
    assert closed["AgreeText"] == "command-closed"
    assert (await convention.refused(lead, "/text"))["code"] == "command-closed"
    assert closed["TakeAmendmentPosition"] == "command-closed"


async def test_the_description_is_complete(running: Running) -> None:
    described = (await running.http.get("/openapi.json")).json()
    assert len([p for p in described["paths"] if p.startswith("/v1/conventions")]) >= 40
