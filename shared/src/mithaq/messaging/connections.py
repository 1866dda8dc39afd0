"""What aiokafka 0.14 keeps to itself, mended in one place.

Where a connection was lost a moment ago, asyncio drops what is written to it and uvloop raises
RuntimeError. aiokafka takes OSError alone for a loss (its issue 1038). Whatever else is raised ends
the routine that fetches, and nobody is told: a consumer would read nothing for ever after.
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
def _send_or_say_lost(
    self: AIOKafkaConnection,
    request: object,
    expect_response: bool = True,  # noqa: FBT001, FBT002 - aiokafka's
) -> Awaitable[Any]:
    """Raises KafkaConnectionError also where uvloop says that the connection was lost."""
    try:
        answer: Awaitable[Any] = _send(self, request, expect_response)
    except RuntimeError as lost:
        self.close(reason=CloseReason.CONNECTION_BROKEN)
        raise KafkaConnectionError(f"connection to {self.host}:{self.port} lost") from lost
    return answer


AIOKafkaConnection.send = _send_or_say_lost


async def poll(kafka: AIOKafkaConsumer, *, timeout_ms: int, max_records: int) -> Polled:
    """The next records; raises KafkaError once the routine that fetches has ended."""
    polled: Polled = await kafka.getmany(timeout_ms=timeout_ms, max_records=max_records)
    fetching = kafka._fetcher.error_future
    if fetching.done():
        fetching.result()
    return polled
