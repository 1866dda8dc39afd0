"""A consumer survives a lost connection, however aiokafka reports it."""

import asyncio

import pytest
from aiokafka.client import AIOKafkaClient
from aiokafka.conn import AIOKafkaConnection
from aiokafka.consumer.fetcher import Fetcher
from aiokafka.errors import KafkaConnectionError, KafkaError
from aiokafka.protocol.metadata import MetadataRequest
from mithaq.messaging import Consumer, Kafka
from mithaq.store import Database
from mithaq.testing.flow import Producing, totals


async def connection(client: AIOKafkaClient) -> AIOKafkaConnection:
    node = client.get_random_node()
    assert await client.ready(node)
    return next(each for (known, _), each in client._conns.items() if known == node)


async def write_on(connection: AIOKafkaConnection) -> None:
    while True:
        connection.send(MetadataRequest([])).close()
        await asyncio.sleep(0)


async def test_writing_to_a_connection_just_lost_is_a_lost_connection(kafka_server: str) -> None:
    """uvloop raises RuntimeError at once; the connection's reader notices later."""
    client = Kafka(kafka_server).client()
    await client.bootstrap()
    try:
        lost = await connection(client)
        lost._writer.transport.abort()
        with pytest.raises(KafkaConnectionError) as told:
            await write_on(lost)
        assert isinstance(told.value.__cause__, RuntimeError)
        assert not lost.connected()
        assert await (await connection(client)).send(MetadataRequest([]))  # a new one
    finally:
        await client.close()


async def test_a_consumer_whose_fetch_routine_ended_raises(
    producing: Producing, consuming: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise it would never read another record, without any error."""

    async def dies(*_: object) -> bool:
        raise ValueError("what nobody expects")

    monkeypatch.setattr(Fetcher, "_proc_fetch_request", dies)
    await producing.count("counter", 1)
    await producing.publish()
    subscription = totals(producing.catalogue).subscription()
    following = Consumer(consuming, producing.kafka, subscription, producing.source)
    run = asyncio.create_task(following.run())
    ended, _ = await asyncio.wait({run}, timeout=20)
    assert ended  # by itself: stopping it would bring up the error as well
    with pytest.raises(KafkaError, match="data retrieval"):
        run.result()
