"""Measures the lag of every part of one service; lag is computed nowhere else."""

from collections.abc import Collection, Mapping, Sequence

import asyncpg
from aiokafka import TopicPartition

from mithaq.messaging.groups import Held, held_for
from mithaq.projections import levels
from mithaq.runtime.kernel import Kernel
from mithaq.runtime.lag import queries
from mithaq.runtime.lag.deadlines_look import look_at_deadlines
from mithaq.runtime.lag.kafka_look import KafkaLook
from mithaq.runtime.lag.topic_ends import Ends
from mithaq.runtime.lag.values import (
    DeadLetterCounts,
    Lag,
    LogLag,
    PartitionLag,
    ReaderLag,
    WriteTransaction,
)
from mithaq.runtime.service import Service, read_models
from mithaq.store import findings
from mithaq.store.findings import Finding


async def measure(kernel: Kernel, service: Service, kafka: KafkaLook) -> Lag:
    """Eight short queries, two requests to Kafka, and what the service itself looks at."""
    pool = kernel.database.pool
    log, oldest = await queries.log(pool), await queries.oldest_write(pool)
    known = await queries.read_models(pool)
    ends = await kafka.ends(topics_of(service))
    held = await kafka.held(service.name)
    return Lag(
        service=service.name,
        log=LogLag(events=log.seq + log.unsequenced, **log._asdict()),
        oldest_write=WriteTransaction(**oldest) if oldest else None,
        relay=await _relay(pool, service, log.seq),
        read_models=await _read_models(pool, service, known, log.seq),
        consumers=_consumers(service, await queries.offsets(pool), ends, held),
        letters=await _letters(pool, service),
        filling=await levels.filling(pool, read_models(service)),
        findings=[*await findings.kept(pool), *await _looked_at(service, kernel)],
        kafka_away=ends is None,
    )


async def _looked_at(service: Service, kernel: Kernel) -> Sequence[Finding]:
    special = [found for look in service.looks for found in await look(kernel)]
    return [*special, *await look_at_deadlines(service, kernel)]


def topics_of(service: Service) -> Sequence[str]:
    """Every topic the service consumes."""
    return sorted({source for sources in service.consumed.values() for source in sources})


async def _relay(pool: asyncpg.Pool, service: Service, head: int) -> ReaderLag:
    seq = await queries.relay(pool, service.catalogue.source)
    ages = await queries.ages(pool, [seq])
    return ReaderLag(name="relay", seq=seq, lines=max(0, head - seq), oldest_ms=ages[seq])


async def _read_models(
    pool: asyncpg.Pool, service: Service, known: Mapping[str, tuple[int, int]], head: int
) -> list[ReaderLag]:
    found = {each.key: known.get(each.key, (0, None)) for each in service.tails}
    ages = await queries.ages(pool, [seq for seq, _ in found.values()])
    return [
        ReaderLag(
            name=name,
            seq=seq,
            lines=max(0, head - seq),
            oldest_ms=ages[seq],
            revision=revision,
        )
        for name, (seq, revision) in found.items()
    ]


def _consumers(
    service: Service,
    offsets: Mapping[tuple[str, str, int], int],
    ends: Ends | None,
    held: Held | None,
) -> list[PartitionLag]:
    return [
        _partition(key, partition, offsets, ends, held_for(held, service.name, key))
        for key, topics in service.consumed.items()
        for topic in topics
        for partition in _partitions(key, topic, offsets, ends)
    ]


def _partitions(
    consumer: str, topic: str, offsets: Mapping[tuple[str, str, int], int], ends: Ends | None
) -> Sequence[TopicPartition]:
    """The topic's partitions: as the broker tells, else as the consumer has read them."""
    told = {each.partition for each in ends or () if each.topic == topic}
    read = {number for name, of, number in offsets if (name, of) == (consumer, topic)}
    return [TopicPartition(topic, number) for number in sorted(told or read) or [0]]


def _partition(
    consumer: str,
    partition: TopicPartition,
    offsets: Mapping[tuple[str, str, int], int],
    ends: Ends | None,
    held: Collection[TopicPartition] | None,
) -> PartitionLag:
    known = (ends or {}).get(partition)
    next_offset = offsets.get((consumer, *partition), 0)
    # An offset beyond the end: Kafka was wiped, and the consumer will start again at 0.
    offset = 0 if known and next_offset > known.end else next_offset
    return PartitionLag(
        consumer=consumer,
        topic=partition.topic,
        partition=partition.partition,
        next_offset=next_offset,
        records=known.end - offset if known else None,
        late=max(0, known.late - offset) if known else None,
        held=None if held is None or known is None else partition in held,
    )


async def _letters(pool: asyncpg.Pool, service: Service) -> list[DeadLetterCounts]:
    """One row per consumer of the service, and per interrupted rebuild with dead letters."""
    found = await queries.letters(pool)
    names = [*(each.key for each in service.tails), *service.consumed]
    without = {"dead_letters": 0, "forged": 0, "parked_streams": 0, "halted": None}
    return [
        DeadLetterCounts(**{**without, "consumer": name, **(found.get(name) or {})})
        for name in dict.fromkeys([*names, *found])
    ]
