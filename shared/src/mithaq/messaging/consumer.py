"""From Kafka to rows: each event once in the tables, however often it is delivered."""

from collections.abc import Collection
from typing import Final

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition

from mithaq.failpoints import FailPoint, reach
from mithaq.messaging import offsets
from mithaq.messaging.cluster import watching
from mithaq.messaging.connections import Polled, poll
from mithaq.messaging.feed import Found, LinesMissing, feed
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

    Rows and places commit in one transaction; places come from the table at each assignment and
    are locked while a batch is applied, so two holders of a partition take turns. `progressed`
    rings after each batch. With an `instance` name (KIP-345) a killed process takes its partitions
    up again when it is back, without waiting for its former self to be missed. Without one, or if
    it stays away, the others take them over after `session_timeout_s`.
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
        self._started_over: set[TopicPartition] = set()
        self._session_timeout_ms = int(session_timeout_s * 1000)

    async def run(self) -> None:
        """Consume until cancelled. Raises when the database goes away or Kafka was wiped.

        A broker that is merely gone is waited for.
        """
        self._started_over.clear()
        cluster_id = await await_topics(self._bootstrap, self._subscription.sources)
        kafka = AIOKafkaConsumer(
            bootstrap_servers=self._bootstrap,
            group_id=self._group,
            group_instance_id=self._instance,
            enable_auto_commit=False,
            auto_offset_reset="earliest",  # the stored place is sought right after
            max_partition_fetch_bytes=FETCH_BYTES,
            fetch_max_wait_ms=2_500,  # an idle consumer asks rarely; news cut the wait short
            session_timeout_ms=self._session_timeout_ms,
            heartbeat_interval_ms=self._session_timeout_ms * 3 // 10,
        )
        kafka.subscribe(self._subscription.sources, listener=_SeekToPlace(self, kafka))
        try:
            # Within: a start cut short has joined the group, and would keep its partitions there.
            await kafka.start()
            async with watching(self._bootstrap, cluster_id) as watch:
                while True:
                    polled = await poll(kafka, timeout_ms=_POLL_MS, max_records=_BATCH)
                    await watch.look()
                    if polled:
                        await self._take(kafka, polled)
        finally:
            await kafka.stop()

    async def seek(self, kafka: AIOKafkaConsumer, partitions: Collection[TopicPartition]) -> None:
        """Set each partition to its stored place."""
        cluster_id = await await_topics(self._bootstrap, self._subscription.sources)
        name = self._subscription.name
        async with self._database.engine.begin() as connection:
            stored = await offsets.places(connection, name, partitions, cluster_id)
        for partition, place in stored.items():
            kafka.seek(partition, place.next_offset)

    async def _take(self, kafka: AIOKafkaConsumer, polled: Polled) -> None:
        """Apply a poll.

        Records of a partition that has no place yet came before its assignment was heard of;
        records beyond the place mean that someone set it back. Both are read again.
        """
        try:
            astray = await self._applied(polled)
        except LinesMissing as gap:
            await self._start_over(gap)
            astray = list(polled)
        self._progressed.ring()
        if astray:
            log.warning("consumer.astray", consumer=self._subscription.name, partitions=len(astray))
            await self.seek(kafka, astray)

    async def _applied(self, polled: Polled) -> list[TopicPartition]:
        """The partitions whose records must be read again.

        Events hardly ever fail, so the first try goes without what keeps a failing one apart.
        """
        try:
            return await self._apply(polled, guarded=False)
        except Exception as failure:
            if is_transient(failure) or isinstance(failure, LinesMissing):
                raise
            return await self._apply(polled, guarded=True)

    async def _apply(self, polled: Polled, *, guarded: bool) -> list[TopicPartition]:
        async with self._database.engine.begin() as connection:
            places = await offsets.claim(connection, self._subscription.name, polled)
            sound = {
                partition: Found(place, records, partition in self._started_over)
                for partition, records in polled.items()
                if (place := places.get(partition)) and records[0].offset <= place.next_offset
            }
            if sound:
                await feed(connection, self._subscription, sound, guarded=guarded)
            reach(FailPoint.CONSUMED)
        return [partition for partition in polled if partition not in sound]

    async def _start_over(self, gap: LinesMissing) -> None:
        """Read the partition from its start, and from then on leave out what has no forerunner."""
        self._started_over.add(gap.partition)
        log.error("consumer.lines_missing", consumer=self._subscription.name, reason=str(gap))
        async with self._database.engine.begin() as connection:
            await offsets.rewind(connection, self._subscription.name, gap.partition)


class _SeekToPlace(ConsumerRebalanceListener):  # type: ignore[misc]
    def __init__(self, consumer: Consumer, kafka: AIOKafkaConsumer) -> None:
        self._consumer, self._kafka = consumer, kafka

    async def on_partitions_assigned(self, assigned: Collection[TopicPartition]) -> None:
        reach(FailPoint.ASSIGNED)
        await self._consumer.seek(self._kafka, assigned)

    async def on_partitions_revoked(self, revoked: Collection[TopicPartition]) -> None:
        """Nothing to flush: each batch has committed its place."""
