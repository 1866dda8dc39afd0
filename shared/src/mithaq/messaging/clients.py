"""Makes every Kafka client of ours: what a cluster asks of its clients is said in one place."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, Final, Self

from aiokafka import AIOKafkaClient, AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient

from mithaq.messaging.access import Access
from mithaq.messaging.connections import mend
from mithaq.messaging.seals import Seals
from mithaq.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTopic:
    """How a topic is made that does not exist yet."""

    partitions: int = 12
    replication: int = 1
    min_insync: int = 1


_CLEAR: Final = Access()
_UNSEALED: Final = Seals()
_TWELVE: Final = NewTopic()


@dataclass(frozen=True, slots=True)
class Kafka:
    """A cluster as a process reaches it: makes its consumers, producers and administrators.

    `name` is what the broker's log and quotas call the client; `seals` proves the lines we send
    and read.
    """

    bootstrap: str
    access: Access = _CLEAR
    seals: Seals = _UNSEALED
    topic: NewTopic = _TWELVE
    name: str = "mithaq"
    request_s: float = 30
    metadata_s: float = 30

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The cluster that a process's settings name. Raises TlsUnavailable, or SealsUnusable."""
        return cls(
            settings.kafka_bootstrap,
            access=Access(
                protocol=settings.kafka_speaks(),
                mechanism=settings.kafka_mechanism,
                user=settings.kafka_user,
                password_file=settings.kafka_password_file,
                token_file=settings.kafka_token_file,
                tls=settings.kafka_tls(),
            ),
            seals=Seals.of(settings),
            topic=NewTopic(
                partitions=settings.kafka_partitions,
                replication=settings.kafka_replication,
                min_insync=settings.kafka_min_insync,
            ),
            name=f"mithaq.{settings.instance}" if settings.instance else "mithaq",
            request_s=settings.kafka_request_seconds,
            metadata_s=settings.kafka_metadata_seconds,
        )

    def named(self, part: str) -> Self:
        """The same, for the clients of one part of a service, such as `partners.relay`."""
        return replace(self, name=f"{self.name}.{part}")

    def consumer(self, *topics: str, **options: object) -> AIOKafkaConsumer:
        """A consumer, not started; `options` are aiokafka's. It commits no offset by itself."""
        made = AIOKafkaConsumer(*topics, **self._options(options), enable_auto_commit=False)
        mend(made._client)
        return made

    def producer(self, **options: object) -> AIOKafkaProducer:
        """A producer, not started; `options` are aiokafka's."""
        made = AIOKafkaProducer(**self._options(options))
        mend(made.client)
        return made

    @asynccontextmanager
    async def admin(self) -> AsyncIterator[AIOKafkaAdminClient]:
        """An administrator's client, connected. Raises KafkaError when no broker answers."""
        made = AIOKafkaAdminClient(**self._options({}))
        mend(made._client)
        try:
            await made.start()
            yield made
        finally:
            await made.close()

    def client(self) -> AIOKafkaClient:
        """A client without a protocol of its own, not connected."""
        made = AIOKafkaClient(**self._options({}))
        mend(made)
        return made

    def _options(self, chosen: dict[str, Any]) -> dict[str, Any]:
        return {
            "bootstrap_servers": self.bootstrap,
            "client_id": self.name,
            "request_timeout_ms": int(self.request_s * 1000),
            "metadata_max_age_ms": int(self.metadata_s * 1000),
            **self.access.options(),
            **chosen,
        }
