"""The API, from an open programme to a project linked to an action, on the real store."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
from programming.domain.vocabulary import Criterion

from .api import (
    COMMUNE,
    OFFICE,
    OTHER,
    OTHER_PARTNER,
    PARTNER,
    code_of,
    mad,
    open_programme,
    post,
    propose,
    read,
    scored_project,
)
from .conftest import Running, bearer, line


def drafted(convention: object, by: UUID) -> dict[str, Any]:
    return {
        "convention_id": str(convention),
        "drafted_by": str(by),
        "outline": {"region": "08", "reference": "R"},
    }


def planned(convention: object, action: str) -> dict[str, Any]:
    return {"convention_id": str(convention), "action": {"action": action}}


async def test_a_project_goes_from_proposal_to_a_convention_s_action(running: Running) -> None:
    programme = await open_programme(running)
    project, version = await scored_project(running)
    placing = {"programme_id": programme}
    placed = await post(running, f"/v1/projects/{project}/placement", placing, OFFICE, version)
    assert placed.status_code == 200, placed.text

    position = placed.json()["position"]
    shown = await read(running, f"/v1/programmes/{programme}", position)
    assert shown["reserved"] == mad("400.00")
    assert shown["free"] == mad("600.00")
    assert [each["project_id"] for each in shown["admitted"]] == [project]

    convention = uuid4()
    stream = f"convention-{convention}"
    await running.hear(
        line(1, stream, 1, "ConventionDrafted", drafted(convention, OTHER)),
        line(2, stream, 2, "ActionPlanned", planned(convention, "A1")),
    )
    link = {"convention_id": str(convention), "action": "A1"}
    stranger = await post(running, f"/v1/projects/{project}/links", link, PARTNER, version + 1)
    assert code_of(stranger) == (409, "convention-unknown")
    invited = {"convention_id": str(convention), "party": {"organisation_id": str(COMMUNE)}}
    await running.hear(line(3, stream, 3, "PartyInvited", invited, schema=2))
    linked = await post(running, f"/v1/projects/{project}/links", link, PARTNER, version + 1)
    assert linked.status_code == 200, linked.text

    told = await read(running, f"/v1/projects/{project}", linked.json()["position"])
    assert told["link"] == link
    assert told["total_score"] == 24
    assert {each["criterion"] for each in told["scores"]} == {each.value for each in Criterion}
    assert told["region"]["name_fr"] == "Drâa-Tafilalet"
    listed = await read(running, f"/v1/projects?convention={convention}")
    assert [each["id"] for each in listed["items"]] == [project]


async def test_a_link_needs_a_convention_and_an_action_that_exist(running: Running) -> None:
    programme = await open_programme(running)
    project, version = await scored_project(running)
    body, path = {"programme_id": programme}, f"/v1/projects/{project}"
    await post(running, f"{path}/placement", body, OFFICE, version)
    convention = str(uuid4())
    link = {"convention_id": convention, "action": "A2"}
    unknown = await post(running, f"{path}/links", link, PARTNER, version + 1)
    assert code_of(unknown) == (409, "convention-unknown")

    stream, removed = f"convention-{convention}", planned(convention, "A2")
    await running.hear(
        line(11, stream, 1, "ConventionDrafted", drafted(convention, COMMUNE)),
        line(12, stream, 2, "ActionPlanned", removed),
        line(13, stream, 3, "ActionRemoved", removed),
    )
    gone = await post(running, f"{path}/links", link, PARTNER, version + 1)
    assert code_of(gone) == (409, "action-unknown")


async def test_two_projects_at_once_never_exceed_the_envelope(running: Running) -> None:
    programme = await open_programme(running)
    projects = [await scored_project(running, cost=mad("600.00")) for _ in range(2)]
    answers = await asyncio.gather(
        *(
            post(
                running, f"/v1/projects/{each}/placement", {"programme_id": programme}, OFFICE, seen
            )
            for each, seen in projects
        )
    )
    assert sorted(each.status_code for each in answers) == [200, 409]
    refused = next(each for each in answers if each.status_code == 409)
    assert refused.json()["code"] == "envelope-exceeded"
    position = max(each.json().get("position", 0) for each in answers)
    shown = await read(running, f"/v1/programmes/{programme}", position)
    assert shown["reserved"] == mad("600.00")
    placed = [await read(running, f"/v1/projects/{each}", position) for each, _ in projects]
    assert sorted(str(each["programme_id"]) for each in placed) == sorted([programme, "None"])


async def test_an_admission_is_a_placement_seen_from_the_programme(running: Running) -> None:
    programme = await open_programme(running)
    project, _ = await scored_project(running)
    path, body = f"/v1/programmes/{programme}/admissions", {"project_id": project}
    admitted = await post(running, path, body, OFFICE, 1)
    assert admitted.json()["version"] == 2
    told = await read(running, f"/v1/projects/{project}", admitted.json()["position"])
    assert told["programme_id"] == programme
    stale = await post(running, path, {"project_id": str(uuid4())}, OFFICE, 2)
    assert code_of(stale) == (404, "project-unknown")


async def test_refusals_say_which_rule_and_leave_nothing_behind(running: Running) -> None:
    assert code_of(await propose(running, territory="99")) == (422, "territory-unknown")
    assert code_of(await propose(running, OTHER_PARTNER, proposed_by=str(COMMUNE))) == (
        403,
        "own-name-only",
    )
    assert code_of(await propose(running, OFFICE)) == (422, "proposer-missing")
    programme = await open_programme(running, region="01")
    project, version = await scored_project(running)
    path, body = f"/v1/projects/{project}/placement", {"programme_id": programme}
    assert code_of(await post(running, path, body, OFFICE, version)) == (409, "other-region")
    assert code_of(await post(running, path, body, OFFICE)) == (428, "precondition-required")
    assert code_of(await post(running, path, body, OFFICE, 1)) == (412, "version-conflict")
    assert code_of(await post(running, path, body, PARTNER, version)) == (403, "office-only")
    nowhere = {"programme_id": str(UUID(int=7))}
    assert code_of(await post(running, path, nowhere, OFFICE, version)) == (
        404,
        "programme-unknown",
    )
    shown = await read(running, f"/v1/projects/{project}")
    assert shown["programme_id"] is None


async def test_sending_a_proposal_twice_proposes_once(running: Running) -> None:
    who = {**PARTNER, "Idempotency-Key": "proposal-1"}
    first, second = await propose(running, who), await propose(running, who)
    assert first.json() == second.json()
    assert second.status_code == 201


async def test_a_long_list_is_read_page_by_page(running: Running) -> None:
    region = "12"
    for _ in range(3):
        last = await open_programme(running, region=region)
    later = (await propose(running)).json()["position"]
    first = await read(running, f"/v1/programmes?region={region}&limit=2", later)
    rest = await read(running, f"/v1/programmes?region={region}&limit=2&after={first['next']}")
    seen = [each["id"] for each in [*first["items"], *rest["items"]]]
    assert len(set(seen)) == 3
    assert last in seen
    assert rest["next"] is None


@pytest.mark.parametrize("who", [OTHER_PARTNER, bearer("c", "controller"), bearer("nobody")])
async def test_a_project_is_there_for_its_proposer_and_the_office_alone(
    running: Running, who: dict[str, str]
) -> None:
    programme = await open_programme(running)
    project, version = await scored_project(running)
    placing = {"programme_id": programme}
    placed = await post(running, f"/v1/projects/{project}/placement", placing, OFFICE, version)
    position = placed.json()["position"]
    at_least = {"Mithaq-Min-Position": str(position)}
    for mine in (PARTNER, OFFICE, bearer("auditor-1", "auditor")):
        shown = await read(running, f"/v1/projects/{project}", position, mine)
        assert len(shown["scores"]) == len(Criterion)
        envelope = await read(running, f"/v1/programmes/{programme}", position, mine)
        assert [each["project_id"] for each in envelope["admitted"]] == [project]
    foreign = await running.http.get(f"/v1/projects/{project}", headers=who | at_least)
    absent = await running.http.get(f"/v1/projects/{uuid4()}", headers=who)
    assert code_of(foreign) == code_of(absent) == (404, "project-unknown")
    listed = await read(running, f"/v1/projects?programme={programme}", position, who)
    assert listed["items"] == []
    public = await read(running, f"/v1/programmes/{programme}", position, who)
    assert (public["reserved"], public["admitted"]) == (mad("400.00"), [])


async def test_nobody_reads_without_a_token(running: Running) -> None:
    assert (await running.http.get("/v1/projects")).status_code == 401
