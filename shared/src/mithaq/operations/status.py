"""Health of a service: judges its lag and says what to do about each finding."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mithaq.runtime import Kernel, Service
from mithaq.runtime.lag import LATE_S, DeadLetterCounts, Lag, TopicEnds, measure, topics_of

# The server ends our own sessions that stay idle in a transaction for longer (store/database.py).
OPEN_S: Final = 10.0
LATE_MS: Final = 10_000.0


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, and what to do."""

    what: str
    do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    lag: Lag
    findings: Sequence[Finding]

    @property
    def healthy(self) -> bool:
        return not self.findings


async def status(service: Service, kernel: Kernel) -> Status:
    """Measure and judge. Unreachable Kafka is a finding; an unreachable database raises."""
    async with TopicEnds(kernel.settings.kafka_bootstrap) as kafka:
        ends = await kafka.fetch(topics_of(service))
    lag = await measure(kernel.database.pool, service, ends)
    findings = [*_of_log(lag), *_of_followers(lag), *_of_consumers(lag, away=ends is None)]
    return Status(
        lag=lag,
        findings=[*findings, *(found for each in lag.letters for found in _of_letters(each))],
    )


def _of_log(lag: Lag) -> Iterator[Finding]:
    write = lag.oldest_write
    if write is not None and write.seconds > OPEN_S:
        yield Finding(
            f"a write transaction is open for {write.seconds:.0f} s and blocks every sequencer "
            f"(pid {write.pid}, {write.application or 'unnamed'}, database {write.database}, "
            f"{write.state})",
            f"end it in its client, or: SELECT pg_terminate_backend({write.pid})"
            if write.pid
            else f"ROLLBACK PREPARED '{write.application}'",
        )
    if (lag.log.oldest_ms or 0) > LATE_MS:
        yield Finding(
            f"{lag.log.unsequenced} events wait for the sequencer",
            "check that a worker of the service runs and that no write transaction is left open",
        )


def _of_followers(lag: Lag) -> Iterator[Finding]:
    if (lag.relay.oldest_ms or 0) > LATE_MS:
        yield Finding(
            f"the relay is {lag.relay.lines} lines behind",
            "check that Kafka and a worker of the service run; the relay then continues by itself",
        )
    for model in lag.read_models:
        if (model.oldest_ms or 0) > LATE_MS:
            yield Finding(
                f"{model.name} is {model.lines} lines behind",
                "check that a worker of the service runs, and look for errors in its log",
            )
    for name in lag.outdated:
        yield Finding(
            f"{name} has an older revision than the code",
            f"restart the service, or: rebuild {name}",
        )


def _of_consumers(lag: Lag, *, away: bool) -> Iterator[Finding]:
    if away and lag.consumers:
        yield Finding("Kafka does not answer: the lag of consumers is unknown", "start Kafka")
        return
    for topic in sorted({each.topic for each in lag.consumers if each.records is None}):
        yield Finding(f"topic {topic} does not exist", "start a worker of the publishing service")
    for name in dict.fromkeys(each.consumer for each in lag.consumers):
        late = sum(each.late or 0 for each in lag.consumers if each.consumer == name)
        if late:
            yield Finding(
                f"{name} has not read {late} records older than {LATE_S:.0f} s",
                "check that a worker of the service runs, and look for errors in its log",
            )


def _of_letters(letters: DeadLetterCounts) -> Iterator[Finding]:
    name = letters.consumer
    if letters.halted is not None:
        yield Finding(
            f"{name} stopped at its limit of parked streams: {letters.halted}",
            "correct its projector and restart the service; it continues at its offset. If the "
            f"events are the cause: dead-letters list --consumer {name}",
        )
    if letters.parked_streams:
        yield Finding(
            f"{name}: {letters.parked_streams} parked streams, {letters.dead_letters} dead letters",
            f"parked list --consumer {name}; correct the cause, then: dead-letters replay {name}",
        )
    elif letters.dead_letters:
        yield Finding(
            f"{name}: {letters.dead_letters} dead letters",
            f"dead-letters list --consumer {name}; then replay or drop them",
        )
