"""Is it still the Kafka we began with? One that was wiped answers at the same address."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic
from typing import Final

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

_APART_S: Final = 5.0  # thirteen relays and consumers asking each second cost Kafka 1 % of a core


class ClusterReplaced(RuntimeError):
    """Another cluster answers: what was sent is gone, and offsets start over. Begin anew."""


class Watch:
    """Clients reconnect to a wiped Kafka without a word; its cluster id gives it away."""

    def __init__(self, admin: AIOKafkaAdminClient, cluster_id: str) -> None:
        self._admin, self._cluster_id = admin, cluster_id
        self._looked = monotonic()

    async def look(self) -> None:
        """Raises ClusterReplaced. Asks every five seconds at most; no answer is no news."""
        if monotonic() - self._looked < _APART_S:
            return
        try:
            found = str((await self._admin.describe_cluster())["cluster_id"])
        except KafkaError:
            return
        self._looked = monotonic()
        if found != self._cluster_id:
            raise ClusterReplaced(f"{found} answers in the place of {self._cluster_id}")


@asynccontextmanager
async def watching(bootstrap: str, cluster_id: str) -> AsyncIterator[Watch]:
    """A watch with a connection of its own."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        yield Watch(admin, cluster_id)
    finally:
        await admin.close()
