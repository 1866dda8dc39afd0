"""Patches aiokafka 0.14, which swallows lost connections and errors of its fetch routine.

After a connection is lost, writing to it is ignored by asyncio but raises RuntimeError in uvloop.
aiokafka only treats OSError as a lost connection (its issue 1038). Any other exception ends its
fetch routine without being reported, and the consumer never reads another record.
"""

from collections.abc import Awaitable
from functools import wraps
from typing import Any

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.conn import AIOKafkaConnection, CloseReason
from aiokafka.errors import KafkaConnectionError

Polled = dict[TopicPartition, list[ConsumerRecord[Any, Any]]]

_send = AIOKafkaConnection.send


@wraps(_send)
def _send_or_raise_lost(
    self: AIOKafkaConnection,
    request: object,
    expect_response: bool = True,  # noqa: FBT001, FBT002 - aiokafka's
) -> Awaitable[Any]:
    """Also raises KafkaConnectionError when uvloop reports the lost connection as RuntimeError."""
    try:
        answer: Awaitable[Any] = _send(self, request, expect_response)
    except RuntimeError as lost:
        self.close(reason=CloseReason.CONNECTION_BROKEN)
        raise KafkaConnectionError(f"connection to {self.host}:{self.port} lost") from lost
    return answer


AIOKafkaConnection.send = _send_or_raise_lost


async def poll(kafka: AIOKafkaConsumer, *, timeout_ms: int, max_records: int) -> Polled:
    """The next records. Raises KafkaError once aiokafka's fetch routine has ended."""
    polled: Polled = await kafka.getmany(timeout_ms=timeout_ms, max_records=max_records)
    fetching = kafka._fetcher.error_future
    if fetching.done():
        fetching.result()
    return polled
