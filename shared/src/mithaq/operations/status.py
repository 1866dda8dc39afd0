"""Health of a service: its lag, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from mithaq.runtime import Kernel, Service
from mithaq.runtime.lag import KafkaLook, Lag, measure, wrong
from mithaq.store.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    lag: Lag
    findings: Sequence[Finding]

    @property
    def healthy(self) -> bool:
        return not self.findings


async def status(service: Service, kernel: Kernel) -> Status:
    """Measure and judge. Unreachable Kafka is a finding; an unreachable database raises."""
    async with KafkaLook(kernel.kafka) as kafka:
        lag = await measure(kernel, service, kafka)
    return Status(lag=lag, findings=wrong(lag))
