"""The API, from the first registration to an erased contact, on the real store and read models."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from httpx import Response
from sqlalchemy import text

from .conftest import Running, bearer

REGISTRAR, VERIFIER = bearer("u-registrar", "office"), bearer("u-verifier", "office")
SERVICE_TOKEN, AUDITOR = bearer("notifications", "service"), bearer("u-auditor", "auditor")
COMMUNE = {
    "kind": "commune",
    "name_fr": "Commune de Tétouan",
    "name_ar": "جماعة تطوان",
    "territory": "01.571.01.11",
}


def a_commune(**changes: Any) -> dict[str, Any]:
    return {**COMMUNE, **changes}


async def register(running: Running, **changes: Any) -> Response:
    return await running.http.post(
        "/v1/organisations",
        json=a_commune(**changes),
        headers={**REGISTRAR, "Idempotency-Key": str(uuid4())},
    )


async def command(
    running: Running, path: str, body: dict[str, Any], who: dict[str, str], version: int
) -> Response:
    return await running.http.post(path, json=body, headers={**who, "If-Match": f'"{version}"'})


async def a_signing_commune(running: Running) -> tuple[str, str, dict[str, str]]:
    """A verified organisation with one representative: its id, theirs, and their token."""
    organisation = (await register(running)).json()["id"]
    path, mayor = (
        f"/v1/organisations/{organisation}",
        bearer("u-mayor", "partner", org=organisation),
    )
    evidence = {"evidence": "Décret 2-15-402"}
    assert (
        await command(running, f"{path}/verification", evidence, VERIFIER, 1)
    ).status_code == 200
    person = {
        "subject": "u-mayor",
        "name": "Naïma Alaoui",
        "email": "naima@tetouan.example.ma",
        "language": "ar",
    }
    named = await command(running, f"{path}/representatives", person, mayor, 2)
    assert named.status_code == 201, named.text
    await running.partners.representatives.wait(named.json()["position"])
    return organisation, named.json()["id"], mayor


def assert_problem(answer: Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert "…" not in answer.json()["detail"]


async def test_an_organisation_is_registered_read_and_found(running: Running) -> None:
    answer = await register(running, name_fr="Commune de M'diq", ice="000000000000001")
    organisation = answer.json()["id"]
    assert answer.status_code == 201
    assert answer.headers["location"].endswith(f"/v1/organisations/{organisation}")
    seen = {**AUDITOR, "Mithaq-Min-Position": answer.headers["mithaq-position"]}
    read = await running.http.get(f"/v1/organisations/{organisation}", headers=seen)
    assert read.headers["etag"] == '"1"'
    assert read.json()["state"] == "registered"
    assert read.json()["region"] == "01"
    found = await running.http.get("/v1/organisations?q=m'DIQ&region=01", headers=seen)
    assert [each["organisation_id"] for each in found.json()["items"]] == [organisation]


async def test_the_same_key_registers_once(running: Running) -> None:
    headers = {**REGISTRAR, "Idempotency-Key": str(uuid4())}
    body = a_commune(ice="000000000000002")
    first = await running.http.post("/v1/organisations", json=body, headers=headers)
    again = await running.http.post("/v1/organisations", json=body, headers=headers)
    assert first.json() == again.json()
    other = await running.http.post("/v1/organisations", json=COMMUNE, headers=headers)
    assert_problem(other, 422, "idempotency-key-reused")


async def test_an_ice_belongs_to_one_organisation(running: Running) -> None:
    assert (await register(running, ice="000000000000003")).status_code == 201
    second = await register(running, ice="000000000000003")
    assert_problem(second, 409, "ice-taken")
    one_more = [register(running, ice="000000000000004") for _ in range(8)]
    statuses = [answer.status_code for answer in await asyncio.gather(*one_more)]
    assert sorted(statuses) == [201, *[409] * 7]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"territory": "99"}, 422, "unknown-territory"),
        ({"territory": "01"}, 422, "territory-level-unfit"),
        ({"ice": "12"}, 422, "ice-malformed"),
        ({"name_fr": "  "}, 422, "body-invalid"),
        ({"kind": "kingdom"}, 422, "body-invalid"),
    ],
)
async def test_what_cannot_be_registered(
    running: Running, changes: dict[str, str], status: int, code: str
) -> None:
    assert_problem(await register(running, **changes), status, code)


async def test_only_another_office_person_verifies(running: Running) -> None:
    organisation = (await register(running)).json()["id"]
    path, body = f"/v1/organisations/{organisation}/verification", {"evidence": "Décret"}
    assert_problem(
        await command(running, path, body, REGISTRAR, 1), 403, "registrar-may-not-verify"
    )
    assert_problem(await command(running, path, body, AUDITOR, 1), 403, "office-only")
    assert_problem(await command(running, path, body, VERIFIER, 7), 412, "version-conflict")
    missing = await running.http.post(path, json=body, headers=VERIFIER)
    assert_problem(missing, 428, "precondition-required")
    unknown = f"/v1/organisations/{uuid4()}/verification"
    assert_problem(await command(running, unknown, body, VERIFIER, 0), 404, "organisation-unknown")


async def test_a_mandate_is_granted_held_and_revoked(running: Running) -> None:
    organisation, person, mayor = await a_signing_commune(running)
    path = f"/v1/organisations/{organisation}/mandates"
    grant = {
        "representative_id": person,
        "capacity": "Présidente du conseil",
        "instrument": "Délibération 12/2026",
        "valid_from": "2026-01-01",
        "valid_to": "2026-12-31",
        "ceiling": {"amount": "5000000.00", "currency": "MAD"},
    }
    granted = await command(running, path, grant, mayor, 3)
    assert granted.status_code == 201, granted.text
    mandate = granted.json()["id"]
    revoked = await command(
        running,
        f"{path}/{mandate}/revocation",
        {"reason": "Démission", "revoked_on": "2026-06-01"},
        mayor,
        4,
    )
    assert revoked.status_code == 200, revoked.text
    seen = {**SERVICE_TOKEN, "Mithaq-Min-Position": revoked.headers["mithaq-position"]}
    held = {}
    for day in ("2025-12-31", "2026-01-01", "2026-05-31", "2026-06-01"):
        answer = await running.http.get(f"{path}?on={day}", headers=seen)
        held[day] = len(answer.json()["items"])
    assert held == {"2025-12-31": 0, "2026-01-01": 1, "2026-05-31": 1, "2026-06-01": 0}
    one = await running.http.get(f"{path}/{mandate}", headers=seen)
    assert one.json()["ceiling"] == {"amount": "5000000.00", "currency": "MAD"}
    assert one.json()["revoked_because"] == "Démission"


async def test_the_private_side_is_hidden_from_strangers(running: Running) -> None:
    organisation, person, mayor = await a_signing_commune(running)
    stranger = bearer("u-x", "partner", org=str(uuid4()))
    for path in ("mandates", "representatives"):
        url = f"/v1/organisations/{organisation}/{path}"
        assert_problem(await running.http.get(url, headers=stranger), 404, "organisation-unknown")
        assert (await running.http.get(url, headers=mayor)).status_code == 200
    contact = f"/v1/representatives/{person}/contact"
    for call in (running.http.get, running.http.delete):
        assert_problem(await call(contact, headers=stranger), 404, "representative-unknown")
        assert_problem(await call(contact, headers=AUDITOR), 404, "representative-unknown")


async def test_a_contact_is_sealed_read_and_erased_for_ever(running: Running) -> None:
    organisation, person, mayor = await a_signing_commune(running)
    contact = f"/v1/representatives/{person}/contact"
    read = await running.http.get(contact, headers=SERVICE_TOKEN)
    assert read.json() == {
        "representative_id": person,
        "organisation_id": organisation,
        "name": "Naïma Alaoui",
        "email": "naima@tetouan.example.ma",
        "language": "ar",
    }
    async with running.kernel.engine.connect() as connection:
        everything = text("SELECT string_agg(data, '') FROM event")
        stored = str((await connection.execute(everything)).scalar_one())
    assert "Alaoui" not in stored
    assert "naima@" not in stored
    assert (await running.http.delete(contact, headers=mayor)).status_code == 204
    assert (await running.http.delete(contact, headers=mayor)).status_code == 204
    for who in (SERVICE_TOKEN, mayor):
        assert_problem(await running.http.get(contact, headers=who), 404, "contact-erased")


async def test_a_malformed_address_is_refused_without_repeating_it(running: Running) -> None:
    organisation = (await register(running)).json()["id"]
    mayor = bearer("u-mayor", "partner", org=organisation)
    person = {"subject": "u-mayor", "name": "N", "email": "naima at tetouan"}
    path = f"/v1/organisations/{organisation}/representatives"
    refused = await command(running, path, person, mayor, 1)
    assert_problem(refused, 422, "email-malformed")
    assert "naima" not in refused.text


async def test_a_suspended_organisation_grants_nothing(running: Running) -> None:
    organisation, person, mayor = await a_signing_commune(running)
    path = f"/v1/organisations/{organisation}"
    reason = {"reason": "Conseil dissous"}
    assert (await command(running, f"{path}/suspension", reason, VERIFIER, 3)).status_code == 200
    grant = {
        "representative_id": person,
        "capacity": "Présidente",
        "instrument": "Délibération",
        "valid_from": "2026-01-01",
    }
    refused = await command(running, f"{path}/mandates", grant, mayor, 4)
    assert_problem(refused, 409, "organisation-suspended")
    again = await command(running, f"{path}/reinstatement", reason, VERIFIER, 4)
    assert again.status_code == 200
    assert (await command(running, f"{path}/mandates", grant, mayor, 5)).status_code == 201


async def test_pages_show_everyone_once(running: Running) -> None:
    names = [f"Commune {letter}" for letter in "ABCDE"]
    answers = [await register(running, name_fr=name, territory="03.061.01.01") for name in names]
    headers = {**AUDITOR, "Mithaq-Min-Position": answers[-1].headers["mithaq-position"]}
    seen: list[str] = []
    url: str | None = "/v1/organisations?territory=03.061.01.01&limit=2"
    while url:
        page = (await running.http.get(url, headers=headers)).json()
        seen += [each["name_fr"] for each in page["items"]]
        after = page["next"]
        url = f"/v1/organisations?territory=03.061.01.01&limit=2&after={after}" if after else None
    assert seen == names


async def test_territories_are_searched_and_read(running: Running) -> None:
    found = await running.http.get("/v1/territories?q=tetouan&level=commune", headers=AUDITOR)
    assert found.json()["items"][0]["name_fr"] == "Tétouan"
    one = await running.http.get("/v1/territories/MA", headers=AUDITOR)
    assert one.json()["level"] == "country"
    unknown = await running.http.get("/v1/territories/ZZ", headers=AUDITOR)
    assert_problem(unknown, 404, "territory-unknown")


@pytest.mark.parametrize(
    ("language", "title"), [("fr", "Territoire"), ("ar", "مجال"), ("en", "Unk")]
)
async def test_refusals_speak_the_callers_language(
    running: Running, language: str, title: str
) -> None:
    answer = await running.http.post(
        "/v1/organisations",
        json=a_commune(territory="99"),
        headers={**REGISTRAR, "Accept-Language": language},
    )
    assert answer.json()["title"].startswith(title)
    assert answer.json()["way_out"]
