"""A convention read whole, and part by part: the same, whatever its size."""

import asyncio
import gc
from collections.abc import Iterator
from dataclasses import replace
from time import thread_time

import orjson
import pytest
from conventions.domain.core.convention import Convention as State
from conventions.domain.core.schedule import with_lookups
from conventions.routes.views.convention import WHOLE, ConventionView
from conventions.routes.views.parts import PARTS, Part, Reading
from conventions.routes.views.whole import whole
from mithaq.canonical import digest
from mithaq.http import ANSWER_BYTES, AnswerTooLarge, Window
from mithaq.states import changed

from ..huge import SMALL, state_of
from ..lives import LIVES
from ..people import AUDITOR
from ..story import state_of as state_of_story
from .callers import OFFICE, STRANGER
from .clients import Convention

LONG = 1_600  # tranches: more than a megabyte


def _states() -> Iterator[State]:
    yield state_of(SMALL)
    for life in LIVES:
        yield state_of_story(life())


STATES = list(_states())


@pytest.mark.parametrize("state", STATES, ids=range(len(STATES)))
async def test_what_is_written_in_slices_is_the_whole_view(state: State) -> None:
    written = await whole(state, AUDITOR, frozenset())
    shown = ConventionView.of(state, AUDITOR, frozenset()).model_dump_json()
    assert orjson.loads(written) == orjson.loads(shown)


@pytest.mark.parametrize("state", STATES, ids=range(len(STATES)))
@pytest.mark.parametrize("limit", [1, 3, 200])
def test_pages_of_a_part_are_all_of_it_in_order(state: State, limit: int) -> None:
    for part in PARTS.values():
        assert _paged(state, part, limit) == list(part.all(Reading(state)))


def _paged(state: State, part: Part, limit: int) -> list[object]:  # type: ignore[type-arg]
    found: list[object] = []
    token = None
    while True:
        page = part.page(state, Window(limit, token))
        found += page.items
        token = page.next
        if token is None:
            return found


async def test_one_that_is_too_long_is_refused_and_says_where_to_read_it() -> None:
    with pytest.raises(AnswerTooLarge) as refused:
        await whole(_with_tranches(LONG), AUDITOR, frozenset())
    assert refused.value.values["limit"] == ANSWER_BYTES
    address = f"/v1/conventions/{state_of(SMALL).convention_id}"
    links = refused.value.lists["links"]
    assert {f"{address}/{part}" for part in (*WHOLE, "text", "events")} <= set(links)


def _with_tranches(count: int) -> State:
    state = state_of(SMALL)
    (_, tranche), *_ = state.tranches.items()
    many = {
        f"t{nth}": changed(tranche, planned=replace(tranche.planned, tranche=f"t{nth}"))
        for nth in range(count)
    }
    return with_lookups(changed(state, tranches=many))


@pytest.fixture
def collecting_nothing_of_others() -> Iterator[None]:
    """What tests before left is walked by no collection meanwhile."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("collecting_nothing_of_others")
async def test_others_are_served_while_one_reads_a_big_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In processor time of this thread: other processes of the machine do not count."""
    monkeypatch.setattr("conventions.routes.views.whole.ANSWER_BYTES", 2**30)
    big = _with_tranches(LONG)
    waited: list[float] = []

    async def others() -> None:
        since = thread_time()
        while True:
            await asyncio.sleep(0)
            now = thread_time()
            waited.append(now - since)
            since = now

    busy = asyncio.create_task(others())
    await asyncio.sleep(0)
    begun = thread_time()
    await whole(big, AUDITOR, frozenset())
    took = thread_time() - begun
    busy.cancel()
    assert max(waited) < max(0.05, took / 2)
    assert len(waited) > 2


async def test_each_part_has_an_address_and_an_etag(in_force: Convention) -> None:
    http, mine = in_force.running.http, in_force.of(in_force.commune)
    read = (await http.get(f"/v1/conventions/{in_force.id}", headers=mine)).json()
    for name in PARTS:
        url = f"/v1/conventions/{in_force.id}/{name}"
        answer = await http.get(url, headers=mine)
        assert answer.status_code == 200, answer.text
        assert answer.headers["ETag"] == f'"{in_force.version}"'
        if name in WHOLE and name != "parties":
            assert answer.json() == {"items": read[name], "next": None}
        assert (await http.get(url, headers=STRANGER)).status_code == 404
        bad = await http.get(url, params={"after": "x"}, headers=OFFICE)
        assert bad.status_code == 422


async def test_the_whole_of_too_long_a_one_is_refused_over_http(
    in_force: Convention, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("conventions.routes.views.whole.ANSWER_BYTES", 300)
    http, mine = in_force.running.http, in_force.of(in_force.commune)
    refused = await http.get(f"/v1/conventions/{in_force.id}", headers=mine)
    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (413, "answer-too-large")
    assert problem["values"]["limit"] == 300
    for link in problem["values"]["links"].split(", "):
        assert (await http.get(link, headers=mine)).status_code == 200, link
    unseen = await http.get(f"/v1/conventions/{in_force.id}", headers=STRANGER)
    assert unseen.status_code == 404


async def test_the_text_is_the_canonical_text(in_force: Convention) -> None:
    http, mine = in_force.running.http, in_force.of(in_force.commune)
    read = (await http.get(f"/v1/conventions/{in_force.id}/text", headers=mine)).json()
    assert orjson.loads(read["canonical"]) == read["text"]
    assert read["sha256"] == read["frozen_sha256"] == digest(read["text"])
