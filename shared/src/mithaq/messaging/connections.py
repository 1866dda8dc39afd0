"""Mends clients of aiokafka 0.14, which swallow lost connections and errors of their fetch routine.

After a connection is lost, writing to it is ignored by asyncio but raises RuntimeError in uvloop.
aiokafka only treats OSError as a lost connection (its issue 1038). Any other exception ends its
fetch routine without being reported, and the consumer never reads another record.

aiokafka has no place to say which class its connections are of, so `mend` gives one client, and the
client each connection it opens, a subclass. Clients that we did not make stay as they are.
"""

from collections.abc import Awaitable
from typing import Any

from aiokafka import AIOKafkaClient, AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.conn import AIOKafkaConnection, CloseReason
from aiokafka.errors import KafkaConnectionError

Polled = dict[TopicPartition, list[ConsumerRecord[Any, Any]]]


class Connection(AIOKafkaConnection):  # type: ignore[misc]
    """A connection whose loss is an error of Kafka's, whatever the event loop calls it."""

    def send(
        self,
        request: object,
        expect_response: bool = True,  # noqa: FBT001, FBT002 - aiokafka's
    ) -> Awaitable[Any]:
        """Also raises KafkaConnectionError when uvloop reports the lost connection."""
        try:
            answer: Awaitable[Any] = super().send(request, expect_response)
        except RuntimeError as lost:
            self.close(reason=CloseReason.CONNECTION_BROKEN)
            raise KafkaConnectionError(f"connection to {self.host}:{self.port} lost") from lost
        return answer


class Client(AIOKafkaClient):  # type: ignore[misc]
    """A client whose connections are ours."""

    async def _get_conn(self, node_id: object, **options: object) -> AIOKafkaConnection | None:
        try:
            found: AIOKafkaConnection | None = await super()._get_conn(node_id, **options)
        except RuntimeError:  # lost before the first answer, while the versions were asked
            self.force_metadata_update()
            return None
        if found is None:
            return None
        found.__class__ = Connection
        return found


def mend(client: AIOKafkaClient) -> None:
    """Have this client, not connected yet, notice lost connections on any event loop."""
    client.__class__ = Client


async def poll(kafka: AIOKafkaConsumer, *, timeout_ms: int, max_records: int) -> Polled:
    """The next records. Raises KafkaError once aiokafka's fetch routine has ended."""
    polled: Polled = await kafka.getmany(timeout_ms=timeout_ms, max_records=max_records)
    fetching = kafka._fetcher.error_future
    if fetching.done():
        fetching.result()
    return polled
