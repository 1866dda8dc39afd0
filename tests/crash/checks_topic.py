"""Checks the topic, without its duplicates, against the log: the same lines, byte for byte."""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC

from tests.crash.facts import PARTITIONS, Event, Facts, Message
from tests.crash.faults import Fault, duplicated, lost, wrong
from tests.crash.world import SOURCE


def new_messages(topic: Sequence[Message]) -> list[Message]:
    """The messages a consumer would apply: those whose sequence rises within their partition."""
    highest: dict[int, int] = {}
    found = []
    for message in topic:
        if message.seq > highest.get(message.partition, 0):
            highest[message.partition] = message.seq
            found.append(message)
    return found


def published(facts: Facts) -> Iterator[Fault]:
    """Every line is on the topic, in the partition of its stream, with the bytes of the store."""
    log = {event.seq: event for event in facts.events if event.seq is not None}
    previous = previous_lines(facts.events)
    first = {message.seq: message for message in new_messages(facts.topic)}
    for seq in log.keys() - first.keys():
        yield lost(f"line {seq} is never a new message on the topic")
    for seq in first.keys() - log.keys():
        yield wrong(f"line {seq} is on the topic and not in the log")
    if len(new_messages(facts.topic)) > len(first):
        yield duplicated("a line is a new message in two partitions")
    for message in facts.topic:
        event = log.get(message.seq)
        if event is not None and (differing := _differing(event, previous[message.seq], message)):
            yield wrong(f"line {message.seq} differs from the store in {', '.join(differing)}")


def of_record(facts: Facts) -> Iterator[Fault]:
    """Every command that changed something is of record with its lines, however often sent."""
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for event in facts.events:
        if event.seq is not None:
            wanted[event.command_id].append(event.seq)
    told: defaultdict[str, set[tuple[int, ...]]] = defaultdict(set)
    for message in facts.of_record:
        lines = json.loads(message.value)["events"]
        told[message.key.decode()].add(tuple(line["seq"] for line in lines))
    for command in wanted.keys() - told.keys():
        yield lost(f"command {command} is not of record")
    for command, found in told.items():
        if found != {tuple(sorted(wanted[command]))}:
            yield wrong(f"command {command} is of record with other lines")


def order_on_the_topic(facts: Facts) -> Iterator[Fault]:
    """A line that does not rise was sent before; each stream's versions first appear in order."""
    seen: set[int] = set()
    fresh = {id(message) for message in new_messages(facts.topic)}
    streams: defaultdict[bytes, int] = defaultdict(int)
    for message in facts.topic:
        if message.seq in seen:
            continue
        seen.add(message.seq)
        if id(message) not in fresh:
            yield lost(f"line {message.seq} came after a later one: consumers skip it")
        version = int(message.headers["ce_streamversion"])
        if version != streams[message.key] + 1:
            yield wrong(f"{message.key!r}: version {version} follows {streams[message.key]}")
        streams[message.key] = version


def resent(facts: Facts) -> int:
    """The number of duplicates on the topic; delivery is at least once."""
    return len(facts.topic) - len({message.seq for message in facts.topic})


def previous_lines(events: Sequence[Event]) -> dict[int, int]:
    """For each line the preceding line in the same partition; 0 for the first."""
    last: defaultdict[int, int] = defaultdict(int)
    found: dict[int, int] = {}
    for event in events:
        if event.seq is not None:
            partition = zlib.crc32(event.stream_id.encode()) % PARTITIONS
            found[event.seq], last[partition] = last[partition], event.seq
    return found


def _differing(event: Event, previous: int, message: Message) -> list[str]:
    stream = event.stream_id.encode()
    instant = event.recorded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    wanted = {
        "ce_id": event.event_id.encode(),
        "ce_source": SOURCE.encode(),
        "ce_type": f"{SOURCE}.{event.type}.v{event.schema}".encode(),
        "ce_subject": stream,
        "ce_time": instant.encode(),
        "ce_partitionkey": stream,
        "ce_previous": str(previous).encode(),
        "ce_streamversion": str(event.version).encode(),
        "ce_meta": event.meta.encode(),
        "ce_loghash": (event.hash or b"").hex().encode(),
    }
    differing = [name for name, value in wanted.items() if message.headers.get(name) != value]
    if message.value != event.data.encode():
        differing.append("payload")
    if message.key != stream or message.partition != zlib.crc32(stream) % PARTITIONS:
        differing.append("key or partition")
    return differing
