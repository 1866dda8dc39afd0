"""One subscription of a consumer: its places, and the careful way through records it cannot share.

The careful way reads the stored offsets under their lock, isolates failing events and finds gaps.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

import structlog
from aiokafka import TopicPartition

from mithaq.failpoints import FailPoint, reach
from mithaq.messaging import offsets
from mithaq.messaging.claiming import Step
from mithaq.messaging.connections import Polled
from mithaq.messaging.feed import LinesMissing, PolledPartition, feed
from mithaq.messaging.offsets import PartitionOffset
from mithaq.messaging.seals import Trust
from mithaq.projections.claiming import NotOurs, ensure_ours
from mithaq.projections.model import Subscription
from mithaq.store.database import Database
from mithaq.store.failures import is_transient

log = structlog.get_logger()


class Follower:
    """`places` are how far this process has read; the table has the last word.

    `unsaved` are the offsets in the table of partitions in which it has read further, over lines
    that concern nobody: they are saved with the next line that does, or within a second.
    """

    def __init__(
        self, database: Database, subscription: Subscription, trusts: Mapping[str, Trust]
    ) -> None:
        self._database, self.subscription, self._trusts = database, subscription, trusts
        self.places: dict[TopicPartition, PartitionOffset] = {}
        self.unsaved: dict[TopicPartition, PartitionOffset] = {}
        self._from_start: set[TopicPartition] = set()

    def forget(self) -> None:
        """Know no place any more: the next records are read the careful way."""
        self.places.clear()
        self.unsaved.clear()
        self._from_start.clear()

    def leave(self, partitions: Collection[TopicPartition]) -> None:
        """Know no place in these any more: others read them, or did."""
        for partition in partitions:
            self.places.pop(partition, None)
            self.unsaved.pop(partition, None)

    def pass_over(self, step: Step) -> None:
        """Have read through lines that concern nobody, without saving so yet."""
        self.unsaved = dict(step.begins) | self.unsaved
        self.places |= step.ends

    def took(self, step: Step) -> None:
        """Have saved that the step was taken."""
        self.places |= step.ends
        for partition in step.ends:
            self.unsaved.pop(partition, None)

    def step_since_saved(self, step: Step) -> Step:
        """The step, with what was passed over since the offsets in the table."""
        places = {partition: self.places[partition] for partition in self.unsaved}
        return replace(step, begins={**step.begins, **self.unsaved}, ends={**places, **step.ends})

    def unsaved_step(self) -> Step:
        """The step through what was only passed over."""
        subscription = self.subscription
        return self.step_since_saved(Step(subscription.name, subscription.revision, {}, {}))

    def of(self, partitions: Collection[TopicPartition]) -> list[TopicPartition]:
        """Those of the partitions that are of its topics."""
        return [each for each in partitions if each.topic in self.subscription.sources]

    async def load(self, partitions: Collection[TopicPartition], cluster_id: str) -> None:
        """Read the stored offsets of these partitions, created where missing. Raises NotOurs."""
        async with self._database.engine.begin() as connection:
            await ensure_ours(connection, self.subscription)
            name = self.subscription.name
            stored = await offsets.load(connection, name, self.of(partitions), cluster_id)
        self.leave(stored)
        self.places |= stored

    async def take(self, polled: Polled) -> list[TopicPartition]:
        """Apply the records alone; returns the partitions whose records must be read again.

        Records of a partition without a stored offset arrived before its assignment was handled;
        records beyond the stored offset mean that it was reset; a line may have to wait for other
        partitions. Raises ProjectorBroken, NotOurs and
        transient errors.
        """
        mine = {partition: polled[partition] for partition in self.of(polled)}
        if not mine:
            return []
        try:
            return await self._applied(mine)
        except LinesMissing as gap:
            await self._read_from_start(gap)
            return list(mine)

    async def _applied(self, polled: Polled) -> list[TopicPartition]:
        """Events hardly ever fail, so the first attempt runs without the savepoints that isolate
        a failing one."""
        try:
            return await self._apply(polled, guarded=False)
        except Exception as failure:
            if is_transient(failure) or isinstance(failure, LinesMissing | NotOurs):
                raise
            return await self._apply(polled, guarded=True)

    async def _apply(self, polled: Polled, *, guarded: bool) -> list[TopicPartition]:
        name, reached = self.subscription.name, dict[TopicPartition, PartitionOffset]()
        async with self._database.engine.begin() as connection:
            stored = await offsets.lock(connection, name, polled)
            if not await offsets.is_ours(connection, self.subscription):
                raise NotOurs(name)
            usable = {
                partition: PolledPartition(
                    offset, records, partition in self._from_start, self._trusts[partition.topic]
                )
                for partition, records in polled.items()
                if (offset := stored.get(partition)) and records[0].offset <= offset.next_offset
            }
            if usable:
                reached = await feed(connection, self.subscription, usable, guarded=guarded)
            reach(FailPoint.CONSUMED)
        self.leave(reached)
        self.places |= reached
        return [
            partition
            for partition, records in polled.items()
            if partition not in usable or reached[partition].next_offset <= records[-1].offset
        ]

    async def _read_from_start(self, gap: LinesMissing) -> None:
        """Read the partition from its start, skipping lines whose predecessor is missing there."""
        self._from_start.add(gap.partition)
        log.error("consumer.lines_missing", consumer=self.subscription.name, reason=str(gap))
        async with self._database.engine.begin() as connection:
            await offsets.rewind(connection, self.subscription.name, gap.partition)
