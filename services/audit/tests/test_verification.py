"""A changed copy and a changed service are both found, and stay found, whoever asks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from audit.read_models.event_copy import event
from audit.sources import CONVENTIONS, PROGRAMMING
from audit.verification import findings
from audit.verification.chain import Point
from audit.verification.heads import Heads
from audit.verification.requests import Progress, Requests
from audit.verification.verdict import Verdict
from audit.verification.verifier import Verifier
from sqlalchemy import delete, text, update

from .conftest import Running, bearer
from .world import the_story

AUDITOR = bearer("auditor-1", "auditor")


class Saying(Heads):
    """A service that gives this head."""

    def __init__(self, head: Point) -> None:
        super().__init__({})
        self._head = head

    async def of_source(self, source: str) -> Point | None:
        return self._head if source == CONVENTIONS else None


def verifier(running: Running, head: Point | None = None) -> Verifier:
    heads = Saying(head) if head else Heads({})
    return Verifier(running.kernel.engine, heads, lambda: datetime.now(UTC))


def requests(running: Running) -> Requests:
    return Requests(running.kernel.engine)


async def test_a_sound_copy_is_followed_to_the_service_s_own_head(told: Running) -> None:
    log = the_story().lines[CONVENTIONS]
    head = Point(len(log), log[-1].hash)
    finding = await verifier(told, head).verify(CONVENTIONS)
    assert (finding.verdict, finding.reached) == (Verdict.SOUND, head)
    assert (await verifier(told).verify(PROGRAMMING)).verdict is Verdict.EMPTY


@pytest.mark.parametrize("column", ["data", "meta", "type"])
async def test_a_changed_line_is_found_over_http(told: Running, column: str) -> None:
    third = (event.c.source == CONVENTIONS) & (event.c.seq == 3)
    async with told.kernel.engine.begin() as connection:
        await connection.execute(update(event).where(third).values({column: "{}"}))
    await told.http.post("/v1/logs/conventions/verification", headers=AUDITOR)
    assert await verifier(told).serve_next(requests(told))
    answer = await told.http.get("/v1/logs/conventions/verification", headers=AUDITOR)
    found = answer.json()["last_verification"]
    assert (found["verdict"], found["flawed_at"], found["verified"]["seq"]) == ("broken", 3, 2)
    listed = (await told.http.get("/v1/logs", headers=AUDITOR)).json()
    verdicts = {each["service"]: each["last_verification"] for each in listed}
    assert verdicts["conventions"]["verdict"] == "broken"
    assert verdicts["partners"] is None


async def test_a_removed_line_is_a_gap(told: Running) -> None:
    fifth = (event.c.source == CONVENTIONS) & (event.c.seq == 5)
    async with told.kernel.engine.begin() as connection:
        await connection.execute(delete(event).where(fifth))
    finding = await verifier(told).verify(CONVENTIONS)
    assert (finding.verdict, finding.flawed_at) == (Verdict.GAP, 5)


async def test_a_service_that_tells_another_past_has_diverged(told: Running) -> None:
    log = the_story().lines[CONVENTIONS]
    rewritten = await verifier(told, Point(len(log), b"\x07" * 32)).verify(CONVENTIONS)
    assert rewritten.verdict is Verdict.DIVERGED
    shortened = await verifier(told, Point(4, log[3].hash)).verify(CONVENTIONS)
    assert shortened.verdict is Verdict.DIVERGED


async def test_a_flaw_is_not_forgotten_for_a_check_that_began_before_it_was_found(
    told: Running,
) -> None:
    checker = verifier(told)
    second = (event.c.source == CONVENTIONS) & (event.c.seq == 2)
    sound = await checker.verify(CONVENTIONS)
    async with told.kernel.engine.begin() as connection:
        await connection.execute(update(event).where(second).values(data="{}"))
    flawed = await checker.verify(CONVENTIONS)
    late = replace(sound, checked_at=datetime.now(UTC))  # read the lines before, ended after
    async with told.kernel.engine.begin() as connection:
        await findings.keep(connection, late)
    assert await checker.last(CONVENTIONS) == replace(flawed, began_at=flawed.checked_at)
    repaired = replace(late, began_at=datetime.now(UTC), checked_at=datetime.now(UTC))
    async with told.kernel.engine.begin() as connection:
        await findings.keep(connection, repaired)
        assert await findings.last(connection, CONVENTIONS) != flawed
        await findings.keep(connection, flawed)  # found by an older check: still told
    last = await checker.last(CONVENTIONS)
    assert last is not None
    assert last.verdict is Verdict.BROKEN


async def test_a_verification_is_asked_for_and_read_where_it_says(told: Running) -> None:
    path = "/v1/logs/conventions/verification"
    nothing = (await told.http.get(path, headers=AUDITOR)).json()
    assert (nothing["requested"], nothing["last_verification"]) == (None, None)
    accepted = await told.http.post(path, headers=AUDITOR)
    assert (accepted.status_code, accepted.headers["location"]) == (202, f"/api/audit{path}")
    assert accepted.json()["requested"]["state"] == "waiting"
    assert accepted.json()["requested"]["requested_by"] == "auditor-1"
    assert await verifier(told).serve_next(requests(told))
    done = (await told.http.get(path, headers=AUDITOR)).json()
    length = len(the_story().lines[CONVENTIONS])
    assert (done["requested"]["state"], done["requested"]["verified_seq"]) == ("done", length)
    assert done["last_verification"]["verdict"] == "sound"
    assert done["last_verification"]["verified"]["seq"] == length
    assert done["first_fault"] is None
    assert not await verifier(told).serve_next(requests(told))


async def test_whoever_asks_meanwhile_joins_the_one_that_waits_or_runs(told: Running) -> None:
    asked = requests(told)
    first = await asked.ask(CONVENTIONS, "one")
    assert await asked.ask(CONVENTIONS, "two") == first
    run = await asked.claim()
    assert run is not None
    assert await asked.claim() is None  # one at a time a log
    await asked.noting(run)(3, 9)
    joined = await asked.ask(CONVENTIONS, "three")
    assert (joined.state, joined.requested_by) == (Progress.RUNNING, "one")
    assert (joined.verified_seq, joined.end_seq) == (3, 9)
    other = await asked.ask(PROGRAMMING, "two")
    assert other.state is Progress.WAITING
    assert await asked.claim() is not None


async def test_a_log_rests_between_two_verifications(told: Running) -> None:
    """As long as four times what the last one took."""
    asked = requests(told)
    await asked.ask(CONVENTIONS, "one")
    run = await asked.claim()
    assert run is not None
    await asked.finish(run, 9)
    seconds = "started_at = finished_at - interval '100 s'"
    async with told.kernel.engine.begin() as connection:
        await connection.execute(text(f"UPDATE log_verification SET {seconds}"))
    finished = await asked.find(CONVENTIONS)
    again = await asked.ask(CONVENTIONS, "two")
    assert finished is not None
    assert finished.finished_at is not None
    assert again.not_before - finished.finished_at == timedelta(seconds=400)
    assert (again.state, again.requested_by) == (Progress.WAITING, "two")
    assert await asked.claim() is None  # it rests


async def test_a_run_that_died_is_taken_over_and_says_nothing_any_more(told: Running) -> None:
    asked = requests(told)
    await asked.ask(CONVENTIONS, "one")
    dead = await asked.claim()
    assert dead is not None
    async with told.kernel.engine.begin() as connection:
        silent = "UPDATE log_verification SET seen_at = seen_at - interval '61 s'"
        await connection.execute(text(silent))
    run = await asked.claim()
    assert run is not None
    await asked.finish(dead, 9)
    still = await asked.find(CONVENTIONS)
    assert still is not None
    assert still.state is Progress.RUNNING


async def test_a_first_fault_is_told_whatever_is_found_later(told: Running) -> None:
    """A line was changed and changed back: the log is sound again, and the fault was one."""
    second = (event.c.source == CONVENTIONS) & (event.c.seq == 2)
    checker = verifier(told)
    right = the_story().lines[CONVENTIONS][1].data
    for data in ("{}", right, "[]", right):
        async with told.kernel.engine.begin() as connection:
            await connection.execute(update(event).where(second).values(data=data))
        finding = await checker.verify(CONVENTIONS)
    assert finding.verdict is Verdict.SOUND
    (kept,) = [
        each
        for each in (await told.http.get("/v1/logs", headers=AUDITOR)).json()
        if each["service"] == "conventions"
    ]
    assert kept["last_verification"]["verdict"] == "sound"
    assert (kept["first_fault"]["verdict"], kept["first_fault"]["flawed_at"]) == ("broken", 2)
    before = await checker.first_fault(CONVENTIONS)
    async with told.kernel.engine.begin() as connection:
        third = (event.c.source == CONVENTIONS) & (event.c.seq == 3)
        await connection.execute(update(event).where(third).values(data="{}"))
    await checker.verify(CONVENTIONS)
    assert await checker.first_fault(CONVENTIONS) == before


async def test_a_gap_may_pass_and_is_no_fault(told: Running) -> None:
    fifth = (event.c.source == CONVENTIONS) & (event.c.seq == 5)
    async with told.kernel.engine.begin() as connection:
        await connection.execute(delete(event).where(fifth))
    assert (await verifier(told).verify(CONVENTIONS)).verdict is Verdict.GAP
    assert await verifier(told).first_fault(CONVENTIONS) is None


async def test_a_long_walk_lets_others_have_their_turn_and_keeps_no_connection(
    told: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audit.read_models.event_copy._SLICE", 3)
    monkeypatch.setattr("audit.verification.verifier._NOTED_EVERY", 6)
    noted: list[int] = []

    async def note(verified: int, end: int) -> None:
        noted.append(verified)
        assert told.kernel.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
        assert end == length

    length = len(the_story().lines[CONVENTIONS])
    assert (await verifier(told).verify(CONVENTIONS, note=note)).reached.seq == length
    assert noted == [*range(0, length, 6)]


async def test_a_flaw_once_found_stays_found_when_only_news_is_verified(told: Running) -> None:
    second = (event.c.source == CONVENTIONS) & (event.c.seq == 2)
    async with told.kernel.engine.begin() as connection:
        await connection.execute(update(event).where(second).values(data="{}"))
    checker = verifier(told)
    await checker.verify(CONVENTIONS)
    await checker.verify_news(CONVENTIONS)
    last = await checker.last(CONVENTIONS)
    assert last is not None
    assert (last.verdict, last.flawed_at) == (Verdict.BROKEN, 2)
