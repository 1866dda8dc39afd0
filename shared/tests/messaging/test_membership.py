"""A consumer that was given no partition although nobody reads them joins anew."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiokafka.coordinator.assignors.range import RangePartitionAssignor
from mithaq.messaging import Consumer, Kafka, membership
from mithaq.messaging.groups import held
from mithaq.messaging.membership import Membership, NoPartitions
from mithaq.messaging.topics import ensure_topics
from mithaq.runtime import Worker
from mithaq.store import Database
from mithaq.testing.broker import broker
from mithaq.testing.flow import Producing, rows, run_until, totals
from mithaq.testing.running import running


@asynccontextmanager
async def member(
    kafka: Kafka, topic: str, group: str, name: str | None, assignor: type = RangePartitionAssignor
) -> AsyncIterator[Any]:
    made = kafka.consumer(
        group_id=group,
        group_instance_id=name,
        session_timeout_ms=6_000,
        partition_assignment_strategy=[assignor],
    )
    made.subscribe([topic])
    await made.start()
    try:
        yield made
    finally:
        await made.stop()


class GivesNothing(RangePartitionAssignor):  # type: ignore[misc]
    """The leader's share-out while there is no topic."""

    @classmethod
    def assign(cls, cluster: Any, members: Any) -> Any:
        none = super().assign(cluster, members)
        return {name: type(each)(each.version, [], each.user_data) for name, each in none.items()}


async def is_stable(kafka: Kafka, group: str) -> bool:
    async with kafka.admin() as admin:
        return (await held(admin, [group]))[group] is not None


async def reads_nothing(kafka: Kafka, group: str) -> bool:
    async with kafka.admin() as admin:
        return (await held(admin, [group]))[group] == frozenset()


async def test_a_name_is_used_in_one_cluster_alone(kafka_server: str) -> None:
    made = Membership(Kafka(kafka_server), "g", "worker-0")
    assert made.name("AbCdEfGhIjKl", 3) == "worker-0.AbCdEfGh.3"
    assert made.name("ZbCdEfGhIjKl", 3) == "worker-0.ZbCdEfGh.3"
    assert Membership(Kafka(kafka_server), "g", None).name("AbCdEfGhIjKl", 3) is None


async def test_a_member_that_was_given_nothing_under_its_name_takes_another_one(
    producing: Producing, consuming: Database, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Kafka leaves it when the leader shared out partitions before there was a topic."""
    monkeypatch.setattr(membership, "_WITHOUT_S", 1.0)
    async with producing.kafka.admin() as admin:
        cluster_id = str((await admin.describe_cluster())["cluster_id"])
    name = Membership(producing.kafka, source, "worker-0").name(cluster_id, 3)
    await producing.count("counter-a", 1, 2)
    await producing.publish()
    async with member(producing.kafka, source, source, name, GivesNothing):
        await run_until(lambda: is_stable(producing.kafka, source))
    assert await reads_nothing(producing.kafka, source)
    subscription = totals(producing.catalogue).subscription()
    consumer = Consumer(consuming, producing.kafka, subscription, source, instance="worker-0")

    async def arrived() -> bool:
        return await rows(consuming) == {"counter-a": 3}

    async with running(Worker("consumer", consumer.run)):
        await run_until(arrived, seconds=40)


async def test_who_is_one_too_many_waits_in_peace(
    kafka_server: str, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(membership, "_WITHOUT_S", 0.0)
    kafka = broker(kafka_server)
    await ensure_topics(kafka, [source])
    spare = Membership(kafka, source, "b")
    async with member(kafka, source, source, "a") as first:

        async def has_all() -> bool:
            return len(first.assignment()) == 3

        await run_until(has_all)
        await spare.check(Spare(source))
    await asyncio.sleep(7)  # the session of the first, which does not come back
    with pytest.raises(NoPartitions):
        await spare.check(Spare(source))


class Spare:
    """A member that has nothing."""

    def __init__(self, topic: str) -> None:
        self._topic = topic

    def assignment(self) -> set[Any]:
        return set()

    def subscription(self) -> set[str]:
        return {self._topic}

    def partitions_for_topic(self, _: str) -> set[int]:
        return {0, 1, 2}


async def test_several_groups_are_described_at_once(kafka_server: str, source: str) -> None:
    kafka = broker(kafka_server)
    await ensure_topics(kafka, [source])
    first, second = f"{source}.a", f"{source}.b"
    async with member(kafka, source, first, None), member(kafka, source, second, None):

        async def read_by_both() -> bool:
            async with kafka.admin() as admin:
                found = await held(admin, [first, second])
            return [len(each or ()) for each in found.values()] == [3, 3]

        await run_until(read_by_both)
