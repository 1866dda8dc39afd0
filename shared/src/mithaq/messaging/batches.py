"""Builds the Kafka record batches of one relay cycle: one batch per partition, sealed in runs."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from aiokafka import AIOKafkaProducer
from aiokafka.producer.message_accumulator import BatchBuilder
from aiokafka.record.default_records import DefaultRecordBatchBuilder

from mithaq.events import LogRecord
from mithaq.messaging.cloudevents import encode
from mithaq.messaging.seals import MAX_RUN, Sealed, Sealer
from mithaq.messaging.topics import partition_of

BATCH_BYTES: Final = 1024 * 1024
# Room for the seals, 130 bytes for each run: a batch that was counted as full must take them.
PRODUCER_BYTES: Final = BATCH_BYTES + 64 * 1024

_size = DefaultRecordBatchBuilder.estimate_size_in_bytes


class _Ready(NamedTuple):
    """A line, encoded, and what its seal will say of it."""

    key: bytes
    value: bytes
    headers: list[tuple[str, bytes]]
    at: int
    sealed: Sealed


class Batches:
    """The batches of one cycle.

    `previous` is the log sequence of each partition's last line, including those added here;
    `before` the hash of the log's last line before the next one. `barrier` has the ends of the
    partitions of the layout before: the first line in each partition since then carries them.
    `restores` tells where the log ended at each restore of its store (see `restores`).
    """

    def __init__(
        self,
        topic: str,
        previous: Sequence[int],
        before: bytes,
        barrier: Sequence[int] = (),
        restores: Sequence[int] = (),
    ) -> None:
        self._topic, self.previous, self.before = topic, list(previous), before
        self._barrier, self._restores = tuple(barrier), tuple(restores)
        self._ready: defaultdict[int, list[_Ready]] = defaultdict(list)
        self._bytes: defaultdict[int, int] = defaultdict(int)

    def fill(self, records: Sequence[LogRecord]) -> int:
        """Add lines in order until one does not fit; returns how many were added.

        It stops there even if later lines belong to other partitions: the relay's cursor is a
        single number and cannot describe a gap.
        """
        for count, record in enumerate(records):
            if not self._add(record):
                return count
        return len(records)

    def build(self, producer: AIOKafkaProducer, sealer: Sealer | None) -> dict[int, BatchBuilder]:
        """The batch of each partition; every run of at most 200 lines ends with its seal."""
        return {
            partition: self._built(producer.create_batch(), partition, lines, sealer)
            for partition, lines in self._ready.items()
        }

    def _add(self, record: LogRecord) -> bool:
        partition = partition_of(record.stream_id.encode(), len(self.previous))
        previous = self.previous[partition]
        after = self._barrier if self._is_first(partition) else ()
        key, value, headers = encode(
            self._topic, record, previous, self.before, after=after, restores=self._restores
        )
        size = self._bytes[partition] + _size(key, value, headers)
        if self._bytes[partition] and size > BATCH_BYTES:
            return False
        sealed = Sealed(record.seq, previous, record.hash, after, self._restores)
        at = int(record.recorded_at.timestamp() * 1000)
        self._ready[partition].append(_Ready(key, value, headers, at, sealed))
        self._bytes[partition] = size
        self.previous[partition], self.before = record.seq, record.hash
        return True

    def _is_first(self, partition: int) -> bool:
        """Whether the partition has had no line since the topic was given more."""
        if partition < len(self._barrier):
            return self.previous[partition] == self._barrier[partition]
        return bool(self._barrier) and self.previous[partition] == 0

    def _built(
        self, batch: BatchBuilder, partition: int, lines: Sequence[_Ready], sealer: Sealer | None
    ) -> BatchBuilder:
        for start in range(0, len(lines), MAX_RUN):
            run = lines[start : start + MAX_RUN]
            if sealer is not None:
                seal = sealer.seal(self._topic, partition, [each.sealed for each in run])
                run[-1].headers.append(("ce_seal", seal.header()))
            for key, value, headers, at, _ in run:
                if batch.append(key=key, value=value, timestamp=at, headers=headers) is None:
                    raise RuntimeError(f"a batch of {self._topic} is larger than was counted")
        return batch
