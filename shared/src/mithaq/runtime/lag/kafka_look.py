"""What Kafka knows of a service's consumers: where topics end, and which partitions are read."""

import asyncio
from collections.abc import Collection
from contextlib import AsyncExitStack
from typing import Final, Self

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from mithaq.messaging import Kafka
from mithaq.messaging.groups import Held, held_of
from mithaq.runtime.lag.topic_ends import Ends, TopicEnds

_TIMEOUT_S: Final = 5.0


class KafkaLook:
    """Clients without a consumer group, started on first use and again after a failure."""

    def __init__(self, kafka: Kafka) -> None:
        self._kafka, self._ends = kafka, TopicEnds(kafka)
        self._admin: AIOKafkaAdminClient | None = None
        self._opened = AsyncExitStack()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stop()
        await self._ends.__aexit__()

    async def ends(self, topics: Collection[str]) -> Ends | None:
        """The ends of the topics that exist; None if Kafka does not respond within 5 s."""
        return await self._ends.fetch(topics)

    async def held(self, service: str) -> Held | None:
        """The partitions that the members of a service's groups read; None as for `ends`."""
        try:
            async with asyncio.timeout(_TIMEOUT_S):
                admin = await self._started()
                return await held_of(admin, service)
        except (KafkaError, OSError, TimeoutError):
            await self._stop()
            return None

    async def _started(self) -> AIOKafkaAdminClient:
        if self._admin is None:
            self._admin = await self._opened.enter_async_context(self._kafka.admin())
        return self._admin

    async def _stop(self) -> None:
        self._admin = None
        await self._opened.aclose()
