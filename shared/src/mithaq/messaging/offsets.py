"""Where a consumer stands on each partition, kept beside the rows it writes."""

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
from mithaq.projections.tables import CONSUMER_OFFSET

_columns = CONSUMER_OFFSET.c

# Built once: putting a statement together takes SQLAlchemy as long as running it does.
_parts = (bindparam("topics", type_=ARRAY(Text)), bindparam("partitions", type_=ARRAY(Integer)))
_asked = func.unnest(*_parts).table_valued("topic", "partition", name="asked").render_derived()
_CLAIM: Final = (
    select(_columns.topic, _columns.partition, _columns.next_offset, _columns.last_seq)
    .where(_columns.consumer == bindparam("claimer"))
    .where(_columns.topic == _asked.c.topic, _columns.partition == _asked.c.partition)
    .order_by(*lock_order(CONSUMER_OFFSET))
    .with_for_update(of=CONSUMER_OFFSET)
)
_MAKE: Final = (
    insert(CONSUMER_OFFSET)
    .from_select(
        [column.name for column in _columns],
        select(
            bindparam("maker", type_=Text),
            _asked.c.topic,
            _asked.c.partition,
            literal(0),
            literal(0),
            bindparam("cluster", type_=Text),
        ).order_by(_asked.c.topic, _asked.c.partition),
    )
    .on_conflict_do_nothing()
)
_START_OVER: Final = (
    update(CONSUMER_OFFSET)
    .where(_columns.consumer == bindparam("mover"), _columns.cluster_id != bindparam("cluster"))
    .where(_columns.topic == _asked.c.topic, _columns.partition == _asked.c.partition)
    .values(next_offset=0, cluster_id=bindparam("cluster"))
)
_places = (
    bindparam("offsets", type_=ARRAY(BigInteger)),
    bindparam("seqs", type_=ARRAY(BigInteger)),
)
_to = (
    func.unnest(*_parts, *_places)
    .table_valued("topic", "partition", "next_offset", "last_seq", name="reached")
    .render_derived()
)
_MOVE: Final = (
    update(CONSUMER_OFFSET)
    .where(_columns.consumer == bindparam("mover"))
    .where(_columns.topic == _to.c.topic, _columns.partition == _to.c.partition)
    .values(next_offset=_to.c.next_offset, last_seq=_to.c.last_seq)
)


@dataclass(frozen=True, slots=True)
class Place:
    """`next_offset` is the record to read next; `last_seq` the highest log line applied."""

    next_offset: int
    last_seq: int


async def places(
    connection: AsyncConnection,
    consumer: str,
    partitions: Collection[TopicPartition],
    cluster_id: str,
) -> dict[TopicPartition, Place]:
    """The stored places, made where missing; locked until the transaction ends.

    In another cluster (Kafka was wiped and filled again) offsets start over, while `last_seq`
    still tells which lines were applied.
    """
    if not partitions:
        return {}
    which = _which(partitions)
    await connection.execute(_MAKE, {**which, "maker": consumer, "cluster": cluster_id})
    await claim(connection, consumer, partitions)
    await connection.execute(_START_OVER, {**which, "mover": consumer, "cluster": cluster_id})
    return await claim(connection, consumer, partitions)


async def claim(
    connection: AsyncConnection, consumer: str, partitions: Iterable[TopicPartition]
) -> dict[TopicPartition, Place]:
    """The places of these partitions, locked until the transaction ends."""
    rows = await connection.execute(_CLAIM, {**_which(partitions), "claimer": consumer})
    return {TopicPartition(topic, number): Place(*there) for topic, number, *there in rows}


async def move(
    connection: AsyncConnection, consumer: str, to: Mapping[TopicPartition, Place]
) -> None:
    """Set these places, in one statement."""
    columns = zip(*((*partition, *astuple(place)) for partition, place in to.items()), strict=True)
    names = ("topics", "partitions", "offsets", "seqs")
    given = {name: list(column) for name, column in zip(names, columns, strict=True)}
    await connection.execute(_MOVE, {"mover": consumer, **given})


async def rewind(connection: AsyncConnection, consumer: str, partition: TopicPartition) -> None:
    """Read from the first record again; what was applied stays so."""
    again = update(CONSUMER_OFFSET).where(_is(consumer, partition))
    await connection.execute(again.values(next_offset=0))


async def level(connection: AsyncConnection, consumer: str, other: str, topic: str) -> bool:
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


def _which(partitions: Iterable[TopicPartition]) -> dict[str, list[Any]]:
    topics, numbers = map(list, zip(*partitions, strict=True))
    return {"topics": topics, "partitions": numbers}


def _is(consumer: str, partition: TopicPartition) -> ColumnElement[bool]:
    return and_(
        _columns.consumer == consumer,
        _columns.topic == partition.topic,
        _columns.partition == partition.partition,
    )
