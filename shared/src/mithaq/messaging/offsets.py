"""A consumer's offsets, one row per partition, committed with the rows it writes."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass
from typing import Any, Final

from aiokafka import TopicPartition
from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Integer,
    Text,
    and_,
    bindparam,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.projections.locking import lock_order
from mithaq.projections.model import Subscription
from mithaq.projections.tables import CONSUMER_OFFSET, READ_MODEL

_columns = CONSUMER_OFFSET.c

# Module constants: building a statement takes SQLAlchemy as long as running it.
_partition_arrays = (
    bindparam("topics", type_=ARRAY(Text)),
    bindparam("partitions", type_=ARRAY(Integer)),
)
_wanted = (
    func.unnest(*_partition_arrays)
    .table_valued("topic", "partition", name="wanted")
    .render_derived()
)
_LOCK: Final = (
    select(_columns.topic, _columns.partition, _columns.next_offset, _columns.last_seq)
    .where(_columns.consumer == bindparam("locker"))
    .where(_columns.topic == _wanted.c.topic, _columns.partition == _wanted.c.partition)
    .order_by(*lock_order(CONSUMER_OFFSET))
    .with_for_update(of=CONSUMER_OFFSET)
)
_CREATE_MISSING: Final = (
    insert(CONSUMER_OFFSET)
    .from_select(
        [column.name for column in _columns],
        select(
            bindparam("creator", type_=Text),
            _wanted.c.topic,
            _wanted.c.partition,
            literal(0),
            literal(0),
            bindparam("cluster", type_=Text),
        ).order_by(_wanted.c.topic, _wanted.c.partition),
    )
    .on_conflict_do_nothing()
)
_RESET_IN_NEW_CLUSTER: Final = (
    update(CONSUMER_OFFSET)
    .where(_columns.consumer == bindparam("owner"), _columns.cluster_id != bindparam("cluster"))
    .where(_columns.topic == _wanted.c.topic, _columns.partition == _wanted.c.partition)
    .values(next_offset=0, cluster_id=bindparam("cluster"))
)
_offset_arrays = (
    bindparam("offsets", type_=ARRAY(BigInteger)),
    bindparam("seqs", type_=ARRAY(BigInteger)),
)
_reached = (
    func.unnest(*_partition_arrays, *_offset_arrays)
    .table_valued("topic", "partition", "next_offset", "last_seq", name="reached")
    .render_derived()
)
_SAVE: Final = (
    update(CONSUMER_OFFSET)
    .where(_columns.consumer == bindparam("owner"))
    .where(_columns.topic == _reached.c.topic, _columns.partition == _reached.c.partition)
    .values(next_offset=_reached.c.next_offset, last_seq=_reached.c.last_seq)
)


@dataclass(frozen=True, slots=True)
class PartitionOffset:
    """`next_offset` is the record to read next; `last_seq` the highest log sequence applied."""

    next_offset: int
    last_seq: int


async def load(
    connection: AsyncConnection,
    consumer: str,
    partitions: Collection[TopicPartition],
    cluster_id: str,
) -> dict[TopicPartition, PartitionOffset]:
    """The stored offsets, created where missing; their rows stay locked until the transaction ends.

    In another cluster (Kafka was wiped and filled again) offsets start at 0 again, while `last_seq`
    still says which lines were applied.
    """
    if not partitions:
        return {}
    arrays = _arrays(partitions)
    await connection.execute(
        _CREATE_MISSING, {**arrays, "creator": consumer, "cluster": cluster_id}
    )
    await lock(connection, consumer, partitions)
    reset = {**arrays, "owner": consumer, "cluster": cluster_id}
    await connection.execute(_RESET_IN_NEW_CLUSTER, reset)
    return await lock(connection, consumer, partitions)


async def lock(
    connection: AsyncConnection, consumer: str, partitions: Iterable[TopicPartition]
) -> dict[TopicPartition, PartitionOffset]:
    """The stored offsets of these partitions; their rows stay locked until the transaction ends."""
    rows = await connection.execute(_LOCK, {**_arrays(partitions), "locker": consumer})
    return {
        TopicPartition(topic, number): PartitionOffset(*offset) for topic, number, *offset in rows
    }


async def save(
    connection: AsyncConnection, consumer: str, reached: Mapping[TopicPartition, PartitionOffset]
) -> None:
    """Update these offsets, in one statement."""
    rows = [(*partition, *astuple(offset)) for partition, offset in reached.items()]
    names = ("topics", "partitions", "offsets", "seqs")
    arrays = {
        name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)
    }
    await connection.execute(_SAVE, {"owner": consumer, **arrays})


async def last_seqs(connection: AsyncConnection, consumer: str, topic: str) -> dict[int, int]:
    """The highest line applied of each partition of a topic, whoever holds it."""
    rows = select(_columns.partition, _columns.last_seq).where(
        _columns.consumer == consumer, _columns.topic == topic
    )
    return {row.partition: row.last_seq for row in await connection.execute(rows)}


async def is_ours(connection: AsyncConnection, subscription: Subscription) -> bool:
    """Whether the read model's row is there and of this revision; an intake has none."""
    if subscription.revision is None:
        return True
    query = select(READ_MODEL.c.revision).where(READ_MODEL.c.name == subscription.name)
    return (await connection.execute(query)).scalar_one_or_none() == subscription.revision


async def rewind(connection: AsyncConnection, consumer: str, partition: TopicPartition) -> None:
    """Set the offset to 0; `last_seq` stays, so lines applied before are skipped as duplicates."""
    row = update(CONSUMER_OFFSET).where(_is(consumer, partition))
    await connection.execute(row.values(next_offset=0))


async def caught_up_with(
    connection: AsyncConnection, consumer: str, other: str, topic: str
) -> bool:
    """Whether `consumer` has read every record of the topic that `other` has read."""
    mine, theirs = CONSUMER_OFFSET.alias("mine"), CONSUMER_OFFSET.alias("theirs")
    same = and_(
        mine.c.consumer == consumer,
        mine.c.topic == theirs.c.topic,
        mine.c.partition == theirs.c.partition,
    )
    behind = (
        select(theirs.c.partition)
        .select_from(theirs.outerjoin(mine, same))
        .where(theirs.c.consumer == other, theirs.c.topic == topic)
        .where(func.coalesce(mine.c.next_offset, 0) < theirs.c.next_offset)
    )
    return (await connection.execute(behind.limit(1))).first() is None


def _arrays(partitions: Iterable[TopicPartition]) -> dict[str, list[Any]]:
    topics, numbers = map(list, zip(*partitions, strict=True))
    return {"topics": topics, "partitions": numbers}


def _is(consumer: str, partition: TopicPartition) -> ColumnElement[bool]:
    return and_(
        _columns.consumer == consumer,
        _columns.topic == partition.topic,
        _columns.partition == partition.partition,
    )
