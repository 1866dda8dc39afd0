"""Prometheus gauges of lag, measured every 10 seconds by each worker process."""

import asyncio
from math import nan
from typing import Final

from prometheus_client import Gauge

from mithaq.runtime.kernel import Kernel
from mithaq.runtime.lag.judging import wrong
from mithaq.runtime.lag.kafka_look import KafkaLook
from mithaq.runtime.lag.measuring import measure
from mithaq.runtime.lag.values import Lag
from mithaq.runtime.service import Service

# An idle service must use almost no CPU (tests/end_to_end/test_idle.py).
EVERY_S: Final = 10.0

SEQUENCER: Final = Gauge("mithaq_sequencer_lag_events", "Committed events not sequenced yet.")
RELAY: Final = Gauge("mithaq_relay_lag_lines", "Lines of the log that Kafka has not acknowledged.")
READ_MODEL: Final = Gauge(
    "mithaq_read_model_lag_lines",
    "Lines of the service's own log that a read model has not applied.",
    ["read_model"],
)
CONSUMER: Final = Gauge(
    "mithaq_consumer_lag_records",
    "Records a consumer has not read; NaN while Kafka is unreachable.",
    ["consumer", "topic", "partition"],
)
DEAD_LETTERS: Final = Gauge("mithaq_dead_letters", "Lines that wait for a replay.", ["consumer"])
PARKED_STREAMS: Final = Gauge("mithaq_parked_streams", "Parked streams.", ["consumer"])
HALTED: Final = Gauge(
    "mithaq_consumer_halted", "1 while stopped at the limit of parked streams.", ["consumer"]
)
WRONG: Final = Gauge(
    "mithaq_wrong",
    "What is wrong, by kind (infra/alerts has a rule for each); no sample when all is well.",
    ["code", "part"],
)
MEASURED: Final = Gauge(
    "mithaq_measured_seconds",
    "When these figures were measured (Unix time): older than a minute, they are worth nothing.",
)
_LABELLED: Final = (READ_MODEL, CONSUMER, DEAD_LETTERS, PARKED_STREAMS, HALTED, WRONG)
OLDEST_WRITE: Final = Gauge(
    "mithaq_oldest_write_transaction_seconds",
    "Age of the database cluster's oldest open write transaction; it blocks every sequencer.",
)


async def keep_measuring(service: Service, kernel: Kernel, *, every_s: float = EVERY_S) -> None:
    """Set the gauges until cancelled; raises when the database is unreachable."""
    async with KafkaLook(kernel.kafka) as kafka:
        while True:
            lag = await measure(kernel, service, kafka)
            set_gauges(lag)
            kernel.wrong[:] = wrong(lag)
            await asyncio.sleep(every_s)


def set_gauges(lag: Lag) -> None:
    """Set the gauges to one measurement; labels that are not in it (an abandoned rebuild's) go.

    Must not await: a scrape on this event loop could find a gauge cleared.
    """
    for gauge in _LABELLED:
        gauge.clear()
    SEQUENCER.set(lag.log.unsequenced)
    RELAY.set(lag.relay.lines)
    OLDEST_WRITE.set(lag.oldest_write.seconds if lag.oldest_write else 0)
    for model in lag.read_models:
        READ_MODEL.labels(model.name).set(model.lines)
    for each in lag.consumers:
        labelled = CONSUMER.labels(each.consumer, each.topic, each.partition)
        labelled.set(nan if each.records is None else each.records)
    for letters in lag.letters:
        DEAD_LETTERS.labels(letters.consumer).set(letters.dead_letters)
        PARKED_STREAMS.labels(letters.consumer).set(letters.parked_streams)
        HALTED.labels(letters.consumer).set(letters.halted is not None)
    for found in wrong(lag):
        WRONG.labels(found.code, found.part).inc()
    MEASURED.set_to_current_time()
