"""Kafka consumer: applies each event once to the tables, however often it is delivered."""

import asyncio
from collections.abc import Collection, Sequence
from time import monotonic
from typing import Final

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition

from mithaq.failpoints import FailPoint, reach
from mithaq.messaging.clients import Kafka
from mithaq.messaging.cluster import ClusterMonitor, monitor_cluster
from mithaq.messaging.connections import poll
from mithaq.messaging.follower import Follower
from mithaq.messaging.membership import Membership
from mithaq.messaging.restores import RestoresHeard
from mithaq.messaging.sharing import save, take
from mithaq.messaging.steps import Poll
from mithaq.messaging.tails import Tails
from mithaq.messaging.topics import await_topics, partitions_of
from mithaq.projections.model import Subscription
from mithaq.store.database import Database
from mithaq.store.signal import Signal

log = structlog.get_logger()

_POLL_MS: Final = 1_000
_BATCH: Final = 2_000
_AGAIN_S: Final = 0.05  # what is read again may wait for partitions that another process reads
_START_S: Final = 30.0
_SAVE_S: Final = 1.0  # how long offsets may lag behind lines that concern nobody
FETCH_BYTES: Final = 4 * 1024 * 1024


class Consumer:
    """Feeds subscriptions from the topics of their sources: one client, one decoding for all.

    Rows and offsets commit in one transaction. Offsets are read from the table when a partition is
    assigned, and a batch is applied only from where they are, so two holders of a partition take
    turns. `progressed` is notified after each batch. With an `instance` name (static membership,
    KIP-345) a killed process gets its partitions back as soon as it restarts, without waiting for
    its old session to time out; in another cluster it joins under another name (`membership`).
    Without one, or if it stays away, the other members take its partitions over after
    `session_timeout_s`.

    All members of a `group` must feed the same subscriptions: a partition has one of them.
    """

    def __init__(
        self,
        database: Database,
        kafka: Kafka,
        followed: Subscription | Sequence[Subscription],
        group: str,
        *,
        progressed: Signal | None = None,
        instance: str | None = None,
        session_timeout_s: float = 10.0,
    ) -> None:
        subscriptions = [followed] if isinstance(followed, Subscription) else followed
        self._database, self._kafka = database, kafka
        self._topics = sorted({topic for each in subscriptions for topic in each.sources})
        self._trusts = {topic: kafka.seals.trust(topic) for topic in self._topics}
        self._followers = [Follower(database, each, self._trusts) for each in subscriptions]
        self._tails = Tails(self._trusts)
        self._restores = RestoresHeard(database, subscriptions, self._trusts)
        self._group, self._membership = group, Membership(kafka, group, instance)
        self._progressed = progressed or Signal()
        self._saved_at = monotonic()
        self._session_timeout_ms = int(session_timeout_s * 1000)

    async def run(self) -> None:
        """Consume until cancelled.

        Raises when the database is unreachable or Kafka was wiped; while a broker is only
        unreachable, it waits. ProjectorBroken and NotOurs name the subscription to go on without.
        """
        await self._run(to_the_end=False)

    async def catch_up(self) -> None:
        """Consume until the end of the partitions that this process was given."""
        await self._run(to_the_end=True)

    async def _run(self, *, to_the_end: bool) -> None:
        self._tails = Tails(self._trusts)
        for follower in self._followers:
            follower.forget()
        await self._restores.load()
        cluster_id = await await_topics(self._kafka, self._topics)
        partitions = sum((await partitions_of(self._kafka, self._topics)).values())
        kafka = self._client(self._membership.name(cluster_id, partitions))
        kafka.subscribe(self._topics, listener=_SeekOnAssignment(self, kafka))
        try:
            # Inside the try: an interrupted start has joined the group and would keep partitions.
            async with asyncio.timeout(_START_S):  # it would wait for a topic for ever
                await kafka.start()
            async with monitor_cluster(self._kafka, cluster_id) as cluster:
                while not (to_the_end and self._is_at_the_end(kafka)):
                    await self._cycle(kafka, cluster)
                await save(self._database, self._followers)
        finally:
            await kafka.stop()

    def _client(self, member: str | None) -> AIOKafkaConsumer:
        return self._kafka.consumer(
            group_id=self._group,
            group_instance_id=member,
            auto_offset_reset="earliest",  # replaced at once by the stored offset
            max_partition_fetch_bytes=FETCH_BYTES,
            fetch_max_wait_ms=2_500,  # idle consumers poll rarely; a new record ends the wait
            session_timeout_ms=self._session_timeout_ms,
            heartbeat_interval_ms=self._session_timeout_ms * 3 // 10,
        )

    async def _cycle(self, kafka: AIOKafkaConsumer, cluster: ClusterMonitor) -> None:
        news = await poll(kafka, timeout_ms=_POLL_MS, max_records=_BATCH)
        await cluster.check()
        await self._membership.check(kafka)
        if polled := self._tails.joined(kafka, news):
            read = Poll(polled, self._trusts)
            await self._restores.check(read)
            await self._process(kafka, read)
        if not news or monotonic() - self._saved_at > _SAVE_S:
            await save(self._database, self._followers)
            self._saved_at = monotonic()

    def _is_at_the_end(self, kafka: AIOKafkaConsumer) -> bool:
        """Whether every assigned partition has been applied to its end as last fetched."""
        assigned = kafka.assignment()
        ends = {each: kafka.highwater(each) for each in assigned}
        return bool(ends) and all(
            end is not None
            and partition in follower.places
            and follower.places[partition].next_offset >= end
            for follower in self._followers
            for partition, end in ends.items()
            if partition.topic in follower.subscription.sources
        )

    async def seek(self, kafka: AIOKafkaConsumer, partitions: Collection[TopicPartition]) -> None:
        """Set each partition to the stored offset of whoever is furthest behind in it.

        Raises NotOurs when the revision of one of them is gone.
        """
        cluster_id = await await_topics(self._kafka, self._topics)
        for follower in self._followers:
            await follower.load(partitions, cluster_id)
        for partition in partitions:
            reading = [each.places.get(partition) for each in self._followers]
            kafka.seek(partition, min(place.next_offset for place in reading if place))
        self._tails.forget(partitions)  # also what was polled meanwhile, from elsewhere

    async def take(self, read: Poll) -> list[TopicPartition]:
        """Apply the records; returns the partitions whose records must be read again."""
        return await take(self._database, self._followers, read)

    async def _process(self, kafka: AIOKafkaConsumer, read: Poll) -> None:
        reread = await self.take(read)
        self._progressed.notify()
        if reread:
            log.warning("consumer.seeking_again", group=self._group, partitions=len(reread))
            await self.seek(kafka, reread)
            await asyncio.sleep(_AGAIN_S)

    def leave(self, partitions: Collection[TopicPartition]) -> None:
        """Others read these now."""
        self._tails.forget(partitions)
        for follower in self._followers:
            follower.leave(partitions)


class _SeekOnAssignment(ConsumerRebalanceListener):  # type: ignore[misc]
    def __init__(self, consumer: Consumer, kafka: AIOKafkaConsumer) -> None:
        self._consumer, self._kafka = consumer, kafka

    async def on_partitions_assigned(self, assigned: Collection[TopicPartition]) -> None:
        reach(FailPoint.ASSIGNED)
        await self._consumer.seek(self._kafka, assigned)

    async def on_partitions_revoked(self, revoked: Collection[TopicPartition]) -> None:
        """Nothing to flush: each batch has committed its offsets."""
        self._consumer.leave(revoked)
