"""The lag measurement as Prometheus metrics."""

from dataclasses import replace

from mithaq.messaging import partition_of
from mithaq.observability import exposition
from mithaq.operations.session import Session
from mithaq.operations.status import status
from mithaq.runtime.lag.gauges import keep_measuring, set_gauges
from mithaq.runtime.lag.values import DeadLetterCounts
from mithaq.testing.broker import PARTITIONS
from mithaq.testing.flow import run_until

from .conftest import Counting


async def test_the_lag_of_consumers_is_a_metric(published: Counting, adding: Session) -> None:
    await published.count("counter-a", 1, 2)
    await published.publish()
    mine = partition_of(b"counter-a", PARTITIONS)
    wanted = [
        f'mithaq_consumer_lag_records{{consumer="totals",partition="{number}",'
        f'topic="{published.source}"}} {2.0 if number == mine else 0.0}'
        for number in range(PARTITIONS)
    ]

    async def shown() -> bool:
        text = exposition()[0].decode()
        return all(line in text for line in wanted)

    await run_until(shown, keep_measuring(adding.service, adding.kernel, every_s=0.05))


async def test_the_status_figures_are_metrics(counting: Counting) -> None:
    await counting.count("counter-a", 1, 13, 2)
    await counting.sequence()
    await counting.project()
    await counting.count("counter-b", 1)
    session = counting.session

    async def shown() -> bool:
        text = exposition()[0].decode()
        return all(
            line in text
            for line in (
                "mithaq_sequencer_lag_events 1.0",
                "mithaq_relay_lag_lines 3.0",
                'mithaq_read_model_lag_lines{read_model="totals"} 0.0',
                'mithaq_dead_letters{consumer="totals"} 2.0',
                'mithaq_parked_streams{consumer="totals"} 1.0',
                'mithaq_consumer_halted{consumer="totals"} 0.0',
                "mithaq_oldest_write_transaction_seconds",
                'mithaq_wrong{code="streams-parked",part="totals"} 1.0',
                "mithaq_measured_seconds",
            )
        )

    await run_until(shown, keep_measuring(session.service, session.kernel, every_s=0.05))


async def test_labels_no_longer_measured_are_removed(counting: Counting) -> None:
    """An abandoned rebuild's metrics disappear with its rows."""
    lag = (await status(counting.session.service, counting.session.kernel)).lag
    left = DeadLetterCounts(consumer="totals__next", dead_letters=3, parked_streams=1, halted="no")
    set_gauges(replace(lag, letters=[*lag.letters, left]))
    assert 'mithaq_dead_letters{consumer="totals__next"} 3.0' in exposition()[0].decode()
    set_gauges(lag)
    text = exposition()[0].decode()
    for gauge in ("dead_letters", "parked_streams", "consumer_halted"):
        assert f'mithaq_{gauge}{{consumer="totals__next"}}' not in text
        assert f'mithaq_{gauge}{{consumer="totals"}} 0.0' in text
