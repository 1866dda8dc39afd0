"""Small sample facts in which every guarantee holds, for tests that violate one at a time."""

import hashlib
import json
import zlib
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tests.crash.checks_log import GENESIS, TAG, canonical
from tests.crash.checks_read_models import computed
from tests.crash.checks_topic import previous_lines
from tests.crash.facts import PARTITIONS, Event, Facts, Message
from tests.crash.record import Command
from tests.crash.world import FOREIGN, OWN, SOURCE

STREAMS = ("counter-1", "counter-2")
_T0 = datetime(2024, 5, 17, 8, 30, tzinfo=UTC)


def sound(commands: int = 6) -> Facts:
    """The facts of so many answered commands with two events each, alternating on two streams."""
    events = [_event(nth) for nth in range(commands * 2)]
    rechained(events)
    facts = Facts(
        commands={each.command_id: each for each in map(_command, range(commands))},
        events=events,
        lines=[event.seq or 0 for event in events],
        topic=topic(events),
        rows={},
    )
    facts.rows = {OWN: computed(facts), FOREIGN: computed(facts)}
    facts.hashes = {OWN: ("a", "a"), FOREIGN: ("b", "b")}
    return facts


def rechained(events: list[Event]) -> None:
    """Set every event's hash to that of a valid chain."""
    previous = GENESIS
    for event in events:
        previous = event.hash = hashlib.sha256(TAG + previous + canonical(event)).digest()


def topic(events: list[Event]) -> list[Message]:
    """The messages the relay would send for these events, by partition."""
    previous = previous_lines(events)
    sent = [message(event, previous[event.seq or 0]) for event in events]
    return sorted(sent, key=lambda each: (each.partition, each.seq))


def message(event: Event, previous: int) -> Message:
    stream = event.stream_id.encode()
    headers = {
        "ce_id": event.event_id,
        "ce_source": SOURCE,
        "ce_type": f"{SOURCE}.{event.type}.v{event.schema}",
        "ce_subject": event.stream_id,
        "ce_time": event.recorded_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "ce_partitionkey": event.stream_id,
        "ce_sequence": str(event.seq),
        "ce_previous": str(previous),
        "ce_streamversion": str(event.version),
        "ce_meta": event.meta,
        "ce_loghash": (event.hash or b"").hex(),
    }
    return Message(
        partition=zlib.crc32(stream) % PARTITIONS,
        offset=event.seq or 0,
        key=stream,
        value=event.data.encode(),
        headers={name: value.encode() for name, value in headers.items()},
    )


def _command(nth: int) -> Command:
    stream = STREAMS[nth % 2]
    return Command(
        command_id=str(UUID(int=nth + 1)),
        client="writer-1.0",
        number=nth,
        numbers={stream: [nth * 2, nth * 2 + 1]},
        expected=None,
        sent_at=nth * 10,
        acked_at=nth * 10 + 5,
        result=(stream, nth // 2 * 2 + 2, nth * 2 + 2),
    )


def _event(nth: int) -> Event:
    command = nth // 2
    return Event(
        seq=nth + 1,
        hash=b"",
        position=nth + 1,
        event_id=str(UUID(int=1_000 + nth)),
        command_id=str(UUID(int=command + 1)),
        command_index=nth % 2 + 1,
        stream_id=STREAMS[command % 2],
        version=command // 2 * 2 + nth % 2 + 1,
        type="Counted",
        schema=1,
        data=json.dumps({"by": nth, "note": ""}, separators=(",", ":")),
        meta="{}",
        recorded_at=_T0 + timedelta(seconds=nth),
    )
