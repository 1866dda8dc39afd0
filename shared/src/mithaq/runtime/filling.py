"""The worker that watches new revisions of read models until each is level."""

import asyncio
from collections.abc import Sequence
from typing import Final

import asyncpg
import structlog
from aiokafka import TopicPartition

from mithaq.messaging.offsets import PartitionOffset
from mithaq.projections import levels
from mithaq.projections.levels import Model
from mithaq.runtime.kernel import Kernel
from mithaq.runtime.lag.topic_ends import Ends, TopicEnds
from mithaq.runtime.service import Service, read_models

log = structlog.get_logger()

_LOOK_S: Final = 0.3
_OFFSETS: Final = """
    SELECT topic, partition, max(next_offset) AS next_offset, max(last_seq) AS last_seq
    FROM consumer_offset
    WHERE consumer = ANY ($1) GROUP BY topic, partition
"""
_OTHERS: Final = """
    SELECT array_agg(name) FROM read_model WHERE name <> $1 AND (name = $2 OR name ~ $3)
"""
_NOTHING: Final = PartitionOffset(0, 0)

Offsets = dict[TopicPartition, PartitionOffset]


async def watch_filling(service: Service, kernel: Kernel) -> None:
    """Mark each read model as level as soon as it is; return when all are."""
    pool, models = kernel.database.pool, read_models(service)
    own = {model.key for model in service.tails}
    looks = {model.key: _Look(pool, model) for model in models if model.key not in own}
    async with TopicEnds(kernel.kafka) as kafka:
        while filling := await levels.filling(pool, models):
            keys = {each.key for each in filling}
            await levels.mark_own_level(
                pool, [model for model in service.tails if model.key in keys]
            )
            for key in looks.keys() & keys:
                await looks[key].at(kafka)
            await asyncio.sleep(_LOOK_S)
    log.info("read_models.level", read_models=[model.key for model in models])


class _Look:
    """Looks at one read model of other services' events, again and again.

    It is level when it has read to where the topics ended at the look before, and applied every
    line that other revisions had applied then: a Kafka that is being filled again ends too early.
    """

    def __init__(self, pool: asyncpg.Pool, model: Model) -> None:
        self._pool, self._model = pool, model
        self._wanted: Offsets | None = None

    async def at(self, kafka: TopicEnds) -> None:
        """Mark it, if it is level; nothing while Kafka does not answer."""
        ends = await kafka.fetch(self._model.subscription().sources)
        if ends is None:
            return
        reached = await self._offsets([self._model.key])
        others = await self._offsets(await self._others())
        before, self._wanted = self._wanted, _wanted(ends, others)
        await levels.set_goal(self._pool, self._model, sum(each.end for each in ends.values()))
        if before is not None and _covers(reached, before):
            await levels.mark_level(self._pool, self._model)

    async def _others(self) -> Sequence[str]:
        name = self._model.name
        found = await self._pool.fetchval(_OTHERS, self._model.key, name, f"^{name}__r[0-9]+$")
        return found or []

    async def _offsets(self, consumers: Sequence[str]) -> Offsets:
        return {
            TopicPartition(topic, number): PartitionOffset(*offset)
            for topic, number, *offset in await self._pool.fetch(_OFFSETS, consumers)
        }


def _wanted(ends: Ends, others: Offsets) -> Offsets:
    """By partition: the end of the topic, and the furthest line of other revisions."""
    return {
        each: PartitionOffset(
            next_offset=ends[each].end if each in ends else 0,
            last_seq=others.get(each, _NOTHING).last_seq,
        )
        for each in ends.keys() | others.keys()
    }


def _covers(reached: Offsets, wanted: Offsets) -> bool:
    return all(
        (mine := reached.get(each, _NOTHING)).next_offset >= least.next_offset
        and mine.last_seq >= least.last_seq
        for each, least in wanted.items()
    )
