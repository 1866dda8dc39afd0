"""Judges a measurement: what is wrong, and what to do about it. Pure.

`status`, the gauges, readiness and the alerts all tell what is listed here.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from mithaq.runtime.lag.topic_ends import LATE_S
from mithaq.runtime.lag.values import DeadLetterCounts, Lag
from mithaq.store.findings import Finding

# The server ends our own sessions that stay idle in a transaction for longer (store/database.py).
OPEN_S: Final = 10.0
LATE_MS: Final = 10_000.0


def wrong(lag: Lag) -> Sequence[Finding]:
    """Everything that is wrong; empty when all is well."""
    return [
        *lag.findings,
        *_of_log(lag),
        *_of_followers(lag),
        *_of_consumers(lag),
        *(found for each in lag.letters for found in _of_letters(each)),
    ]


def _of_log(lag: Lag) -> Iterator[Finding]:
    write = lag.oldest_write
    if write is not None and write.seconds > OPEN_S:
        yield _finding(
            "sequencer",
            "write-transaction-open",
            f"a write transaction is open for {write.seconds:.0f} s and blocks every sequencer "
            f"(pid {write.pid}, {write.application or 'unnamed'}, database {write.database}, "
            f"{write.state})",
            f"end it in its client, or: SELECT pg_terminate_backend({write.pid})"
            if write.pid
            else f"ROLLBACK PREPARED '{write.application}'",
        )
    if (lag.log.oldest_ms or 0) > LATE_MS:
        yield _finding(
            "sequencer",
            "sequencer-late",
            f"{lag.log.unsequenced} events wait for the sequencer",
            "check that a worker of the service runs and that no write transaction is left open",
        )


def _of_followers(lag: Lag) -> Iterator[Finding]:
    if (lag.relay.oldest_ms or 0) > LATE_MS:
        yield _finding(
            "relay",
            "relay-late",
            f"the relay is {lag.relay.lines} lines behind",
            "check that Kafka and a worker of the service run; the relay then continues by itself",
        )
    for model in lag.read_models:
        if (model.oldest_ms or 0) > LATE_MS:
            yield _finding(
                model.name,
                "read-model-late",
                f"{model.name} is {model.lines} lines behind",
                "check that a worker of the service runs, and look for errors in its log",
            )
    for filling in lag.filling:
        yield _finding(
            filling.key,
            "read-model-filling",
            f"{filling.key} is being filled ({filling.percent} %): nobody is answered from it yet",
            "wait: a worker of this release fills it, and the former release goes on serving",
        )


def _of_consumers(lag: Lag) -> Iterator[Finding]:
    if lag.kafka_away and lag.consumers:
        yield _finding(
            "kafka",
            "kafka-away",
            "Kafka does not answer: the lag of consumers is unknown",
            "start Kafka",
        )
        return
    for topic in sorted({each.topic for each in lag.consumers if each.records is None}):
        yield _finding(
            "kafka",
            "topic-missing",
            f"topic {topic} does not exist",
            "start a worker of the publishing service",
            topic,
        )
    for name in dict.fromkeys(each.consumer for each in lag.consumers):
        yield from _of_consumer(lag, name)


def _of_consumer(lag: Lag, name: str) -> Iterator[Finding]:
    mine = [each for each in lag.consumers if each.consumer == name]
    unread = [each for each in mine if each.held is False]
    if unread:
        yield _finding(
            name,
            "partitions-unread",
            f"{name}: nobody reads {len(unread)} of {len(mine)} partitions of "
            f"{', '.join(sorted({each.topic for each in unread}))}",
            "check that a worker of the service runs; it takes them by itself within a minute, or "
            "restart it",
        )
    late = sum(each.late or 0 for each in mine)
    if late:
        yield _finding(
            name,
            "consumer-late",
            f"{name} has not read {late} records older than {LATE_S:.0f} s",
            "check that a worker of the service runs, and look for errors in its log",
        )


def _of_letters(letters: DeadLetterCounts) -> Iterator[Finding]:
    name = letters.consumer
    if letters.halted is not None:
        yield _finding(
            name,
            "consumer-halted",
            f"{name} stopped at its limit of parked streams: {letters.halted}",
            "correct its projector and restart the service; it continues at its offset. If the "
            f"events are the cause: dead-letters list --consumer {name}",
        )
    if letters.forged:
        yield _finding(
            name,
            "forged-lines",
            f"{name}: {letters.forged} records on a topic are not its service's; none was applied",
            f"dead-letters list --consumer {name} shows them; find who has that service's Kafka "
            "account and change its password, then drop them (docs/guides/secure-a-deployment.md)",
        )
    if letters.parked_streams:
        yield _finding(
            name,
            "streams-parked",
            f"{name}: {letters.parked_streams} parked streams, {letters.dead_letters} dead letters",
            f"parked list --consumer {name}; correct the cause, then: dead-letters replay {name}",
        )
    elif letters.dead_letters > letters.forged:
        yield _finding(
            name,
            "dead-letters",
            f"{name}: {letters.dead_letters} dead letters",
            f"dead-letters list --consumer {name}; then replay or drop them",
        )


def _finding(part: str, code: str, what: str, do: str, subject: str = "") -> Finding:
    return Finding(part=part, code=code, subject=subject, what=what, do=do)
