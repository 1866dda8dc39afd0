"""Who asks, and how tests ask."""

from typing import Any
from uuid import uuid4

from httpx import Response
from programming.domain.vocabulary import Criterion

from .conftest import Running, bearer

COMMUNE, OTHER = uuid4(), uuid4()
OFFICE = bearer("office-1", "office")
SCORER = bearer("office-3", "office")
PARTNER, OTHER_PARTNER = (
    bearer("commune-1", "partner", org=COMMUNE),
    bearer("commune-2", "partner", org=OTHER),
)
Headers = dict[str, str]


def mad(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "MAD"}


async def post(
    running: Running, path: str, body: dict[str, Any], who: Headers, version: int | None = None
) -> Response:
    condition = {"If-Match": f'"{version}"'} if version is not None else {}
    return await running.http.post(path, json=body, headers={**who, **condition})


async def open_programme(running: Running, **changed: Any) -> str:
    body = {
        "title_fr": "Mise à niveau urbaine de Midelt",
        "region": "08",
        "first_year": 2020,
        "last_year": 2022,
        "envelope": mad("1000.00"),
        **changed,
    }
    opened = await post(running, "/v1/programmes", body, OFFICE)
    assert opened.status_code == 201, opened.text
    return str(opened.json()["id"])


async def propose(running: Running, who: Headers = PARTNER, **changed: Any) -> Response:
    body = {
        "type": "urban_upgrading",
        "title_fr": "Voirie et éclairage",
        "territory": "08.363.01.03",
        "cost": mad("400.00"),
        **changed,
    }
    return await post(running, "/v1/projects", body, who)


async def scored_project(running: Running, **changed: Any) -> tuple[str, int]:
    """A project with every criterion scored: its id and version."""
    project_id = (await propose(running, **changed)).json()["id"]
    for version, criterion in enumerate(Criterion, start=1):
        body = {"criterion": criterion.value, "score": 4, "evidence": "étude 2025"}
        path = f"/v1/projects/{project_id}/scores"
        scored = await post(running, path, body, SCORER, version)
        assert scored.status_code == 200, scored.text
    return project_id, 1 + len(Criterion)


def code_of(response: Response) -> tuple[int, str]:
    return response.status_code, response.json()["code"]


async def read(running: Running, path: str, position: int = 0, who: Headers = OFFICE) -> Any:
    at_least = {"Mithaq-Min-Position": str(position)} if position else {}
    answer = await running.http.get(path, headers={**who, **at_least})
    assert answer.status_code == 200, answer.text
    return answer.json()
