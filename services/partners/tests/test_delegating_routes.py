"""Passing a mandate on over HTTP, on the real store."""

from uuid import uuid4

from .calls import (
    AUDITOR,
    VERIFIER,
    a_mandate,
    a_signing_commune,
    assert_problem,
    command,
)
from .changes import WHY
from .conftest import Running


async def test_a_mandate_is_passed_on_over_http_and_ends_with_what_it_came_from(
    running: Running,
) -> None:
    commune = await a_signing_commune(running)
    deputy = {"subject": f"u-{uuid4()}", "name": "Karim Idrissi", "email": "k@tetouan.example.ma"}
    named = await command(running, f"{commune.path}/representatives", deputy, commune.clerk, 3)
    path = f"{commune.path}/mandates"
    body = a_mandate(commune, delegation_depth=1)
    mandate = (await command(running, path, body, commune.clerk, 4)).json()["id"]
    await command(running, f"{path}/{mandate}/confirmation", {}, commune.secretary, 6)
    passed = a_mandate(commune, representative_id=named.json()["id"], instrument="Arrêté 3/2026")
    delegations = f"{path}/{mandate}/delegations"
    clerk = await command(running, delegations, passed, commune.clerk, 7)
    assert_problem(clerk, 403, "only-holder-delegates")
    longer = await command(running, delegations, {**passed, "valid_to": None}, commune.mayor, 7)
    assert_problem(longer, 422, "delegation-outlasts")
    deep = await command(running, delegations, {**passed, "delegation_depth": 1}, commune.mayor, 7)
    assert_problem(deep, 409, "delegation-not-allowed")
    own = await command(
        running, delegations, {**passed, "representative_id": commune.person}, commune.mayor, 7
    )
    assert_problem(own, 403, "holder-may-not-record")
    made = await command(running, delegations, passed, commune.mayor, 7)
    assert made.status_code == 201, made.text
    delegated = made.json()["id"]
    confirmation = f"{path}/{delegated}/confirmation"
    assert (await command(running, confirmation, {}, commune.secretary, 9)).status_code == 200
    revoked = await command(running, f"{path}/{mandate}/revocation", WHY, VERIFIER, 10)
    headers = {**AUDITOR, "Mithaq-Min-Position": str(revoked.json()["position"])}
    read = (await running.http.get(f"{path}/{delegated}", headers=headers)).json()
    assert (read["delegated_from"], read["revoked_because"]) == (mandate, WHY["reason"])
