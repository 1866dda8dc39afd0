"""Merging and separating organisations over HTTP, on the real store."""

import asyncio
from uuid import uuid4

from .calls import (
    REGISTRAR,
    VERIFIER,
    a_commune,
    a_mandate,
    a_signing_commune,
    an_ice,
    assert_problem,
    command,
    register,
)
from .changes import MERGE, WHY, change, level, merged, seen
from .conftest import Running, bearer


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
