"""Mandates over HTTP, on the real store and read models."""

from uuid import uuid4

from .calls import (
    SERVICE_TOKEN,
    VERIFIER,
    Commune,
    a_mandate,
    a_signing_commune,
    assert_problem,
    command,
)
from .conftest import Running, bearer


async def recorded(running: Running, commune: Commune) -> str:
    """The path of a mandate that the clerk recorded."""
    body = a_mandate(commune, ceiling={"amount": "5000000.00", "currency": "MAD"})
    answer = await command(
        running, f"{commune.path}/mandates", body, commune.clerk, commune.version
    )
    assert answer.status_code == 201, answer.text
    return f"{commune.path}/mandates/{answer.json()['id']}"


async def holding(running: Running, commune: Commune, position: str, day: str) -> int:
    seen = {**SERVICE_TOKEN, "Mithaq-Min-Position": position}
    answer = await running.http.get(f"{commune.path}/mandates?on={day}", headers=seen)
    return len(answer.json()["items"])


async def test_a_mandate_is_recorded_confirmed_held_and_revoked(running: Running) -> None:
    commune = await a_signing_commune(running)
    mandate = await recorded(running, commune)
    confirmed = await command(running, f"{mandate}/confirmation", {}, commune.secretary, 4)
    assert confirmed.status_code == 200, confirmed.text
    why = {"reason": "Démission", "revoked_on": "2026-06-01"}
    revoked = await command(running, f"{mandate}/revocation", why, commune.mayor, 5)
    assert revoked.status_code == 200, revoked.text
    position = revoked.headers["mithaq-position"]
    days = ("2025-12-31", "2026-01-01", "2026-05-31", "2026-06-01")
    held = [await holding(running, commune, position, day) for day in days]
    assert held == [0, 1, 1, 0]
    one = (await running.http.get(mandate, headers=SERVICE_TOKEN)).json()
    assert one["ceiling"] == {"amount": "5000000.00", "currency": "MAD"}
    assert (one["ceiling_scope"], one["confirmed"]) == ("total", True)
    assert one["revoked_because"] == "Démission"


async def test_one_person_alone_mandates_nobody(running: Running) -> None:
    """With every token that a clerk may have: own or office, in any case of letters."""
    commune = await a_signing_commune(running)
    mandate = await recorded(running, commune)
    own = [
        bearer(subject, role, org=commune.id)
        for subject in ("u-clerk", "U-CLERK")
        for role in ("partner", "office")
    ]
    for token in own:
        refused = await command(running, f"{mandate}/confirmation", {}, token, 4)
        assert_problem(refused, 403, "recorder-may-not-confirm")
    himself = {"subject": "U-Clerk", "name": "C", "email": "c@tetouan.example.ma"}
    for token in own:
        refused = await command(running, f"{commune.path}/representatives", himself, token, 4)
        assert_problem(refused, 403, "registering-oneself")
    refused = await command(running, f"{mandate}/confirmation", {}, commune.mayor, 4)
    assert_problem(refused, 403, "holder-may-not-confirm")
    own_power = await command(
        running, f"{commune.path}/mandates", a_mandate(commune), commune.mayor, 4
    )
    assert_problem(own_power, 403, "holder-may-not-record")


async def test_a_declined_mandate_never_holds(running: Running) -> None:
    commune = await a_signing_commune(running)
    mandate = await recorded(running, commune)
    why = {"reason": "Acte introuvable"}
    declined = await command(running, f"{mandate}/declining", why, VERIFIER, 4)
    assert declined.status_code == 200, declined.text
    assert await holding(running, commune, declined.headers["mithaq-position"], "2026-03-01") == 0
    one = (await running.http.get(mandate, headers=commune.clerk)).json()
    assert (one["confirmed"], one["declined_because"]) == (False, "Acte introuvable")
    again = await command(running, f"{mandate}/confirmation", {}, VERIFIER, 5)
    assert_problem(again, 409, "mandate-already-declined")


async def test_a_stranger_finds_no_mandate_there_or_not(running: Running) -> None:
    commune = await a_signing_commune(running)
    mandate = await recorded(running, commune)
    stranger = bearer("u-x", "partner", org=str(uuid4()))
    for path in (mandate, f"{commune.path}/mandates/{uuid4()}", f"{commune.path}/mandates"):
        found = await running.http.get(path, headers=stranger)
        assert_problem(found, 404, "organisation-unknown")
    for path in (mandate, f"{commune.path}/mandates/{uuid4()}"):
        refused = await command(running, f"{path}/confirmation", {}, stranger, 4)
        assert_problem(refused, 403, "own-partner-only")


async def test_mandates_come_in_pages(running: Running) -> None:
    commune = await a_signing_commune(running)
    for version in range(3, 8):
        body = a_mandate(commune, valid_from=f"2026-01-0{9 - version}")
        answer = await command(running, f"{commune.path}/mandates", body, commune.clerk, version)
    seen: list[str] = []
    url: str | None = f"{commune.path}/mandates?limit=2"
    headers = {**commune.clerk, "Mithaq-Min-Position": answer.headers["mithaq-position"]}
    while url:
        page = (await running.http.get(url, headers=headers)).json()
        assert len(page["items"]) <= 2
        seen += [each["valid_from"] for each in page["items"]]
        after = page["next"]
        url = f"{commune.path}/mandates?limit=2&after={after}" if after else None
    assert seen == [f"2026-01-0{day}" for day in range(2, 7)]


async def test_a_suspended_organisation_gives_no_power(running: Running) -> None:
    commune = await a_signing_commune(running)
    mandate = await recorded(running, commune)
    reason = {"reason": "Conseil dissous"}
    suspended = await command(running, f"{commune.path}/suspension", reason, VERIFIER, 4)
    assert suspended.status_code == 200
    body = a_mandate(commune)
    refused = await command(running, f"{commune.path}/mandates", body, commune.clerk, 5)
    assert_problem(refused, 409, "organisation-suspended")
    refused = await command(running, f"{mandate}/confirmation", {}, commune.secretary, 5)
    assert_problem(refused, 409, "organisation-suspended")
    again = await command(running, f"{commune.path}/reinstatement", reason, VERIFIER, 5)
    assert again.status_code == 200
    confirmed = await command(running, f"{mandate}/confirmation", {}, commune.secretary, 6)
    assert confirmed.status_code == 200
