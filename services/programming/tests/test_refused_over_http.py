"""Refusals that only decisions showed: each met by a request, and what it guards allowed."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from mithaq.morocco import day_in_morocco
from programming.domain.vocabulary import Criterion

from .api import (
    COMMUNE,
    OFFICE,
    OTHER_PARTNER,
    PARTNER,
    SCORER,
    code_of,
    mad,
    open_programme,
    post,
    propose,
    scored_project,
)
from .conftest import Running, bearer, line
from .test_routes import drafted, planned

SCORE = {"criterion": Criterion.GENDER.value, "score": 4, "evidence": "étude 2025"}


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("amount-not-positive", {"envelope": mad("0.00")}),
        ("period-reversed", {"first_year": 2023}),
        ("region-unknown", {"region": "99"}),
    ],
)
async def test_a_programme_is_sound(
    running: Running, code: str, changed: dict[str, object]
) -> None:
    body = {
        "title_fr": "Mise à niveau urbaine",
        "region": "08",
        "first_year": 2020,
        "last_year": 2022,
        "envelope": mad("1000.00"),
    }
    refused = await post(running, "/v1/programmes", {**body, **changed}, OFFICE)
    assert code_of(refused) == (422, code)
    assert (await post(running, "/v1/programmes", body, OFFICE)).status_code == 201


async def test_who_proposes_does_not_score_and_scores_are_bounded(running: Running) -> None:
    project = (await propose(running)).json()["id"]
    path = f"/v1/projects/{project}/scores"
    own = bearer("office-9", "office", org=COMMUNE)
    assert code_of(await post(running, path, SCORE, own, 1)) == (403, "scores-own-project")
    beyond = await post(running, path, {**SCORE, "score": 6}, SCORER, 1)
    assert code_of(beyond) == (422, "score-out-of-range")
    before = {**SCORE, "on": str(day_in_morocco(datetime.now(UTC)) - timedelta(days=1))}
    early = await post(running, path, before, SCORER, 1)
    assert code_of(early) == (409, "dated-before-its-basis")
    assert (await post(running, path, SCORE, SCORER, 1)).status_code == 200


async def test_a_project_is_placed_by_another_once_it_is_scored(running: Running) -> None:
    programme, other = await open_programme(running), await open_programme(running)
    placing = {"programme_id": programme}
    bare = (await propose(running)).json()["id"]
    unscored = await post(running, f"/v1/projects/{bare}/placement", placing, OFFICE, 1)
    assert code_of(unscored) == (409, "criteria-missing")
    project, version = await scored_project(running)
    path = f"/v1/projects/{project}/placement"
    assert code_of(await post(running, path, placing, SCORER, version)) == (403, "scorer-places")
    assert (await post(running, path, placing, OFFICE, version)).status_code == 200
    twice = await post(running, path, {"programme_id": other}, OFFICE, version + 1)
    assert code_of(twice) == (409, "already-placed")


async def test_a_project_is_linked_once_it_is_placed_by_who_proposed_it(running: Running) -> None:
    programme, convention = await open_programme(running), uuid4()
    stream, seq = f"convention-{convention}", uuid4().int % 1_000_000 + 1_000
    await running.hear(
        line(seq, stream, 1, "ConventionDrafted", drafted(convention, COMMUNE)),
        line(seq + 1, stream, 2, "ActionPlanned", planned(convention, "A1")),
        line(seq + 2, stream, 3, "ActionPlanned", planned(convention, "A2")),
    )
    project, version = await scored_project(running)
    path, link = f"/v1/projects/{project}", {"convention_id": str(convention), "action": "A1"}
    early = await post(running, f"{path}/links", link, PARTNER, version)
    assert code_of(early) == (409, "not-placed")
    placing = {"programme_id": programme}
    placed = await post(running, f"{path}/placement", placing, OFFICE, version)
    assert placed.status_code == 200, placed.text
    auditor = bearer("auditor-1", "auditor")
    seeing = await post(running, f"{path}/links", link, auditor, version + 1)
    assert code_of(seeing) == (403, "proposer-or-office-only")
    foreign = await post(running, f"{path}/links", link, OTHER_PARTNER, version + 1)
    assert code_of(foreign) == (404, "project-unknown")
    assert (await post(running, f"{path}/links", link, PARTNER, version + 1)).status_code == 200
    again = await post(running, f"{path}/links", {**link, "action": "A2"}, PARTNER, version + 2)
    assert code_of(again) == (409, "already-linked")
