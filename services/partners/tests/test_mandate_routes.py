"""Mandates over HTTP, on the real store and read models."""

from .calls import SERVICE_TOKEN, VERIFIER, a_signing_commune, assert_problem, command
from .conftest import Running


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
