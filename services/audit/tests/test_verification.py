"""A changed copy and a changed service are both found, and stay found."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from audit.read_models.event_copy import event
from audit.sources import CONVENTIONS, PROGRAMMING
from audit.verification import findings
from audit.verification.chain import Point
from audit.verification.heads import Heads
from audit.verification.verdict import Verdict
from audit.verification.verifier import Verifier
from sqlalchemy import delete, update

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
    answer = await told.http.get("/v1/logs/conventions/verification", headers=AUDITOR)
    found = answer.json()
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


async def test_a_request_verifies_a_part_and_says_where_to_go_on(
    told: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audit.verification.verifier.PART", 4)
    monkeypatch.setattr("audit.read_models.event_copy._BATCH", 3)
    parts: list[dict[str, Any]] = []
    after: int | None = 0
    while after is not None:
        path = f"/v1/logs/conventions/verification?after={after}"
        parts.append((await told.http.get(path, headers=AUDITOR)).json())
        after = parts[-1]["next"]
    length = len(the_story().lines[CONVENTIONS])
    assert {part["verdict"] for part in parts} == {"sound"}
    assert [part["verified"]["seq"] for part in parts] == [*range(6, length, 6), length]
    assert await verifier(told).last(CONVENTIONS) is None  # parts say nothing of the whole
    path = f"/v1/logs/conventions/verification?after={length + 1}"
    beyond = await told.http.get(path, headers=AUDITOR)
    assert (beyond.status_code, beyond.json()["code"]) == (404, "line-unknown")


async def test_a_flaw_found_by_a_part_is_kept(
    told: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audit.verification.verifier.PART", 4)
    ninth = (event.c.source == CONVENTIONS) & (event.c.seq == 9)
    async with told.kernel.engine.begin() as connection:
        await connection.execute(update(event).where(ninth).values(data="{}"))
    path = "/v1/logs/conventions/verification?after=7"
    found = (await told.http.get(path, headers=AUDITOR)).json()
    assert (found["verdict"], found["flawed_at"], found["next"]) == ("broken", 9, None)
    last = await verifier(told).last(CONVENTIONS)
    assert last is not None
    assert last.flawed_at == 9


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
