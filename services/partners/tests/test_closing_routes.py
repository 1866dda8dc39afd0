"""Closing and reopening an organisation over HTTP, on the real store."""

from uuid import uuid4

from .calls import (
    REGISTRAR,
    VERIFIER,
    a_mandate,
    a_signing_commune,
    assert_problem,
    command,
    register,
)
from .changes import MERGE, WHY, change, level, seen
from .conftest import Running, bearer


async def test_a_closure_is_asked_for_read_and_confirmed(running: Running) -> None:
    commune = await a_signing_commune(running)
    path = f"{commune.path}/mandates"
    recorded = await command(running, path, a_mandate(commune), commune.clerk, 3)
    body = {"reason": "Commune supprimée par décret"}
    asked = await command(running, f"{commune.path}/closure", body, commune.clerk, 4)
    assert asked.status_code == 200, asked.text
    assert (await seen(running, commune.id))["asked"] == "closure"
    read = await running.http.get(f"{commune.path}/change", headers=commune.secretary)
    assert (read.json()["act"], read.json()["reason"]) == ("closure", body["reason"])
    foreign = bearer("u-x", "partner", org=str(uuid4()))
    unseen = await running.http.get(f"{commune.path}/change", headers=foreign)
    assert_problem(unseen, 404, "organisation-unknown")
    confirmation = f"{commune.path}/change/confirmation"
    refused = await command(running, confirmation, {}, commune.secretary, 5)
    assert_problem(refused, 403, "office-only")
    done = await command(running, confirmation, {}, VERIFIER, 5)
    assert done.status_code == 200, done.text
    after = await seen(running, commune.id)
    assert (after["state"], after["asked"]) == ("closed", None)
    mandate = await running.http.get(
        f"{path}/{recorded.json()['id']}", headers=await level(running)
    )
    assert mandate.json()["revoked_on"] == after["closed_on"]
    more = await command(running, path, a_mandate(commune), commune.clerk, after["version"])
    assert_problem(more, 409, "organisation-closed")


async def test_a_closed_one_is_reopened_and_what_is_open_is_not(running: Running) -> None:
    organisation = (await register(running)).json()["id"]
    path = f"/v1/organisations/{organisation}"
    open_ = await command(running, f"{path}/reopening", WHY, REGISTRAR, 1)
    assert_problem(open_, 409, "organisation-not-closed")
    body = {**WHY, "closed_on": "2999-01-01"}
    assert_problem(
        await command(running, f"{path}/closure", body, REGISTRAR, 1), 422, "closure-in-future"
    )
    await change(running, organisation, "closure", WHY, 1)
    asked, done = await change(running, organisation, "reopening", WHY, 3)
    assert (asked.status_code, done.status_code) == (200, 200)
    assert (await seen(running, organisation))["state"] == "registered"


async def test_who_asked_declines_and_nothing_is_confirmed_then(running: Running) -> None:
    organisation = (await register(running)).json()["id"]
    path = f"/v1/organisations/{organisation}"
    await command(running, f"{path}/closure", WHY, REGISTRAR, 1)
    twice = await command(running, f"{path}/merger", {**MERGE, "into": organisation}, VERIFIER, 2)
    assert_problem(twice, 409, "change-already-asked")
    own = await command(running, f"{path}/change/confirmation", {}, REGISTRAR, 2)
    assert_problem(own, 403, "asker-may-not-confirm")
    assert (
        await command(running, f"{path}/change/declining", WHY, REGISTRAR, 2)
    ).status_code == 200
    none = await command(running, f"{path}/change/confirmation", {}, VERIFIER, 3)
    assert_problem(none, 409, "change-not-asked")
