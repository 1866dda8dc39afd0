"""Kafka consumer: applies each event once to the tables, however often it is delivered."""

from collections.abc import Collection
from typing import Final

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition

from mithaq.failpoints import FailPoint, reach
from mithaq.messaging import offsets
from mithaq.messaging.cluster import monitor_cluster
from mithaq.messaging.connections import Polled, poll
from mithaq.messaging.feed import LinesMissing, PolledPartition, feed
from mithaq.messaging.topics import await_topics
from mithaq.projections.model import Subscription
from mithaq.store.database import Database
from mithaq.store.failures import is_transient
from mithaq.store.signal import Signal

log = structlog.get_logger()

_POLL_MS: Final = 1_000
_BATCH: Final = 2_000
FETCH_BYTES: Final = 4 * 1024 * 1024


class Consumer:
    """Feeds one subscription from the topics of its sources.

    Rows and offsets commit in one transaction. Offsets are read from the table when a partition is
    assigned and are locked while a batch is applied, so two holders of a partition take turns.
    `progressed` is notified after each batch. With an `instance` name (static membership, KIP-345)
    a killed process gets its partitions back as soon as it restarts, without waiting for its old
    session to time out. Without one, or if it stays away, the other members take its partitions
    over after `session_timeout_s`.
    """

    def __init__(
        self,
        database: Database,
        bootstrap: str,
        subscription: Subscription,
        group: str,
        *,
        progressed: Signal | None = None,
        instance: str | None = None,
        session_timeout_s: float = 10.0,
    ) -> None:
        self._database, self._bootstrap = database, bootstrap
        self._subscription, self._group = subscription, group
        self._progressed, self._instance = progressed or Signal(), instance
        self._reading_from_start: set[TopicPartition] = set()
        self._session_timeout_ms = int(session_timeout_s * 1000)

    async def run(self) -> None:
        """Consume until cancelled. Raises when the database is unreachable or Kafka was wiped.

        While a broker is only unreachable, it waits.
        """
        self._reading_from_start.clear()
        cluster_id = await await_topics(self._bootstrap, self._subscription.sources)
        kafka = AIOKafkaConsumer(
            bootstrap_servers=self._bootstrap,
            group_id=self._group,
            group_instance_id=self._instance,
            enable_auto_commit=False,
            auto_offset_reset="earliest",  # replaced at once by the stored offset
            max_partition_fetch_bytes=FETCH_BYTES,
            fetch_max_wait_ms=2_500,  # idle consumers poll rarely; a new record ends the wait
            session_timeout_ms=self._session_timeout_ms,
            heartbeat_interval_ms=self._session_timeout_ms * 3 // 10,
        )
        kafka.subscribe(self._subscription.sources, listener=_SeekOnAssignment(self, kafka))
        try:
            # Inside the try: an interrupted start has joined the group and would keep partitions.
            await kafka.start()
            async with monitor_cluster(self._bootstrap, cluster_id) as cluster:
                while True:
                    polled = await poll(kafka, timeout_ms=_POLL_MS, max_records=_BATCH)
                    await cluster.check()
                    if polled:
                        await self._process(kafka, polled)
        finally:
            await kafka.stop()

    async def seek(self, kafka: AIOKafkaConsumer, partitions: Collection[TopicPartition]) -> None:
        """Set each partition to its stored offset."""
        cluster_id = await await_topics(self._bootstrap, self._subscription.sources)
        name = self._subscription.name
        async with self._database.engine.begin() as connection:
            stored = await offsets.load(connection, name, partitions, cluster_id)
        for partition, offset in stored.items():
            kafka.seek(partition, offset.next_offset)

    async def _process(self, kafka: AIOKafkaConsumer, polled: Polled) -> None:
        """Apply the records of one poll.

        Records of a partition without a stored offset arrived before its assignment was handled;
        records beyond the stored offset mean that it was reset. Both are read again.
        """
        try:
            reread = await self._applied(polled)
        except LinesMissing as gap:
            await self._read_from_start(gap)
            reread = list(polled)
        self._progressed.notify()
        if reread:
            log.warning(
                "consumer.seeking_again",
                consumer=self._subscription.name,
                partitions=len(reread),
            )
            await self.seek(kafka, reread)

    async def _applied(self, polled: Polled) -> list[TopicPartition]:
        """Apply the records; returns the partitions whose records must be read again.

        Events hardly ever fail, so the first attempt runs without the savepoints that isolate a
        failing one.
        """
        try:
            return await self._apply(polled, guarded=False)
        except Exception as failure:
            if is_transient(failure) or isinstance(failure, LinesMissing):
                raise
            return await self._apply(polled, guarded=True)

    async def _apply(self, polled: Polled, *, guarded: bool) -> list[TopicPartition]:
        async with self._database.engine.begin() as connection:
            stored = await offsets.lock(connection, self._subscription.name, polled)
            usable = {
                partition: PolledPartition(offset, records, partition in self._reading_from_start)
                for partition, records in polled.items()
                if (offset := stored.get(partition)) and records[0].offset <= offset.next_offset
            }
            if usable:
                await feed(connection, self._subscription, usable, guarded=guarded)
            reach(FailPoint.CONSUMED)
        return [partition for partition in polled if partition not in usable]

    async def _read_from_start(self, gap: LinesMissing) -> None:
        """Read the partition from its start, skipping lines whose predecessor is missing there."""
        self._reading_from_start.add(gap.partition)
        log.error("consumer.lines_missing", consumer=self._subscription.name, reason=str(gap))
        async with self._database.engine.begin() as connection:
            await offsets.rewind(connection, self._subscription.name, gap.partition)


class _SeekOnAssignment(ConsumerRebalanceListener):  # type: ignore[misc]
    def __init__(self, consumer: Consumer, kafka: AIOKafkaConsumer) -> None:
        self._consumer, self._kafka = consumer, kafka

    async def on_partitions_assigned(self, assigned: Collection[TopicPartition]) -> None:
        reach(FailPoint.ASSIGNED)
        await self._consumer.seek(self._kafka, assigned)

    async def on_partitions_revoked(self, revoked: Collection[TopicPartition]) -> None:
        """Nothing to flush: each batch has committed its offsets."""
