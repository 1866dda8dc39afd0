"""Checks the event table and the log: stream versions, log sequences and the hash chain."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC
from typing import Final

import rfc8785

from tests.crash.facts import Event, Facts
from tests.crash.faults import Fault, duplicated, lost, wrong

# Written down a second time on purpose, independent of the kernel.
TAG: Final = b"mithaq.log.v1\x00"
GENESIS: Final = bytes(32)


def versions(facts: Facts) -> Iterator[Fault]:
    """In the order of the log, each stream's versions are 1, 2, 3 and so on."""
    streams: defaultdict[str, list[int]] = defaultdict(list)
    for event in facts.events:
        streams[event.stream_id].append(event.version)
    for stream, found in streams.items():
        if found == list(range(1, len(found) + 1)):
            continue
        if len(set(found)) < len(found):
            yield duplicated(f"stream {stream} has a version twice")
        elif max(found) > len(found):
            yield lost(f"stream {stream} has a gap: {len(found)} events up to {max(found)}")
        else:
            yield wrong(f"stream {stream} is not in order in the log")


def dense(facts: Facts) -> Iterator[Fault]:
    """The log's numbers are 1 to n without a gap."""
    if list(facts.lines) != list(range(1, len(facts.lines) + 1)):
        yield wrong(f"the log's {len(facts.lines)} numbers are not 1 to {len(facts.lines)}")


def in_the_log(facts: Facts) -> Iterator[Fault]:
    """Every event has one line of the log, and every line an event."""
    numbers = Counter(each.seq for each in facts.events)
    if missing := numbers.pop(None, 0):
        yield lost(f"{missing} events are not in the log")
    for seq, times in numbers.items():
        if times > 1:
            yield duplicated(f"line {seq} of the log has {times} events")
    for event_id, times in Counter(each.event_id for each in facts.events).items():
        if times > 1:
            yield duplicated(f"event {event_id} is stored {times} times")
    if numbers.keys() != set(facts.lines):
        yield wrong("the log has lines without an event")


def chain(facts: Facts) -> Iterator[Fault]:
    """Each line's hash is SHA-256(tag, hash before, event as canonical JSON)."""
    previous = GENESIS
    for event in facts.events:
        if event.seq is None or event.hash is None:
            continue
        if event.hash != hashlib.sha256(TAG + previous + canonical(event)).digest():
            yield wrong(f"the chain breaks at line {event.seq}")
        previous = event.hash


def canonical(event: Event) -> bytes:
    """The canonical bytes, by another implementation of RFC 8785 than the kernel's."""
    instant = event.recorded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return rfc8785.dumps(
        {
            "data": json.loads(event.data),
            "id": event.event_id,
            "meta": json.loads(event.meta),
            "recordedAt": instant,
            "schema": event.schema,
            "stream": event.stream_id,
            "type": event.type,
            "version": event.version,
        }
    )
