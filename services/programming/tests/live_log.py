"""A conventions' log that gives its lines to a topic."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from mithaq.canonical import canonical
from mithaq.events import LogRecord
from mithaq.messaging import Kafka, ensure_topics
from mithaq.messaging.batches import Batches
from mithaq.store.chain import GENESIS, link
from mithaq.testing.broker import PARTITIONS

from .conftest import META

AT = datetime.now(UTC).replace(microsecond=0)


class Log:
    """A conventions' log that gives its lines to a topic, as often as asked."""

    def __init__(self, topic: str) -> None:
        self.topic = topic
        self._seqs: Iterator[int] = count(1)
        self.lines: list[LogRecord] = []

    def signed_convention(self, region: str, at: datetime = AT) -> None:
        """Two parties promise 15.00 and sign; 2.50 is paid."""
        organisation = str(uuid4())
        self.write(
            ("ConventionDrafted", {"outline": {"region": region}, "drafted_by": organisation}),
            ("ContributionPledged", {"contribution": {"amount": 1000}}),
            ("ArticleWritten", {"article": {"article": "1"}}),
            ("ContributionPledged", {"contribution": {"amount": 500}}),
            ("PartySigned", {}),
            ("PartySigned", {}),
            ("ConventionSigned", {"contributions": [{"amount": 1000}, {"amount": 500}]}),
            ("TranchePaid", {"amount": 250}),
            at=at,
        )

    def write(self, *events: tuple[str, dict[str, Any]], at: datetime = AT) -> None:
        """The events of a new convention."""
        convention = uuid4()
        stream = f"convention-{convention}"
        for version, (name, fields) in enumerate(events, start=1):
            data = {"convention_id": str(convention), **fields}
            line = LogRecord(
                seq=next(self._seqs),
                hash=bytes(32),
                event_id=uuid4(),
                stream_id=stream,
                version=version,
                type=name,
                schema=1,
                data=canonical(data),
                meta=META,
                recorded_at=at,
            )
            before = self.lines[-1].hash if self.lines else GENESIS
            self.lines.append(line._replace(hash=link(before, line)))

    async def publish(self, kafka: Kafka, lines: Sequence[LogRecord]) -> None:
        """As the relay sends them: chained, and every batch sealed."""
        await ensure_topics(kafka, [self.topic])
        at = lines[0].seq - 1
        before = self.lines[at - 1].hash if at else GENESIS
        batches = Batches(self.topic, [0] * PARTITIONS, before)
        assert batches.fill(lines) == len(lines)
        async with kafka.producer(enable_idempotence=True) as producer:
            for partition, batch in batches.build(producer, kafka.seals.sealer()).items():
                await (await producer.send_batch(batch, self.topic, partition=partition))
