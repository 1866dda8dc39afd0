"""Who gets what from each route of programming."""

from typing import Final
from uuid import uuid4

from mithaq.runtime.assembly import api_of
from mithaq.runtime.service import Role
from mithaq.testing.matrix import Gets, Matrix, Objects, Row, cells
from programming.bootstrap import SERVICE

from .api import (
    COMMUNE,
    OFFICE,
    OTHER_PARTNER,
    PARTNER,
    Headers,
    mad,
    open_programme,
    post,
    scored_project,
)
from .conftest import Running, Trusting, bearer, line
from .test_routes import drafted, planned

_ALL: Final = "office auditor service treasury"
_LOOKERS: Final = "auditor service treasury controller accountant"
_UNKNOWN: Final = cells(Gets.UNKNOWN)
_OFFICE_ALONE: Final = cells(Gets.FORBIDDEN, ok="office")
_PLACING: Final = cells(Gets.FORBIDDEN, refused="office")

TABLE: Final = {
    "GET /v1/log/head": Row(own=cells(Gets.OK), open=True),
    "GET /v1/programmes": Row(own=cells(Gets.OK)),
    "GET /v1/programmes/{programme_id}": Row(
        own=cells(Gets.OK),
        absent=_UNKNOWN,
        shows=f"{_ALL} partner controller accountant",
        shows_foreign=_ALL,
    ),
    "POST /v1/programmes": Row(own=_OFFICE_ALONE),
    "POST /v1/programmes/{programme_id}/admissions": Row(
        own=_OFFICE_ALONE,  # it is admitted already: nothing changes
        absent=cells(Gets.FORBIDDEN, unknown="office"),
        body={"project_id": "{project_id}"},
    ),
    "GET /v1/projects": Row(
        own=cells(Gets.OK),
        query="?programme={programme_id}",
        shows=f"{_ALL} partner controller accountant",
        shows_foreign=_ALL,
    ),
    "GET /v1/projects/{project_id}": Row(
        own=cells(Gets.UNKNOWN, ok=f"{_ALL} partner controller accountant"),
        foreign=cells(Gets.UNKNOWN, ok=_ALL),
        absent=_UNKNOWN,
    ),
    "POST /v1/projects": Row(
        own=cells(Gets.FORBIDDEN, ok="partner", refused="office auditor service treasury homeless")
    ),
    "POST /v1/projects/{project_id}/scores": Row(
        own=cells(Gets.UNKNOWN, refused="office", forbidden=f"{_LOOKERS} partner"),
        foreign=cells(Gets.UNKNOWN, refused="office", forbidden="auditor service treasury"),
        absent=_UNKNOWN,
    ),
    "POST /v1/projects/{project_id}/placement": Row(
        own=_PLACING, foreign=_PLACING, absent=cells(Gets.FORBIDDEN, unknown="office")
    ),
    "POST /v1/projects/{project_id}/links": Row(
        own=cells(Gets.UNKNOWN, refused="office partner", forbidden=_LOOKERS),
        foreign=cells(Gets.UNKNOWN, refused="office", forbidden="auditor service treasury"),
        absent=_UNKNOWN,
    ),
}


async def test_each_route_answers_as_its_row_says(running: Running) -> None:
    """Both projects are placed in one programme and linked: nothing that is asked changes them."""
    programme = await open_programme(running)
    own, _ = await linked(running, programme, PARTNER)
    foreign, position = await linked(running, programme, OTHER_PARTNER)
    at_least = {**OFFICE, "Mithaq-Min-Position": str(position)}
    for path in (f"/v1/projects/{foreign}", f"/v1/programmes/{programme}"):
        assert (await running.http.get(path, headers=at_least)).status_code == 200
    app = api_of(SERVICE, running.kernel, Role.ALL)
    app.state.verifier = Trusting()
    absent = str(uuid4())
    objects = Objects(
        organisation=COMMUNE,
        parameters={
            "programme_id": [programme, programme, absent],
            "project_id": [own, foreign, absent],
        },
        # opened and twice admitted; proposed, six times scored, placed, linked
        versions={"programme_id": (3, 3), "project_id": (9, 9)},
        marks=(own, foreign),
    )
    wrong = await Matrix(app, running.http, bearer, objects).differences(TABLE)
    assert not wrong, "\n".join(wrong)


async def linked(running: Running, programme: str, proposer: Headers) -> tuple[str, int]:
    project, version = await scored_project(running, who=proposer, cost=mad("100.00"))
    path, placing = f"/v1/projects/{project}", {"programme_id": programme}
    placed = await post(running, f"{path}/placement", placing, OFFICE, version)
    assert placed.status_code == 200, placed.text
    convention = str(uuid4())
    seq = int(uuid4().int % 10**9)
    await running.hear(
        line(seq, f"convention-{convention}", 1, "ConventionDrafted", drafted(convention, COMMUNE)),
        line(seq + 1, f"convention-{convention}", 2, "ActionPlanned", planned(convention, "A")),
    )
    link = {"convention_id": convention, "action": "A"}
    done = await post(running, f"{path}/links", link, OFFICE, version + 1)
    assert done.status_code == 200, done.text
    return project, int(done.json()["position"])
