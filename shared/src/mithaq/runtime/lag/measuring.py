"""Measures the lag of every part of one service; lag is computed nowhere else."""

from collections.abc import Mapping, Sequence

import asyncpg
from aiokafka import TopicPartition

from mithaq.messaging import PARTITIONS
from mithaq.projections import Intake
from mithaq.runtime.lag import queries
from mithaq.runtime.lag.topic_ends import Ends
from mithaq.runtime.lag.values import (
    DeadLetterCounts,
    Lag,
    LogLag,
    PartitionLag,
    ReaderLag,
    WriteTransaction,
)
from mithaq.runtime.service import Service


async def measure(pool: asyncpg.Pool, service: Service, ends: Ends | None) -> Lag:
    """Seven short queries. `ends` are the topics' end offsets; None if Kafka is unreachable."""
    log, oldest = await queries.log(pool), await queries.oldest_write(pool)
    known = await queries.read_models(pool)
    return Lag(
        service=service.name,
        log=LogLag(events=log["seq"] + log["unsequenced"], **log),
        oldest_write=WriteTransaction(**oldest) if oldest else None,
        relay=await _relay(pool, service, log["seq"]),
        read_models=await _read_models(pool, service, known, log["seq"]),
        consumers=_consumers(service, await queries.offsets(pool), ends),
        letters=await _letters(pool, service),
        outdated=_outdated(service, known),
    )


def topics_of(service: Service) -> Sequence[str]:
    """Every topic the service consumes."""
    return sorted({source for each in service.foreign for source in each.subscription().sources})


async def _relay(pool: asyncpg.Pool, service: Service, head: int) -> ReaderLag:
    seq = await queries.relay(pool, service.catalogue.source)
    ages = await queries.ages(pool, [seq])
    return ReaderLag(name="relay", seq=seq, lines=max(0, head - seq), oldest_ms=ages[seq])


async def _read_models(
    pool: asyncpg.Pool, service: Service, known: Mapping[str, tuple[int, int]], head: int
) -> list[ReaderLag]:
    found = {each.name: known.get(each.name, (0, None)) for each in service.own}
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


def _outdated(service: Service, known: Mapping[str, tuple[int, int]]) -> list[str]:
    models = [*service.own, *(each for each in service.foreign if not isinstance(each, Intake))]
    return [
        each.name for each in models if known.get(each.name, (0, each.revision))[1] < each.revision
    ]


def _consumers(
    service: Service, offsets: Mapping[tuple[str, str, int], int], ends: Ends | None
) -> list[PartitionLag]:
    return [
        _partition(each.name, topic, number, offsets.get((each.name, topic, number), 0), ends)
        for each in service.foreign
        for topic in each.subscription().sources
        for number in range(PARTITIONS)
    ]


def _partition(
    consumer: str, topic: str, partition: int, next_offset: int, ends: Ends | None
) -> PartitionLag:
    known = (ends or {}).get(TopicPartition(topic, partition))
    # An offset beyond the end: Kafka was wiped, and the consumer will start again at 0.
    offset = 0 if known and next_offset > known.end else next_offset
    return PartitionLag(
        consumer=consumer,
        topic=topic,
        partition=partition,
        next_offset=next_offset,
        records=known.end - offset if known else None,
        late=max(0, known.late - offset) if known else None,
    )


async def _letters(pool: asyncpg.Pool, service: Service) -> list[DeadLetterCounts]:
    """One row per consumer of the service, and per interrupted rebuild with dead letters."""
    found = await queries.letters(pool)
    names = [each.name for each in (*service.own, *service.foreign)]
    without = {"dead_letters": 0, "parked_streams": 0, "halted": None}
    return [
        DeadLetterCounts(**{**without, "consumer": name, **(found.get(name) or {})})
        for name in dict.fromkeys([*names, *found])
    ]
