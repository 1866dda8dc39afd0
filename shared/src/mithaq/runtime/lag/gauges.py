"""Lag as figures for Prometheus, measured now and then by each worker process."""

import asyncio
from math import nan
from typing import Final

from prometheus_client import Gauge

from mithaq.runtime.kernel import Kernel
from mithaq.runtime.lag.ends import KafkaEnds
from mithaq.runtime.lag.measuring import measure, topics_of
from mithaq.runtime.lag.values import Lag
from mithaq.runtime.service import Service

# Idle, a service must stay nearly free (tests/end_to_end/test_idle.py).
EVERY_S: Final = 10.0

SEQUENCER: Final = Gauge("mithaq_sequencer_lag_events", "Events committed and not in the log.")
RELAY: Final = Gauge("mithaq_relay_lag_lines", "Lines of the log that Kafka has not acknowledged.")
READ_MODEL: Final = Gauge(
    "mithaq_read_model_lag_lines", "Own lines a read model has not applied.", ["read_model"]
)
CONSUMER: Final = Gauge(
    "mithaq_consumer_lag_records",
    "Records a consumer has not read; NaN while Kafka does not say.",
    ["consumer", "topic", "partition"],
)
DEAD_LETTERS: Final = Gauge("mithaq_dead_letters", "Lines that wait for a replay.", ["consumer"])
PARKED_STREAMS: Final = Gauge("mithaq_parked_streams", "Streams that wait.", ["consumer"])
HALTED: Final = Gauge(
    "mithaq_consumer_halted", "1 while the limit of parked streams stops it.", ["consumer"]
)
_LABELLED: Final = (READ_MODEL, CONSUMER, DEAD_LETTERS, PARKED_STREAMS, HALTED)
OLDEST_WRITE: Final = Gauge(
    "mithaq_oldest_write_transaction_seconds",
    "Age of the cluster's oldest open transaction that has written; it holds every log back.",
)


async def keep_measuring(service: Service, kernel: Kernel, *, every_s: float = EVERY_S) -> None:
    """Set the gauges until cancelled; raises when the database goes away."""
    topics = topics_of(service)
    async with KafkaEnds(kernel.settings.kafka_bootstrap) as kafka:
        while True:
            ends = await kafka.of(topics)
            tell(await measure(kernel.database.pool, service, ends))
            await asyncio.sleep(every_s)


def tell(lag: Lag) -> None:
    """Put one measurement on the gauges; names it does not know are no longer told.

    An abandoned rebuild's, say. Awaits nothing, or a scrape on this loop could find a gauge empty.
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
