"""A consumer's place in its group: the name it joins under, and whether it was given partitions.

A static member (KIP-345) that rejoins gets the partitions back that it had. If it had none, because
it joined while no topic existed, Kafka gives it none for ever, however many partitions nobody
reads: after a wipe of Kafka most groups of a stack stayed so, also over restarts (measured).
"""

from time import monotonic
from typing import Final

from aiokafka import AIOKafkaConsumer

from mithaq.messaging.clients import Kafka
from mithaq.messaging.groups import held

# Longer than a rebalance takes, and than the session of a member that was killed.
_WITHOUT_S: Final = 15.0
_CLUSTER_LETTERS: Final = 8


class NoPartitions(RuntimeError):
    """The group gave this member nothing, and nobody reads some of the partitions: join anew."""


class Membership:
    """The membership of one consumer; `instance` is its process's name, None for no static one."""

    def __init__(self, kafka: Kafka, group: str, instance: str | None) -> None:
        self._kafka, self._group, self._instance = kafka, group, instance
        self._names_used = 0
        self._with_partitions_at = monotonic()

    def name(self, cluster_id: str, partitions: int) -> str | None:
        """The name to join under: another one in another cluster, for another number of partitions
        (Kafka would hand back those it had before the topics grew), and after NoPartitions.
        """
        self._with_partitions_at = monotonic()
        if self._instance is None:
            return None
        again = f".{self._names_used}" if self._names_used else ""
        return f"{self._instance}.{cluster_id[:_CLUSTER_LETTERS]}.{partitions}{again}"

    async def check(self, member: AIOKafkaConsumer) -> None:
        """Raises NoPartitions; asks Kafka only after 15 s without one, and again 15 s later.

        A group of more members than partitions leaves some without: that is no failure.
        """
        if member.assignment():
            self._with_partitions_at = monotonic()
        if monotonic() - self._with_partitions_at < _WITHOUT_S:
            return
        self._with_partitions_at = monotonic()
        async with self._kafka.admin() as admin:
            read = (await held(admin, [self._group])).get(self._group)
        every = {
            (topic, number)
            for topic in member.subscription()
            for number in member.partitions_for_topic(topic) or ()
        }
        if read is not None and every - read:
            self._names_used += 1
            raise NoPartitions(f"{self._group}: nobody reads {len(every - read)} partitions")
