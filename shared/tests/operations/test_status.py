"""The lag of each part, and the findings for the operator."""

import asyncio
import inspect
import re
from dataclasses import replace

import asyncpg
import pytest
from mithaq.deadlines import Deadlines, Due
from mithaq.messaging import Consumer
from mithaq.messaging.groups import group_of
from mithaq.operations.session import Session
from mithaq.operations.status import Status, status
from mithaq.projections import prepare
from mithaq.runtime import Kernel
from mithaq.runtime.lag import judging, topic_ends
from mithaq.runtime.lag.kinds import KINDS
from mithaq.store import findings
from mithaq.store.database import asyncpg_url
from mithaq.store.findings import Finding
from mithaq.testing.flow import run_until

from .conftest import Counting


async def told(session: Session) -> Status:
    return await status(session.service, session.kernel)


def said(answer: Status) -> str:
    return "\n".join(f"{finding.what} -> {finding.do}" for finding in answer.findings)


async def test_each_part_shows_how_far_behind_it_is(counting: Counting) -> None:
    await counting.count("counter-a", 1, 2, 3)
    before = (await told(counting.session)).lag
    assert (before.log.events, before.log.seq, before.log.unsequenced) == (3, 0, 3)
    assert before.log.oldest_ms is not None
    await counting.sequence()
    lag = (await told(counting.session)).lag
    assert (lag.log.seq, lag.log.unsequenced, lag.log.oldest_ms) == (3, 0, None)
    (model,) = lag.read_models
    assert (model.name, model.seq, model.lines, model.revision) == ("totals", 0, 3, 1)
    assert model.oldest_ms is not None
    assert lag.relay.lines == 3
    await counting.project()
    (model,) = (await told(counting.session)).lag.read_models
    assert (model.seq, model.lines, model.oldest_ms) == (3, 0, None)


async def test_deadlines_that_are_not_all_derived_yet_are_told(counting: Counting) -> None:
    async def give(_: object, __: Due) -> None: ...

    deadlines = Deadlines(catalogue=counting.catalogue, derive=lambda _: [], give=give)
    await prepare(counting.database.engine, [deadlines.read_model])
    service = replace(counting.session.service, deadlines=deadlines)
    answer = await status(service, counting.session.kernel)
    assert "deadlines" in [each.key for each in answer.lag.filling]


async def test_an_idle_service_is_healthy(counting: Counting) -> None:
    answer = await told(counting.session)
    assert answer.healthy
    assert answer.lag.log.events == 0


async def test_what_is_late_is_a_finding_with_a_way_out(
    counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "LATE_MS", 0.0)
    await counting.count("counter-a", 1)
    assert "1 events wait for the sequencer" in said(await told(counting.session))
    await counting.sequence()
    late = said(await told(counting.session))
    assert "the relay is 1 lines behind -> check that Kafka" in late
    assert "totals is 1 lines behind" in late


async def test_an_open_write_transaction_is_named_wherever_it_is(
    counting: Counting, postgres_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In another database of the cluster, too: xmin is the cluster's."""
    monkeypatch.setattr(judging, "OPEN_S", 0.0)
    other = await asyncpg.connect(
        asyncpg_url(f"{postgres_server}/postgres"),
        server_settings={"application_name": "forgetful"},
    )
    try:
        async with other.transaction():
            await other.execute("SELECT pg_current_xact_id()")
            answer = await told(counting.session)
            pid = other.get_server_pid()
    finally:
        await other.close()
    write = answer.lag.oldest_write
    assert write is not None
    assert write.seconds > 0
    assert f"pg_terminate_backend({pid})" in said(answer)
    assert "forgetful, database postgres, idle in transaction" in said(answer)


async def test_dead_letters_are_a_finding(counting: Counting) -> None:
    await counting.count("counter-a", 13, 1)
    await counting.sequence()
    await counting.project()
    answer = await told(counting.session)
    (letters,) = answer.lag.letters
    assert (letters.dead_letters, letters.parked_streams) == (2, 1)
    assert "totals: 1 parked streams, 2 dead letters" in said(answer)
    assert "dead-letters replay totals" in said(answer)


async def test_a_consumer_that_stopped_at_its_limit_says_how_to_go_on(counting: Counting) -> None:
    await counting.database.pool.execute(
        "INSERT INTO halted_consumer VALUES ('totals', 's', 1, 'counter-a', 'ValueError: thirteen')"
    )
    answer = said(await told(counting.session))
    assert "totals stopped at its limit of parked streams: ValueError: thirteen" in answer
    assert "correct its projector and restart the service" in answer


async def test_consumers_show_their_lag_in_records(published: Counting, adding: Session) -> None:
    assert f"topic {published.source} does not exist" in said(await told(adding))
    await asyncio.gather(*[published.count(f"counter-{n}", 1) for n in range(6)])
    await published.publish()
    lag = (await told(adding)).lag
    assert sum(each.records or 0 for each in lag.consumers) == 6
    (model,) = adding.service.foreign
    consumer = Consumer(
        adding.kernel.database,
        published.kafka,
        model.subscription(),
        group_of(adding.service.name, [model.key]),
    )

    async def healthy() -> bool:
        answer = await told(adding)
        return answer.healthy and all(each.records == 0 for each in answer.lag.consumers)

    await run_until(healthy, consumer.run())


async def test_partitions_that_nobody_reads_are_a_finding(
    published: Counting, adding: Session
) -> None:
    await published.count("counter-a", 1)
    await published.publish()
    answer = await told(adding)
    assert {each.held for each in answer.lag.consumers} == {False}
    assert f"totals: nobody reads 3 of 3 partitions of {published.source}" in said(answer)


async def test_what_a_part_found_is_told_until_it_withdraws_it(counting: Counting) -> None:
    pool = counting.database.pool
    finding = Finding(part="relay", code="topic-ahead", subject="t", what="lines lack", do="look")
    await findings.tell(pool, finding)
    await findings.tell(pool, replace(finding, what="more lines lack"))
    await findings.tell(pool, replace(finding, subject="u"))
    assert "more lines lack -> look" in said(await told(counting.session))
    await findings.withdraw(pool, "relay", "topic-ahead", but=["u"])
    assert [each.subject for each in (await told(counting.session)).findings] == ["u"]
    await findings.withdraw(pool, "relay", "topic-ahead")
    assert (await told(counting.session)).healthy


async def test_what_only_the_service_knows_is_asked_with_the_rest(counting: Counting) -> None:
    async def look(kernel: Kernel) -> list[Finding]:
        assert kernel.database is counting.database
        return [Finding(part="mail", code="sending-held", subject="", what="no mail", do="release")]

    session = counting.session
    answer = await status(replace(session.service, looks=[look]), session.kernel)
    assert "no mail -> release" in said(answer)
    assert not answer.healthy


def test_every_code_that_can_be_told_is_a_kind_with_an_alert() -> None:
    told = re.findall(r'^            "([a-z]+(?:-[a-z]+)+)",$', inspect.getsource(judging), re.M)
    assert len(told) >= 10
    assert set(told) <= KINDS.keys()


async def test_records_that_wait_for_long_are_late(
    published: Counting, adding: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    await published.count("counter-a", 1)
    await published.publish()
    assert not any(each.late for each in (await told(adding)).lag.consumers)
    monkeypatch.setattr(topic_ends, "LATE_S", -60.0)  # as if a minute had passed
    assert sum(each.late or 0 for each in (await told(adding)).lag.consumers) == 1
    assert "totals has not read 1 records" in said(await told(adding))


async def test_without_kafka_the_lag_is_unknown_not_an_error(adding: Session) -> None:
    settings = adding.kernel.settings.model_copy(update={"kafka_bootstrap": "127.0.0.1:1"})
    answer = await told(Session(adding.service, replace(adding.kernel, settings=settings)))
    assert {each.records for each in answer.lag.consumers} == {None}
    assert "Kafka does not answer" in said(answer)


async def test_a_read_model_that_is_being_filled_is_a_finding(counting: Counting) -> None:
    await counting.count("counter-a", 1)
    await counting.sequence()
    await counting.database.pool.execute("UPDATE read_model SET level_at = NULL")
    assert "totals is being filled (0 %)" in said(await told(counting.session))
