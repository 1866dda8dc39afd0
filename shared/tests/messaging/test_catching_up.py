"""Whether one consumer has read everything another has, by partition."""

from aiokafka import TopicPartition
from mithaq.messaging import offsets
from mithaq.messaging.offsets import PartitionOffset
from mithaq.store import Database

TOPIC = "ma.mithaq.test"


async def read_up_to(database: Database, consumer: str, *ends: int) -> None:
    async with database.engine.begin() as connection:
        for number, end in enumerate(ends):
            partition = TopicPartition(TOPIC, number)
            await offsets.load(connection, consumer, [partition], "cluster")
            await offsets.save(connection, consumer, {partition: PartitionOffset(end, end)})


async def caught_up(database: Database) -> bool:
    async with database.engine.connect() as connection:
        return await offsets.caught_up_with(connection, "ledger", "copy", TOPIC)


async def test_a_consumer_has_caught_up_once_no_partition_is_behind(database: Database) -> None:
    await read_up_to(database, "copy", 5, 3)
    assert not await caught_up(database)  # no offset is stored yet
    await read_up_to(database, "ledger", 5, 2)
    assert not await caught_up(database)
    await read_up_to(database, "ledger", 6, 3)
    assert await caught_up(database)
