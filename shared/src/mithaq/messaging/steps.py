"""One poll's records, decoded once, and the step that each of several consumers makes with them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from aiokafka import TopicPartition

from mithaq.errors import MalformedEvent
from mithaq.events import LogRecord
from mithaq.messaging.claiming import Step
from mithaq.messaging.cloudevents import PublishedLine, decode
from mithaq.messaging.connections import Polled
from mithaq.messaging.offsets import PartitionOffset
from mithaq.messaging.runs import are_whole_runs, believed_of
from mithaq.messaging.seals import Trust
from mithaq.projections.model import Subscription

_SEQ: Final = attrgetter("seq")
Lines = Sequence[PublishedLine]


class Poll:
    """The records of one poll; each is decoded and its seal checked once, however many read it."""

    def __init__(self, polled: Polled, trusts: Mapping[str, Trust]) -> None:
        self.polled, self._trusts = polled, trusts
        self._lines: dict[TopicPartition, Lines | None] = {}

    def lines(self, partition: TopicPartition) -> Lines | None:
        """The lines of a partition's records; None if a record is none, or a forged one."""
        if partition not in self._lines:
            self._lines[partition] = self._decoded(partition)
        return self._lines[partition]

    def believed(self, partition: TopicPartition) -> Lines:
        """Those of the lines that are their service's."""
        if (lines := self.lines(partition)) is not None:
            return lines
        return believed_of(self._trusts[partition.topic], self.polled[partition])

    def _decoded(self, partition: TopicPartition) -> Lines | None:
        try:
            lines = [decode(each.headers, each.value) for each in self.polled[partition]]
        except MalformedEvent:
            return None
        topic, number = partition
        ours = all(each.source == topic for each in lines)
        return lines if ours and are_whole_runs(self._trusts[topic], number, lines) else None


@dataclass(frozen=True, slots=True)
class Planned:
    """A consumer's step, and the new lines that concern it, by source and in log order."""

    step: Step
    wanted: Mapping[str, Sequence[LogRecord]]
    applied: int  # how many lines were new, also those that concern it not


def plan(
    subscription: Subscription, places: Mapping[TopicPartition, PartitionOffset], poll: Poll
) -> Planned | None:
    """The step from these places through the poll's records of the subscription's topics.

    None if that takes a closer look, with the stored offsets: a place is not known, records or
    lines are missing before the first one, a line must wait for other partitions, or a record is
    not one of our lines.
    """
    begins: dict[TopicPartition, PartitionOffset] = {}
    ends: dict[TopicPartition, PartitionOffset] = {}
    new: defaultdict[str, list[LogRecord]] = defaultdict(list)
    for partition, records in poll.polled.items():
        if partition.topic not in subscription.sources:
            continue
        place = places.get(partition)
        if place is None or records[0].offset > place.next_offset:
            return None
        if (after := records[-1].offset + 1) <= place.next_offset:
            continue  # it has read these before the others did
        fresh = _fresh(poll.lines(partition), place.last_seq)
        if fresh is None:
            return None
        new[partition.topic] += fresh
        begins[partition] = place
        ends[partition] = PartitionOffset(after, fresh[-1].seq if fresh else place.last_seq)
    step = Step(subscription.name, subscription.revision, begins, ends)
    return Planned(step, _wanted(subscription, new), sum(map(len, new.values())))


def _fresh(lines: Lines | None, last: int) -> list[LogRecord] | None:
    """The lines above the last one applied; None if one between is missing (see `feed`)."""
    if lines is None:
        return None
    fresh: list[LogRecord] = []
    for published in lines:
        if published.line.seq <= last:
            continue
        if published.previous > last or published.after:
            return None
        fresh.append(published.line)
        last = published.line.seq
    return fresh


def _wanted(
    subscription: Subscription, new: Mapping[str, list[LogRecord]]
) -> dict[str, Sequence[LogRecord]]:
    wanted: dict[str, Sequence[LogRecord]] = {}
    for source, lines in new.items():
        concerning = [line for line in lines if subscription.concerns(source, line)]
        if concerning:
            wanted[source] = sorted(concerning, key=_SEQ)
    return wanted
