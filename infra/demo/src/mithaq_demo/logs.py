"""Reads the services' logs, audit's copies of them, and the topics between them."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from aiokafka import AIOKafkaConsumer

from mithaq_demo import actors
from mithaq_demo.client import Client
from mithaq_demo.errors import NotSettled

SOURCES: Final = ("partners", "conventions", "programming")
_TOPIC: Final = "ma.mithaq.{}"
_SETTLING_SECONDS: Final = 60.0
_PAUSE: Final = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCount:
    """One log's events: in the service's store, in the audit's copy, in its topic."""

    service: str
    played: int
    stored: int
    copied: int
    ledger_level: bool = True
    on_kafka: int = 0

    @property
    def whole(self) -> bool:
        return self.played <= self.stored <= self.copied and self.ledger_level


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    service: str
    verdict: str
    verified: int
    head: str


async def settled(
    client: Client, played: Mapping[str, int], seconds: float = _SETTLING_SECONDS
) -> Sequence[LogCount]:
    """Return once every played event is in its log, its copy and the audit's ledger.

    Raises NotSettled.
    """
    deadline = asyncio.get_running_loop().time() + seconds
    while True:
        counts = await counted(client, played)
        late = [count for count in counts if not count.whole]
        if not late:
            return counts
        if asyncio.get_running_loop().time() > deadline:
            raise NotSettled(f"events in the logs and their copies: {late}", seconds)
        await asyncio.sleep(_PAUSE)


async def counted(client: Client, played: Mapping[str, int]) -> Sequence[LogCount]:
    heads = await asyncio.gather(
        *(client.read(None, service, "/v1/log/head") for service in SOURCES)
    )
    kept = await client.read(actors.AUDITOR, "audit", "/v1/logs")
    logs = {log["service"]: log for log in kept}
    return [
        LogCount(
            service=service,
            played=played[service],
            stored=head["seq"],
            copied=logs[service]["events"],
            ledger_level=logs[service]["ledger_level"],
        )
        for service, head in zip(SOURCES, heads, strict=True)
    ]


async def verified(client: Client) -> Sequence[Verdict]:
    """Have audit recompute every hash chain now."""
    told = await asyncio.gather(
        *(
            client.read(actors.AUDITOR, "audit", f"/v1/logs/{service}/verification")
            for service in SOURCES
        )
    )
    return [
        Verdict(
            service=service,
            verdict=each["verdict"],
            verified=each["verified"]["seq"],
            head=each["verified"]["hash"],
        )
        for service, each in zip(SOURCES, told, strict=True)
    ]


async def on_kafka(bootstrap: str) -> dict[str, int]:
    """Messages in each topic: the sum of its partitions' end offsets."""
    topics = {_TOPIC.format(service): service for service in SOURCES}
    consumer = AIOKafkaConsumer(*topics, bootstrap_servers=bootstrap, enable_auto_commit=False)
    await consumer.start()
    try:
        ends = await consumer.end_offsets(consumer.assignment())
    finally:
        await consumer.stop()
    return {
        service: sum(end for partition, end in ends.items() if partition.topic == topic)
        for topic, service in topics.items()
    }
