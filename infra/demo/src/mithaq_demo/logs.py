"""Reads the services' logs, audit's copies of them, and the topics between them."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mithaq.messaging.access import Access
from mithaq.messaging.clients import Kafka

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


async def verified(client: Client, seconds: float = _SETTLING_SECONDS) -> Sequence[Verdict]:
    """Have audit recompute every hash chain now. Raises NotSettled."""
    return await asyncio.gather(*(_verified(client, service, seconds) for service in SOURCES))


async def _verified(client: Client, service: str, seconds: float) -> Verdict:
    path = f"/v1/logs/{service}/verification"
    deadline = asyncio.get_running_loop().time() + seconds
    told = await client.request(actors.AUDITOR, "audit", path)
    while told["requested"]["state"] != "done":
        if asyncio.get_running_loop().time() > deadline:
            raise NotSettled(f"the verification of {service}: {told['requested']}", seconds)
        await asyncio.sleep(_PAUSE)
        told = await client.read(actors.AUDITOR, "audit", path)
    last = told["last_verification"]
    return Verdict(
        service=service,
        verdict=last["verdict"],
        verified=last["verified"]["seq"],
        head=last["verified"]["hash"],
    )


def kafka_of(addresses: Mapping[str, str]) -> Kafka:
    """The stack's Kafka: as the account that may read, or without one where none is asked for."""
    if (file := addresses.get("kafka-password")) is None:
        return Kafka(addresses["kafka"])
    access = Access(protocol="SASL_PLAINTEXT", user="demo", password_file=Path(file))
    return Kafka(addresses["kafka"], access=access)


async def on_kafka(kafka: Kafka) -> dict[str, int]:
    """Messages in each topic: the sum of its partitions' end offsets."""
    topics = {_TOPIC.format(service): service for service in SOURCES}
    consumer = kafka.consumer(*topics)
    await consumer.start()
    try:
        ends = await consumer.end_offsets(consumer.assignment())
    finally:
        await consumer.stop()
    return {
        service: sum(end for partition, end in ends.items() if partition.topic == topic)
        for topic, service in topics.items()
    }
