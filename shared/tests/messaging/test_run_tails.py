"""What is kept of an unfinished run is only ever continued by the records that follow it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from aiokafka import AIOKafkaConsumer, TopicPartition
from mithaq.messaging.seals import Trust
from mithaq.messaging.tails import Tails

PARTITION = TopicPartition("ma.mithaq.counters", 0)
SEALED = [("ce_seal", b"")]


@dataclass(frozen=True)
class Record:
    offset: int
    headers: Sequence[tuple[str, bytes]] = ()
    topic: str = PARTITION.topic
    partition: int = PARTITION.partition


@dataclass(frozen=True)
class Fetched:
    """A client whose partition goes on far beyond what it was given."""

    end: int = 1_000

    def assignment(self) -> set[TopicPartition]:
        return {PARTITION}

    def highwater(self, _: TopicPartition) -> int:
        return self.end


def joined(tails: Tails, *records: Record, end: int = 1_000) -> list[int]:
    polled: Any = {PARTITION: list(records)} if records else {}
    found = tails.joined(cast("AIOKafkaConsumer", Fetched(end)), polled)
    return [record.offset for record in found.get(PARTITION, [])]


def tails() -> Tails:
    return Tails({PARTITION.topic: Trust(PARTITION.topic, [], required=True)})


def test_an_unfinished_run_waits_for_its_seal() -> None:
    waiting = tails()
    assert joined(waiting, Record(1), Record(2)) == []
    assert joined(waiting) == []
    assert joined(waiting, Record(3, SEALED), Record(4)) == [1, 2, 3]


def test_what_was_kept_before_a_seek_is_not_put_in_front_of_what_comes_after_it() -> None:
    """Given part of a run read before the seek, the records after it are read for themselves."""
    for after in (1, 7):
        waiting = tails()
        assert joined(waiting, Record(1), Record(2)) == []
        assert joined(waiting, Record(after), Record(after + 1, SEALED)) == [after, after + 1]
        assert joined(waiting) == []


def test_at_the_end_of_the_partition_nothing_waits() -> None:
    assert joined(tails(), Record(1), Record(2), end=3) == [1, 2]
