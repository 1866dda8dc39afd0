"""Small sample facts in which every guarantee holds, for tests that violate one at a time."""

import hashlib
import json
import zlib
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tests.crash.answers import is_answered
from tests.crash.checks_answers import echo_of, settling
from tests.crash.checks_log import GENESIS, TAG, canonical
from tests.crash.checks_read_models import computed
from tests.crash.checks_topic import previous_lines
from tests.crash.facts import PARTITIONS, Answer, Event, Facts, Message
from tests.crash.record import Command
from tests.crash.world import FOREIGN, OWN, SOURCE

STREAMS = ("counter-1", "counter-2")
IDLE = str(UUID(int=500))
_T0 = datetime(2024, 5, 17, 8, 30, tzinfo=UTC)


def sound(commands: int = 6) -> Facts:
    """The facts of so many answered commands with two events each, alternating on two streams;
    and of one that changed nothing."""
    events = [_event(nth) for nth in range(commands * 2)]
    rechained(events)
    given = [_idle(commands), *map(_command, range(commands))]
    facts = Facts(
        commands={each.command_id: each for each in given},
        events=events,
        lines=[event.seq or 0 for event in events],
        topic=topic(events),
        of_record=of_record(events),
        rows={},
        remembered={IDLE: (STREAMS[0], 1)},
    )
    first = next(each for each in events if each.stream_id == STREAMS[0])
    facts.snapshots = {STREAMS[0]: (1, json.loads(first.data)["by"])}
    facts.rows = {OWN: computed(facts), FOREIGN: computed(facts)}
    facts.answers = [*_echoes(events), *_settled(_echoes(events))]
    facts.hashes = {OWN: ("a", "a"), FOREIGN: ("b", "b")}
    return facts


def _echoes(events: list[Event]) -> list[Answer]:
    """One a matching event, on the stream named after its own."""
    answered = [each for each in events if is_answered(each.event_id)]
    return [
        Answer(
            stream_id=f"echo-{each.stream_id}",
            version=nth,
            event_id=str(UUID(int=2_000 + nth)),
            command_id=echo_of(each.event_id),
            note=each.event_id,
        )
        for nth, each in enumerate(answered, start=1)
    ]


def _settled(echoes: list[Answer]) -> list[Answer]:
    return [
        Answer(
            stream_id=each.stream_id,
            version=each.version + len(echoes),
            event_id=str(UUID(int=3_000 + each.version)),
            command_id=settling(each.event_id),
            note=f"settled:{each.event_id}",
        )
        for each in echoes
    ]


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


def of_record(events: list[Event]) -> list[Message]:
    """The commands that led to these events."""
    lines: dict[str, list[dict[str, int | None]]] = {}
    for event in events:
        lines.setdefault(event.command_id, []).append({"seq": event.seq})
    return [
        Message(0, nth, command.encode(), json.dumps({"events": found}).encode(), {})
        for nth, (command, found) in enumerate(lines.items())
    ]


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


def _idle(number: int) -> Command:
    return Command(
        command_id=IDLE,
        client="writer-1.0",
        number=number,
        numbers={STREAMS[0]: []},
        expected=None,
        sent_at=number * 10,
        acked_at=number * 10 + 5,
        result=(STREAMS[0], 1, 0),
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
