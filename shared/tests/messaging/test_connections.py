"""A lost connection is never the end of a consumer, whatever aiokafka makes of it."""

import asyncio

import pytest
from aiokafka.client import AIOKafkaClient
from aiokafka.conn import AIOKafkaConnection
from aiokafka.consumer.fetcher import Fetcher
from aiokafka.errors import KafkaConnectionError, KafkaError
from aiokafka.protocol.metadata import MetadataRequest
from mithaq.messaging import Consumer
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
    """uvloop says RuntimeError as soon as it is lost; the reader of the connection hears later."""
    client = AIOKafkaClient(bootstrap_servers=kafka_server)
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


async def test_a_consumer_whose_fetching_died_falls(
    producing: Producing, consuming: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or it would read nothing for ever after, and nobody would know."""

    async def dies(*_: object) -> bool:
        raise ValueError("what nobody expects")

    monkeypatch.setattr(Fetcher, "_proc_fetch_request", dies)
    await producing.count("counter", 1)
    await producing.publish()
    subscription = totals(producing.catalogue).subscription()
    following = Consumer(consuming, producing.bootstrap, subscription, producing.source)
    run = asyncio.create_task(following.run())
    ended, _ = await asyncio.wait({run}, timeout=20)
    assert ended  # by itself: stopping it would bring up the error as well
    with pytest.raises(KafkaError, match="data retrieval"):
        run.result()
