"""How far from today a programme or a project is dated, and by whom."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from mithaq.events import decode_metadata
from programming.domain.vocabulary import Criterion

from .api import OFFICE, OTHER_PARTNER, PARTNER, SCORER, code_of, mad, post, propose
from .conftest import Running, bearer

ARCHIVIST = bearer("office-9", "office", "archivist")
WHY = {"dating_reason": "Registre de 2020 repris"}
PROGRAMME: dict[str, Any] = {
    "title_fr": "Mise à niveau urbaine de Midelt",
    "region": "08",
    "first_year": 2020,
    "last_year": 2022,
    "envelope": mad("1000.00"),
}


@pytest.mark.parametrize(
    ("days", "who", "reason", "told"),
    [
        (1, OFFICE, WHY, (422, "date-in-future")),
        (1, ARCHIVIST, WHY, (422, "date-in-future")),
        (-31, OFFICE, WHY, (403, "dated-too-far-back")),
        (-31, ARCHIVIST, {}, (422, "dating-reason-missing")),
        (-30, OFFICE, {}, (201, None)),
        (-3000, ARCHIVIST, WHY, (201, None)),
    ],
)
async def test_a_programme_is_opened_within_the_days_allowed(
    running: Running, days: int, who: dict[str, str], reason: dict[str, str], told: tuple[int, str]
) -> None:
    on = running.programming.today() + timedelta(days=days)
    answer = await post(running, "/v1/programmes", {**PROGRAMME, **reason, "on": str(on)}, who)
    assert (answer.status_code, answer.json().get("code")) == told


async def test_each_command_on_a_project_is_dated_within_them(running: Running) -> None:
    tomorrow: dict[str, Any] = {"on": str(running.programming.today() + timedelta(days=1))}
    assert code_of(await propose(running, **tomorrow)) == (422, "date-in-future")
    project = (await propose(running)).json()["id"]
    programme = (await post(running, "/v1/programmes", PROGRAMME, OFFICE)).json()["id"]
    score = {"criterion": str(next(iter(Criterion))), "score": 4, "evidence": "étude", **tomorrow}
    link = {"convention_id": str(uuid4()), "action": "A1", **tomorrow}
    for path, body, who in (
        (f"/v1/projects/{project}/scores", score, SCORER),
        (f"/v1/projects/{project}/placement", {"programme_id": programme, **tomorrow}, OFFICE),
        (f"/v1/programmes/{programme}/admissions", {"project_id": project, **tomorrow}, OFFICE),
        (f"/v1/projects/{project}/links", link, PARTNER),
    ):
        assert code_of(await post(running, path, body, who, 1)) == (422, "date-in-future"), path
    stranger = await post(running, f"/v1/projects/{project}/scores", score, OTHER_PARTNER, 1)
    assert code_of(stranger) == (404, "project-unknown")


async def test_the_reason_is_recorded(running: Running) -> None:
    old = {**PROGRAMME, **WHY, "on": "2020-03-02"}
    programme = (await post(running, "/v1/programmes", old, ARCHIVIST)).json()["id"]
    (stored,) = await running.programming.programmes.store.load(f"programme-{programme}", 0)
    assert decode_metadata(stored.meta).dating_reason == WHY["dating_reason"]
