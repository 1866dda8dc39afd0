"""No answer about the largest convention is above 200 kB, but for what is downloaded as a file.

Every route that reads is asked, at stages of its life; what is paged comes whole, page by page. In
short form on a smaller one, large enough that lists are cut, pages filled and the text left out.
"""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

import httpx
import pytest
from conventions.domain.core.convention import Convention
from conventions.domain.core.text import text_sha256
from fastapi import FastAPI
from mithaq.http import ANSWER_BYTES

from .. import people as p
from ..routes.clients import bearer
from . import amending, shape
from .framework import framework
from .life import Life, Stages
from .over_http import serving
from .shape import FULL, Size

SOME: Final = Size(parties=8, actions=120, promises=560, moved=20, lines=60)
OFFICE: Final = bearer("office", "office", org=p.MINISTRY)
LEAD: Final = bearer("region-head", "partner", org=p.REGION)
C: Final = f"/v1/conventions/{p.ID}"


def _signed(stages: Stages) -> Life:
    size = stages.size
    return amending.signed(stages.running, size, amending.OPERATIONS["split"](size))


LIVES: Final[Mapping[str, Callable[[Stages], Life]]] = {
    "in a round": lambda stages: stages.in_round,
    "an amendment signed": _signed,
    "an amendment in effect": lambda stages: amending.effect_of(stages, "split"),
}


@dataclass(frozen=True)
class Served:
    http: httpx.AsyncClient
    app: FastAPI
    life: Life
    above: Convention
    size: Size

    @property
    def convention(self) -> Convention:
        return self.life.convention

    async def read(self, path: str, **query: str | int) -> httpx.Response:
        return await self.http.get(path, params=query, headers=OFFICE)


@pytest.fixture(
    scope="module",
    params=[
        *(pytest.param((SOME, name), id=name) for name in ("in a round", "an amendment signed")),
        *(
            pytest.param((FULL, name), id=f"{name}, the largest", marks=pytest.mark.campaign)
            for name in LIVES
        ),
    ],
)
async def served(request: pytest.FixtureRequest, postgres_server: str) -> AsyncIterator[Served]:
    size, name = request.param
    life = LIVES[name](Stages(size))
    async with AsyncExitStack() as stack:
        http, app = await stack.enter_async_context(serving(postgres_server, size, life))
        yield Served(http, app, life, framework(size).convention, size)


async def test_no_answer_is_longer_than_an_answer_may_be(served: Served) -> None:
    long, answered = dict[str, int](), 0
    for path, operation in served.app.openapi()["paths"].items():
        if "get" not in operation or path.endswith(_FILES):
            continue
        named = {each["name"]: each["in"] for each in operation["get"].get("parameters", ())}
        for address in _addresses(path, served):
            for query in _queries(named):
                answer = await served.read(address, **query)
                assert answer.status_code in {200, 404, 409, 413}, (address, answer.text[:500])
                answered += answer.status_code == 200
                if len(answer.content) > ANSWER_BYTES:
                    long[address] = len(answer.content)
    assert not long
    assert answered > 60


_FILES: Final = ("/file", "/sheet", ".csv", ".xlsx")
_QUERY: Final = {"from": "2026-03-02", "to": "2027-01-01"}


def _queries(named: Mapping[str, str]) -> Iterator[dict[str, str | int]]:
    """As short as it can be asked; of what is paged the longest page, of a text also a past one."""
    needed: dict[str, str | int] = {n: v for n, v in _QUERY.items() if named.get(n) == "query"}
    yield needed
    if "limit" in named:
        yield {**needed, "limit": 200}
    if "on" in named:
        yield {**needed, "on": "2026-03-02"}


def _addresses(path: str, served: Served) -> list[str]:
    """For the convention and for its framework, each with the first of its parts."""
    terms = served.convention.terms
    known = {
        "organisation_id": p.REGION,
        "article": "article-15",
        "tranche": next(iter(served.convention.tranches), "none"),
        "amendment": 1,
        "round": 2,
        "version": 1,
        "instrument": "financing",
        "name": "financement",
        "code": "pdv",
        "year": terms.outline.first_year,
        "statement": "none",
    }
    of = [p.ID, shape.FRAMEWORK] if "{convention_id}" in path else [p.ID]
    return [path.format(**{**known, "convention_id": each}) for each in of]


async def _all(served: Served, path: str, items: Callable[[Any], Any], **query: str) -> list[Any]:
    found: list[Any] = []
    after: dict[str, str] = {}
    while True:
        answer = await served.read(path, limit=200, **query, **after)
        assert answer.status_code == 200, answer.text[:500]
        assert len(answer.content) <= ANSWER_BYTES
        page = items(answer.json())
        found += page["items"]
        if page["next"] is None:
            return found
        after = {"after": page["next"]}


@pytest.mark.parametrize("part", ["parties", "articles", "actions", "contributions", "amendments"])
async def test_all_of_a_part_comes_in_pages(served: Served, part: str) -> None:
    of = served.convention if part == "amendments" else served.convention.terms
    found = await _all(served, f"{C}/{part}", lambda page: page)
    assert len(found) == len(getattr(of, part))


async def test_the_whole_plan_comes_in_pages(served: Served) -> None:
    found = await _all(served, f"{C}/plan", lambda plan: plan["actions"])
    promises = sum(len(year["contributions"]) for action in found for year in action["years"])
    assert len(found) == len(served.convention.terms.actions)
    assert promises == len(served.convention.terms.contributions)


async def test_the_whole_history_comes_in_pages_and_its_longest_event_as_a_file(
    served: Served,
) -> None:
    facts = await _all(served, f"{C}/events", lambda page: page)
    assert [each["version"] for each in facts] == list(range(1, len(served.life.told) + 1))
    cut = [each for each in facts if each["left_out"]]
    assert bool(cut) is (served.convention.signing.signed_on is not None)
    for fact in cut:
        whole = (await served.read(f"{C}/events/{fact['version']}/file")).json()
        assert whole["type"] == fact["type"]
        for path, missing in fact["left_out"].items():
            assert len(whole["data"][path]) == len(fact["data"][path]) + missing


async def test_the_text_is_a_file_whose_digest_is_told(served: Served) -> None:
    told = (await served.read(f"{C}/text")).json()
    assert (told["canonical"], told["text"]) == (None, None)
    assert told["sha256"] == text_sha256(served.convention)
    file = await served.read(f"{C}/text/file")
    assert "attachment" in file.headers["Content-Disposition"]
    assert sha256(file.content).hexdigest() == told["sha256"]
    assert len(file.content) == told["length"]


async def test_the_whole_of_it_is_refused_with_the_way_out(served: Served) -> None:
    refused = await served.read(C)
    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (413, "answer-too-large")
    for link in problem["values"]["links"].split(", "):
        assert (await served.read(link)).status_code == 200, link
