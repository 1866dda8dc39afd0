"""A reaction's commands are given once each, however often their cause is delivered."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

import pytest
from mithaq import failpoints
from mithaq.commands import Accepted, Submission
from mithaq.errors import RuleBroken
from mithaq.events import Recorded
from mithaq.failpoints import FailPoint
from mithaq.ids import derive
from mithaq.projections import replay
from mithaq.reactions import Reaction, Wanted
from mithaq.reactions.reactor import Reacting, Reactor
from mithaq.reactions.refusals import refusals
from mithaq.store import Database, PostgresEventStore, Streams
from mithaq.testing.counter import Counted, catalogue, evolve
from mithaq.testing.flow import Producing, run_until

DAY: Final = date(2026, 3, 2)


class TooMuch(RuleBroken):
    code = "too-much"


class Killed(BaseException):
    """As kill -9: nothing is cleaned up."""


class Echoes:
    """The application: it counts on streams of its own what it hears of others."""

    def __init__(self, database: Database, source: str) -> None:
        self.database, self.accepts_thirteen = database, False
        self.streams = Streams(PostgresEventStore(database.pool), catalogue("ma.echoes"), 0, evolve)
        self.reaction = Reaction(name="echo", catalogue=catalogue(source), follow=follow)
        self.heard: list[str] = []

    async def count(self, stream: str, by: int, submission: Submission) -> Accepted:
        if by == 7:
            raise TooMuch(by=by)
        if by == 13 and not self.accepts_thirteen:
            raise ValueError("thirteen")
        self.heard.append(f"{stream}+{by}")
        request = submission.request("system", DAY)
        return await self.streams.run(stream, lambda _: [Counted(by=by)], request)

    async def totals(self) -> dict[str, int]:
        rows = await self.database.pool.fetch("SELECT DISTINCT stream_id FROM event")
        loaded = [(row["stream_id"], await self.streams.load(row["stream_id"])) for row in rows]
        return {stream: state.state for stream, state in loaded}

    def reactor(self, producing: Producing) -> Reactor:
        kafka, group = producing.kafka, f"echoes.{producing.source}"
        return Reactor(self.database, kafka, self.reaction, self, group)


async def follow(echoes: Echoes, heard: Recorded[Counted]) -> Sequence[Wanted]:
    """Two commands for each event: on a stream of the same name, and on one for all."""
    by = heard.event.by
    return [
        Wanted(target=target, give=partial(echoes.count, target, by))
        for target in (f"echo-{heard.stream_id}", "echo-all")
    ]


@pytest.fixture
async def echoes(consuming: Database, producing: Producing) -> Echoes:
    return Echoes(consuming, producing.source)


async def react_until(
    echoes: Echoes, producing: Producing, wanted: dict[str, int], *, dead_letters: int = 0
) -> None:
    async def there() -> bool:
        dead = await echoes.database.pool.fetchval("SELECT count(*) FROM dead_letter")
        moved = await echoes.database.pool.fetchval(
            "SELECT coalesce(max(last_seq), 0) FROM consumer_offset"
        )
        head = await producing.database.pool.fetchval("SELECT max(seq) FROM event_log")
        totals = await echoes.totals()
        return bool(totals == wanted and dead == dead_letters and moved == head)

    await run_until(there, echoes.reactor(producing).run())


async def test_each_event_is_answered_once_however_often_it_is_delivered(
    producing: Producing, echoes: Echoes
) -> None:
    await producing.count("a", 1, 2)
    await producing.publish()
    await react_until(echoes, producing, {"echo-a": 3, "echo-all": 3})
    await echoes.database.pool.execute("UPDATE consumer_offset SET next_offset = 0, last_seq = 0")
    await producing.count("b", 4)
    await producing.publish()
    await react_until(echoes, producing, {"echo-a": 3, "echo-b": 4, "echo-all": 7})


async def test_the_event_says_what_caused_it(producing: Producing, echoes: Echoes) -> None:
    await producing.count("a", 1)
    await producing.publish()
    await react_until(echoes, producing, {"echo-a": 1, "echo-all": 1})
    cause = await producing.database.pool.fetchval("SELECT event_id FROM event")
    ours = await echoes.database.pool.fetchrow(
        "SELECT command_id, meta FROM event WHERE stream_id = 'echo-a'"
    )
    assert ours["command_id"] == derive(cause, "echo/echo-a")
    assert f'"causation_id":"{cause}"' in ours["meta"]
    assert '"id":"mithaq:reactions"' in ours["meta"]


async def test_killed_before_its_offset_moved_it_goes_on_without_doubling(
    producing: Producing, echoes: Echoes, monkeypatch: pytest.MonkeyPatch
) -> None:
    await producing.count("a", 1, 2)
    await producing.publish()

    def die() -> None:
        raise Killed

    with monkeypatch.context() as armed:
        armed.setitem(failpoints._armed, FailPoint.REACTED, die)
        with pytest.raises(Killed):
            await echoes.reactor(producing).run()
    assert await echoes.totals() == {"echo-a": 3, "echo-all": 3}
    assert not await echoes.database.pool.fetchval("SELECT sum(last_seq) FROM consumer_offset")
    await react_until(echoes, producing, {"echo-a": 3, "echo-all": 3})


async def test_a_refused_command_is_kept_by_its_rule_and_passed_over(
    producing: Producing, echoes: Echoes
) -> None:
    await producing.count("a", 7, 1)
    await producing.publish()
    await react_until(echoes, producing, {"echo-a": 1, "echo-all": 1})
    kept = await refusals(echoes.database.pool)
    assert sorted((each.target, each.reason, each.detail) for each in kept) == [
        ("echo-a", "too-much", "by=7"),
        ("echo-all", "too-much", "by=7"),
    ]
    assert {(each.reaction, each.seq) for each in kept} == {("echo", 1)}


async def test_an_event_that_cannot_be_answered_parks_its_stream_and_no_other(
    producing: Producing, echoes: Echoes
) -> None:
    await producing.count("a", 1, 13, 2)
    await producing.count("b", 4)
    await producing.publish()
    wanted = {"echo-a": 1, "echo-b": 4, "echo-all": 5}
    await react_until(echoes, producing, wanted, dead_letters=2)
    assert "echo-a+2" not in echoes.heard
    echoes.accepts_thirteen = True
    replaying = Reacting(echoes.database, echoes.reaction, echoes, replaying=True)
    assert (await replay(echoes.database.engine, replaying.subscription())).failing == 0
    assert await echoes.totals() == {"echo-a": 16, "echo-b": 4, "echo-all": 20}


async def test_no_write_transaction_is_open_while_commands_are_given(
    producing: Producing, echoes: Echoes
) -> None:
    """While one is, the sequencer logs nothing: a command that waits for a read would hang."""
    pool, open_writes = echoes.database.pool, []
    give = echoes.count

    async def looking(stream: str, by: int, submission: Submission) -> Accepted:
        open_writes.append(
            await pool.fetchval(
                "SELECT count(*) FROM pg_stat_activity "
                "WHERE datname = current_database() AND backend_xid IS NOT NULL"
            )
        )
        return await give(stream, by, submission)

    echoes.count = looking  # type: ignore[method-assign]
    await producing.count("a", 1)
    await producing.publish()
    await react_until(echoes, producing, {"echo-a": 1, "echo-all": 1})
    assert open_writes == [0, 0]
