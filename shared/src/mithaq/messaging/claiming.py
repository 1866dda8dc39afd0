"""Claims polled records for consumers: their offsets are locked, compared and moved in one call."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Final

import asyncpg
from aiokafka import TopicPartition
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.messaging.offsets import PartitionOffset
from mithaq.projections.dead_letters import Exclusions
from mithaq.store.prepared import fetch

_CLAIM: Final = """
    SELECT consumer, topic, claimed, ours, parked, dropped, halted
    FROM claim_offsets($1, $2, $3, $4, $5, $6, $7, $8)
"""
_PLACES: Final = """
    SELECT consumer, topic, partition, next_offset FROM consumer_offset WHERE consumer = ANY ($1)
"""
# Records that a consumer may be behind the others and still read with them.
_NEAR: Final = 2_000


@dataclass(frozen=True, slots=True)
class Step:
    """A consumer's way through one poll: where each partition stands, and where it will."""

    consumer: str
    revision: int | None
    begins: Mapping[TopicPartition, PartitionOffset]
    ends: Mapping[TopicPartition, PartitionOffset]


@dataclass(frozen=True, slots=True)
class Claim:
    """Whether the step is this consumer's to take, and what it must not apply, by source.

    Not `claimed`: its offsets are not where the step begins. Not `ours`: its read model's row is
    gone or of another revision.
    """

    claimed: bool
    ours: bool
    excluded: Mapping[str, Exclusions]


async def claim(session: AsyncConnection | asyncpg.Pool, steps: Sequence[Step]) -> list[Claim]:
    """Take the steps that begin where the consumer's partitions all are; a claim for each step.

    In a transaction the rows stay locked until its end.
    """
    rows = [
        (step.consumer, step.revision, *partition, *astuple(begin), *astuple(step.ends[partition]))
        for step in steps
        for partition, begin in step.begins.items()
    ]
    found = await fetch(session, _CLAIM, *map(list, zip(*rows, strict=True)))
    taken = {consumer: (claimed, ours) for consumer, _, claimed, ours, *_ in found}
    excluded: defaultdict[str, dict[str, Exclusions]] = defaultdict(dict)
    for consumer, topic, _, _, parked, dropped, halted in found:
        exclusions = Exclusions(frozenset(parked), frozenset(dropped), halted=halted)
        excluded[consumer][topic] = exclusions
    return [Claim(*taken[step.consumer], excluded[step.consumer]) for step in steps]


async def near(pool: asyncpg.Pool, consumers: Mapping[str, Collection[str]]) -> set[str]:
    """Those of the consumers, given with their topics, about as far as the one furthest on."""
    rows = await pool.fetch(_PLACES, list(consumers))
    places = {(row["topic"], row["partition"], row["consumer"]): row["next_offset"] for row in rows}
    furthest: Counter[tuple[str, int]] = Counter()
    for (topic, number, _), offset in places.items():
        furthest[topic, number] = max(furthest[topic, number], offset)
    behind: Counter[str] = Counter()
    for name, topics in consumers.items():
        for (topic, number), offset in furthest.items():
            if topic in topics:
                behind[name] += offset - places.get((topic, number, name), 0)
    return {name for name in consumers if behind[name] <= _NEAR}
