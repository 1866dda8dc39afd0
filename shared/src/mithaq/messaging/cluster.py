"""Detects that Kafka was replaced: a wiped cluster answers at the same address with another id."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic
from typing import Final

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from mithaq.messaging.clients import Kafka

# At most one request in so many seconds: thirteen relays and consumers that asked every second cost
# Kafka 1 % of a core.
_CHECK_S: Final = 5.0


class ClusterReplaced(RuntimeError):
    """Another cluster answers: published records are gone and offsets start over. Reconnect."""


class ClusterMonitor:
    """Compares cluster ids, because clients reconnect to a wiped Kafka without an error."""

    def __init__(self, admin: AIOKafkaAdminClient, cluster_id: str) -> None:
        self._admin, self._cluster_id = admin, cluster_id
        self._checked = monotonic()

    async def check(self) -> None:
        """Raises ClusterReplaced. Asks Kafka every five seconds at most; no answer is no error."""
        if monotonic() - self._checked < _CHECK_S:
            return
        try:
            found = str((await self._admin.describe_cluster())["cluster_id"])
        except KafkaError:
            return
        self._checked = monotonic()
        if found != self._cluster_id:
            raise ClusterReplaced(f"cluster {found} answers instead of {self._cluster_id}")


@asynccontextmanager
async def monitor_cluster(kafka: Kafka, cluster_id: str) -> AsyncIterator[ClusterMonitor]:
    """A monitor with a Kafka connection of its own."""
    async with kafka.admin() as admin:
        yield ClusterMonitor(admin, cluster_id)
