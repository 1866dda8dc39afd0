"""A changed copy and a changed service are both found, and stay found."""

from datetime import UTC, datetime

import pytest
from audit.read_models.event_copy import event
from audit.sources import CONVENTIONS, PROGRAMMING
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
