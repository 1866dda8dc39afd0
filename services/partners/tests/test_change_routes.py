"""Closing, merging, separating and correcting organisations over HTTP, on the real store."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from httpx import Response

from .calls import (
    AUDITOR,
    REGISTRAR,
    VERIFIER,
    Commune,
    a_commune,
    a_mandate,
    a_signing_commune,
    an_ice,
    assert_problem,
    command,
    register,
)
from .conftest import Running, bearer

WHY = {"reason": "Deux fiches du même conseil"}
MERGE = {**WHY, "evidence": "Même ICE, récépissé du 12 mars 2026"}


async def level(running: Running) -> dict[str, str]:
    """An auditor who reads what has happened up to now."""
    last = await running.kernel.database.pool.fetchval("SELECT max(position) FROM event")
    return {**AUDITOR, "Mithaq-Min-Position": str(last)}


async def seen(running: Running, organisation: str) -> dict[str, Any]:
    """The organisation as it is read once everything was read."""
    headers = await level(running)
    answer = await running.http.get(f"/v1/organisations/{organisation}", headers=headers)
    read: dict[str, Any] = answer.json()
    return read


async def change(
    running: Running, organisation: str, what: str, body: dict[str, Any], version: int
) -> tuple[Response, Response]:
    """Asked by the registrar and confirmed by the verifier."""
    path = f"/v1/organisations/{organisation}"
    asked = await command(running, f"{path}/{what}", body, REGISTRAR, version)
    return asked, await command(running, f"{path}/change/confirmation", {}, VERIFIER, version + 1)


async def merged(running: Running) -> tuple[Commune, Commune]:
    """Two entries of one commune, the first merged into the second; both have a mayor."""
    twin, survivor = await a_signing_commune(running), await a_signing_commune(running)
    body = {**MERGE, "into": survivor.id}
    asked, done = await change(running, twin.id, "merger", body, twin.version)
    assert (asked.status_code, done.status_code) == (200, 200), done.text
    return twin, survivor


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


async def test_a_merger_rewrites_nothing_and_is_told_of_both(running: Running) -> None:
    twin, survivor = await merged(running)
    old, new = await seen(running, twin.id), await seen(running, survivor.id)
    assert (old["state"], old["merged_into"]) == ("merged", survivor.id)
    assert (new["state"], new["version"]) == ("active", survivor.version + 1)
    more = await command(
        running, f"{twin.path}/mandates", a_mandate(twin), twin.clerk, old["version"]
    )
    assert_problem(more, 409, "organisation-merged")
    assert survivor.id in more.json()["detail"]
    again = await register(running, name_fr=old["name_fr"], name_ar=None)
    assert_problem(again, 409, "name-taken")


async def test_the_survivor_acts_for_the_merged_one_and_sees_what_is_recorded_of_it(
    running: Running,
) -> None:
    twin = await a_signing_commune(running)
    path = f"{twin.path}/mandates"
    mandate = (await command(running, path, a_mandate(twin), twin.clerk, 3)).json()["id"]
    survivor = await a_signing_commune(running)
    agent = bearer("u-survivor", "partner", org=survivor.id)
    revocation = f"{path}/{mandate}/revocation"
    before = await command(running, revocation, {"reason": "Doublon"}, agent, 4)
    assert_problem(before, 403, "own-partner-only")
    body = {**MERGE, "into": survivor.id}
    _, done = await change(running, twin.id, "merger", body, 4)
    headers = {**agent, "Mithaq-Min-Position": str(done.json()["position"])}
    listed = await running.http.get(f"{survivor.path}/mandates", headers=headers)
    assert [each["mandate_id"] for each in listed.json()["items"]] == [mandate]
    people = await running.http.get(f"{survivor.path}/representatives", headers=headers)
    assert {each["organisation_id"] for each in people.json()["items"]} == {twin.id, survivor.id}
    contact = await running.http.get(f"/v1/representatives/{twin.person}/contact", headers=headers)
    assert contact.json()["email"] == "naima@tetouan.example.ma"
    revoked = await command(running, revocation, {"reason": "Doublon"}, agent, 6)
    assert revoked.status_code == 200, revoked.text
    backwards = await running.http.get(f"{survivor.path}/mandates", headers=twin.clerk)
    assert_problem(backwards, 404, "organisation-unknown")


async def test_what_cannot_go_on_takes_nothing_in(running: Running) -> None:
    twin, survivor = await merged(running)
    third = await a_signing_commune(running)
    path = f"{third.path}/merger"
    into_merged = await command(running, path, {**MERGE, "into": twin.id}, REGISTRAR, 3)
    assert_problem(into_merged, 409, "survivor-not-active")
    itself = await command(running, path, {**MERGE, "into": third.id}, REGISTRAR, 3)
    assert_problem(itself, 422, "merger-into-itself")
    nobody = await command(running, path, {**MERGE, "into": str(uuid4())}, REGISTRAR, 3)
    assert_problem(nobody, 404, "organisation-unknown")
    unverified = (await register(running)).json()["id"]
    new = await command(running, path, {**MERGE, "into": unverified}, REGISTRAR, 3)
    assert_problem(new, 409, "survivor-not-active")
    region = a_commune(kind="region", territory="02")
    other = (await register(running, **region)).json()["id"]
    await command(
        running, f"/v1/organisations/{other}/verification", {"evidence": "Décret"}, VERIFIER, 1
    )
    kinds = await command(running, path, {**MERGE, "into": other}, REGISTRAR, 3)
    assert_problem(kinds, 409, "merger-of-kinds")
    # what went on may be merged itself: both are then answered for by the last
    _, done = await change(running, survivor.id, "merger", {**MERGE, "into": third.id}, 4)
    assert done.status_code == 200, done.text
    agent = bearer("u-last", "partner", org=third.id)
    listed = await running.http.get(f"{twin.path}/representatives", headers=agent)
    assert listed.status_code == 200, listed.text


async def test_different_enterprises_are_not_merged(running: Running) -> None:
    first = (await register(running, ice=an_ice(51))).json()["id"]
    second = (await register(running, ice=an_ice(52))).json()["id"]
    path = f"/v1/organisations/{second}"
    await command(running, f"{path}/verification", {"evidence": "Décret"}, VERIFIER, 1)
    body = {**MERGE, "into": second}
    refused = await command(running, f"/v1/organisations/{first}/merger", body, REGISTRAR, 1)
    assert_problem(refused, 409, "merger-of-enterprises")


async def test_of_two_mergers_at_once_into_each_other_one_is_refused(running: Running) -> None:
    one, two = await a_signing_commune(running), await a_signing_commune(running)
    for each, other in ((one, two), (two, one)):
        body = {**MERGE, "into": other.id}
        assert (
            await command(running, f"{each.path}/merger", body, REGISTRAR, 3)
        ).status_code == 200
    both = [
        command(running, f"{each.path}/change/confirmation", {}, VERIFIER, 4) for each in (one, two)
    ]
    answers = await asyncio.gather(*both)
    assert sorted(each.status_code for each in answers) in ([200, 409], [200, 412])
    states = {(await seen(running, each.id))["state"] for each in (one, two)}
    assert states == {"active", "merged"}


async def test_of_two_organisations_merged_into_one_at_once_both_are(running: Running) -> None:
    survivor = await a_signing_commune(running)
    twins = [await a_signing_commune(running) for _ in range(4)]
    for each in twins:
        body = {**MERGE, "into": survivor.id}
        await command(running, f"{each.path}/merger", body, REGISTRAR, 3)
    confirmed = await asyncio.gather(
        *(command(running, f"{each.path}/change/confirmation", {}, VERIFIER, 4) for each in twins)
    )
    assert [each.status_code for each in confirmed] == [200] * 4
    stream = f"organisation-{survivor.id}"
    state = (await running.partners.organisations.load(stream)).state
    assert {str(each) for each in state.absorbed} == {each.id for each in twins}


async def test_who_acted_for_either_merges_neither(running: Running) -> None:
    twin, survivor = await a_signing_commune(running), await a_signing_commune(running)
    body = {**MERGE, "into": survivor.id}
    mayor = bearer(survivor.subject, "office")
    asked = await command(running, f"{twin.path}/merger", body, mayor, 3)
    assert_problem(asked, 403, "own-standing")
    await command(running, f"{twin.path}/merger", body, REGISTRAR, 3)
    for subject in (survivor.subject, twin.subject, "u-clerk"):
        own = await command(
            running, f"{twin.path}/change/confirmation", {}, bearer(subject, "office"), 4
        )
        assert_problem(own, 403, "own-standing")


async def test_who_acted_for_what_was_merged_does_not_reinstate_the_survivor(
    running: Running,
) -> None:
    """Otherwise a merger would give somebody a say over their own organisation."""
    twin, survivor = await merged(running)
    suspended = await command(running, f"{survivor.path}/suspension", WHY, VERIFIER, 4)
    assert suspended.status_code == 200, suspended.text
    mayor = bearer(twin.subject, "office")
    own = await command(running, f"{survivor.path}/reinstatement", WHY, mayor, 5)
    assert_problem(own, 403, "own-standing")
    separating = await command(running, f"{twin.path}/separation", WHY, REGISTRAR, 5)
    assert_problem(separating, 409, "survivor-not-active")


async def test_the_mandates_of_a_merged_one_end_when_the_survivor_is_closed(
    running: Running,
) -> None:
    twin = await a_signing_commune(running)
    path = f"{twin.path}/mandates"
    mandate = (await command(running, path, a_mandate(twin), twin.clerk, 3)).json()["id"]
    survivor = await a_signing_commune(running)
    await change(running, twin.id, "merger", {**MERGE, "into": survivor.id}, 4)
    _, done = await change(running, survivor.id, "closure", WHY, 4)
    assert done.status_code == 200, done.text
    read = await running.http.get(f"{path}/{mandate}", headers=await level(running))
    assert read.json()["revoked_on"] is not None


async def test_a_separation_lets_each_answer_for_itself_again(running: Running) -> None:
    twin, survivor = await merged(running)
    agent = bearer("u-survivor", "partner", org=survivor.id)
    asked, done = await change(running, twin.id, "separation", WHY, twin.version + 2)
    assert (asked.status_code, done.status_code) == (200, 200), done.text
    again = await seen(running, twin.id)
    assert (again["state"], again["merged_into"]) == ("active", None)
    unseen = await running.http.get(f"{twin.path}/representatives", headers=agent)
    assert_problem(unseen, 404, "organisation-unknown")
    apart = await command(running, f"{twin.path}/separation", WHY, REGISTRAR, again["version"])
    assert_problem(apart, 409, "organisation-not-merged")


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


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("zaouiat {m}", ["exact", "begins", "words", "holds"]),
        ("ZÂOUIAT {m}", ["exact", "begins", "words", "holds"]),
        ("{m} zaouiat", ["words", "begins", "exact", "holds"]),
        ("الزاوية {m}", ["exact"]),
        ("الزاويه {m}", ["exact"]),
        ("{ice}", ["begins"]),
    ],
)
async def test_exact_names_come_first_then_beginnings_then_words(
    running: Running, q: str, found: list[str]
) -> None:
    mark = uuid4().hex
    ice = an_ice(int(mark[:7], 16) + 1)
    names = {
        "exact": (f"Zaouiat {mark}", f"الزاوية {mark}", None),
        "begins": (f"Zaouiat {mark} Nord", None, ice),
        "words": (f"Commune de {mark} et Zaouiat", None, None),
        "holds": (f"Grandzaouiat {mark}", None, None),
    }
    ids = {}
    for key, (french, arabic, number) in names.items():
        told = await register(running, name_fr=french, name_ar=arabic, ice=number)
        ids[told.json()["id"]] = key
        await seen(running, told.json()["id"])
    sought = q.format(m=mark, ice=ice)
    answer = await running.http.get("/v1/organisations", params={"q": sought}, headers=AUDITOR)
    order = [ids[each["organisation_id"]] for each in answer.json()["items"]]
    assert sorted(order) == sorted(found)
    if q.endswith("{m}") and len(found) > 1:
        assert order == found
    pages = []
    after = None
    while True:
        params = {"q": sought, "limit": "1", **({"after": after} if after else {})}
        page = (await running.http.get("/v1/organisations", params=params, headers=AUDITOR)).json()
        pages += [ids[each["organisation_id"]] for each in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert pages == order


async def test_a_territorys_code_finds_those_on_it_first(running: Running) -> None:
    mark = uuid4().hex
    there = (await register(running, name_fr=f"Ici {mark}", territory="08.363.01.03")).json()
    await seen(running, there["id"])
    answer = await running.http.get("/v1/organisations?q=08.363.01.03", headers=AUDITOR)
    assert answer.json()["items"][0]["territory"] == "08.363.01.03"
    begins = await running.http.get("/v1/organisations?q=08.363", headers=AUDITOR)
    assert there["id"] in {each["organisation_id"] for each in begins.json()["items"]}


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
