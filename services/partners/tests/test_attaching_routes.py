"""A service registered under its ministry over HTTP, on the real store."""

from typing import Any
from uuid import uuid4

from httpx import Response

from .calls import (
    AUDITOR,
    REGISTRAR,
    VERIFIER,
    a_commune,
    assert_problem,
    command,
    register,
)
from .changes import WHY, change, level, seen
from .conftest import Running, bearer


async def test_a_service_is_attached_to_its_ministry(running: Running) -> None:
    mark = uuid4().hex
    ministry = a_commune(kind="ministry", territory="MA", name_fr=f"Ministère {mark}")
    parent = (await register(running, **ministry)).json()["id"]
    service = a_commune(kind="deconcentrated_service", territory="01", name_fr=f"Délégation {mark}")
    unverified = await register(running, **service, parent=parent)
    assert_problem(unverified, 409, "parent-not-active")
    alone = (await register(running, **service)).json()["id"]
    evidence = {"evidence": "Décret"}
    verification = f"/v1/organisations/{alone}/verification"
    missing = await command(running, verification, evidence, VERIFIER, 1)
    assert_problem(missing, 409, "parent-missing")
    await command(running, f"/v1/organisations/{parent}/verification", evidence, VERIFIER, 1)
    another = a_commune(kind="deconcentrated_service", territory="02", name_fr=f"Direction {mark}")
    made = (await register(running, **another, parent=parent)).json()["id"]
    done = await command(running, f"/v1/organisations/{made}/verification", evidence, VERIFIER, 2)
    assert done.status_code == 200, done.text
    assert (await seen(running, made))["parent"] == parent
    listed = await running.http.get(f"/v1/organisations?parent={parent}", headers=AUDITOR)
    assert [each["organisation_id"] for each in listed.json()["items"]] == [made]
    association = a_commune(kind="association", territory="02", name_fr=f"Amis {mark}")
    unfit = await register(running, **association, parent=parent)
    assert_problem(unfit, 422, "parent-unfit")


async def test_what_services_are_attached_to_is_closed_after_them(running: Running) -> None:
    """Closed or moved, they do not come back to what is no more."""
    parent, service = await a_ministry_s_service(running)
    at = f"/v1/organisations/{parent}"
    await level(running)
    refused = await command(running, f"{at}/closure", WHY, REGISTRAR, 2)
    assert_problem(refused, 409, "still-attached")
    assert refused.json()["values"]["count"] == 1
    await change(running, service, "closure", WHY, 2)
    await seen(running, service)
    asked, done = await change(running, parent, "closure", WHY, 2)
    assert (asked.status_code, done.status_code) == (200, 200), done.text
    back = await command(running, f"/v1/organisations/{service}/reopening", WHY, REGISTRAR, 4)
    assert_problem(back, 409, "parent-not-active")


async def test_what_was_attached_between_the_asking_and_the_confirmation_is_found(
    running: Running,
) -> None:
    parent = await a_ministry(running)
    at = f"/v1/organisations/{parent}"
    await command(running, f"{at}/closure", WHY, REGISTRAR, 2)
    service = a_commune(
        kind="deconcentrated_service", territory="01", name_fr=f"Délégation {uuid4().hex}"
    )
    made = (await register(running, **service, parent=parent)).json()["id"]
    await seen(running, made)
    late = await command(running, f"{at}/change/confirmation", {}, VERIFIER, 3)
    assert_problem(late, 409, "still-attached")


async def a_ministry(running: Running) -> str:
    """Verified."""
    ministry = a_commune(kind="ministry", territory="MA", name_fr=f"Ministère {uuid4().hex}")
    made: str = (await register(running, **ministry)).json()["id"]
    evidence = {"evidence": "Décret"}
    await command(running, f"/v1/organisations/{made}/verification", evidence, VERIFIER, 1)
    return made


async def a_ministry_s_service(running: Running) -> tuple[str, str]:
    """Both at version 2."""
    parent = await a_ministry(running)
    service = a_commune(
        kind="deconcentrated_service", territory="01", name_fr=f"Direction {uuid4().hex}"
    )
    made = (await register(running, **service, parent=parent)).json()["id"]
    await seen(running, made)
    return parent, made


async def test_operators_are_not_attached_in_a_circle(running: Running) -> None:
    """Each would answer for the other, and none of them could be closed."""
    first = await an_operator(running)
    second = await an_operator(running, parent=first)
    third = await an_operator(running, parent=second)
    for above in (second, third):
        refused = await moved(running, first, above, VERIFIER, 2)
        assert_problem(refused, 422, "attachment-in-circle")
    survivor = {**WHY, "evidence": "Même ICE", "into": second}
    merged = await command(running, f"/v1/organisations/{first}/merger", survivor, REGISTRAR, 2)
    assert_problem(merged, 422, "attachment-in-circle")


async def test_what_closed_a_circle_meanwhile_is_found_when_it_is_confirmed(
    running: Running,
) -> None:
    first, second = await an_operator(running), await an_operator(running)
    for each, above in ((first, second), (second, first)):
        assert (await moved(running, each, above, VERIFIER, 2)).status_code == 200
    third_person = bearer("u-third", "office")
    answers = [
        await command(running, f"/v1/organisations/{each}/change/confirmation", {}, third_person, 3)
        for each in (first, second)
    ]
    assert answers[0].status_code == 200, answers[0].text
    assert_problem(answers[1], 422, "attachment-in-circle")


async def an_operator(running: Running, parent: str | None = None) -> str:
    """Verified, alone at version 2 and else at version 3."""
    operator = an_operator_called(f"Agence {uuid4().hex}")
    told = await register(running, **operator, **({"parent": parent} if parent else {}))
    made: str = told.json()["id"]
    evidence = {"evidence": "Décret"}
    path = f"/v1/organisations/{made}/verification"
    done = await command(running, path, evidence, VERIFIER, 2 if parent else 1)
    assert done.status_code == 200, done.text
    return made


def an_operator_called(name: str) -> dict[str, Any]:
    return a_commune(kind="public_operator", territory="01", name_fr=name, name_ar=None)


async def moved(
    running: Running, organisation: str, parent: str, who: dict[str, str], version: int
) -> Response:
    """A correction asked for that attaches it to another parent, and changes nothing else."""
    name = (await seen(running, organisation))["name_fr"]
    body = {**an_operator_called(name), **WHY, "parent": parent}
    return await command(
        running, f"/v1/organisations/{organisation}/correction", body, who, version
    )
