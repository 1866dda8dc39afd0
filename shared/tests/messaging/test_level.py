"""Whether one consumer has read all that another has: no guess, partition by partition."""

from aiokafka import TopicPartition
from mithaq.messaging import offsets
from mithaq.messaging.offsets import Place
from mithaq.store import Database

TOPIC = "ma.mithaq.test"


async def read_up_to(database: Database, consumer: str, *ends: int) -> None:
    async with database.engine.begin() as connection:
        for number, end in enumerate(ends):
            partition = TopicPartition(TOPIC, number)
            await offsets.places(connection, consumer, [partition], "cluster")
            await offsets.move(connection, consumer, {partition: Place(end, end)})


async def level(database: Database) -> bool:
    async with database.engine.connect() as connection:
        return await offsets.level(connection, "ledger", "copy", TOPIC)


async def test_a_consumer_is_level_once_no_partition_is_behind(database: Database) -> None:
    await read_up_to(database, "copy", 5, 3)
    assert not await level(database)  # it has no place yet
    await read_up_to(database, "ledger", 5, 2)
    assert not await level(database)
    await read_up_to(database, "ledger", 6, 3)
    assert await level(database)
