"""Correcting what was registered wrongly over HTTP, on the real store."""

from uuid import uuid4

from .calls import (
    AUDITOR,
    REGISTRAR,
    VERIFIER,
    a_commune,
    a_signing_commune,
    an_ice,
    assert_problem,
    command,
    register,
)
from .changes import WHY, seen
from .conftest import Running, bearer


async def test_a_correction_reserves_the_new_name_and_keeps_the_old_one(running: Running) -> None:
    mark = uuid4().hex
    taken = f"Commune de Chefchaouen {mark}"
    other = (await register(running, name_fr=taken)).json()["id"]
    wrong = f"Commune de Chefchaoun {mark} fautive"
    organisation = (await register(running, name_fr=wrong, name_ar=None)).json()["id"]
    path = f"/v1/organisations/{organisation}"
    body = {**a_commune(name_fr=taken, name_ar=None), **WHY}
    refused = await command(running, f"{path}/correction", body, VERIFIER, 1)
    assert_problem(refused, 409, "name-taken")
    body |= {"distinct_from": [other], "ice": an_ice(61)}
    assert (await command(running, f"{path}/correction", body, VERIFIER, 1)).status_code == 200
    registrar = await command(running, f"{path}/change/confirmation", {}, REGISTRAR, 2)
    assert_problem(registrar, 403, "registrar-may-not-correct")
    third = bearer("u-third", "office")
    done = await command(running, f"{path}/change/confirmation", {}, third, 2)
    assert done.status_code == 200, done.text
    after = await seen(running, organisation)
    assert (after["name_fr"], after["ice"]) == (taken, an_ice(61))
    assert_problem(await register(running, name_fr=wrong), 409, "name-taken")
    assert_problem(await register(running, ice=an_ice(61)), 409, "ice-taken")
    found = await running.http.get(
        "/v1/organisations", params={"q": f"chefchaoun {mark}"}, headers=AUDITOR
    )
    assert [each["organisation_id"] for each in found.json()["items"]] == [organisation]


async def test_a_contact_is_corrected_sealed_and_read(running: Running) -> None:
    commune = await a_signing_commune(running)
    path = f"{commune.path}/representatives/{commune.person}/correction"
    body = {"email": "n.alaoui@tetouan.example.ma", "language": "fr"}
    own = await command(running, path, body, commune.clerk, 3)
    assert_problem(own, 403, "registrar-may-not-correct")
    empty = await command(running, path, {}, commune.secretary, 3)
    assert_problem(empty, 422, "nothing-corrected")
    done = await command(running, path, body, commune.secretary, 3)
    assert done.status_code == 200, done.text
    headers = {**commune.secretary, "Mithaq-Min-Position": str(done.json()["position"])}
    read = await running.http.get(f"/v1/representatives/{commune.person}/contact", headers=headers)
    assert read.json()["email"] == body["email"]
    assert (read.json()["name"], read.json()["language"]) == ("Naïma Alaoui", "fr")
    stored = await running.kernel.database.pool.fetchval(
        "SELECT data FROM event WHERE type = 'RepresentativeCorrected' "
        "ORDER BY position DESC LIMIT 1"
    )
    assert "alaoui" not in stored
    foreign = bearer("u-x", "partner", org=str(uuid4()))
    assert_problem(await command(running, path, body, foreign, 4), 403, "own-partner-only")
