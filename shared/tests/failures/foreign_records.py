"""Kafka records that were not sent by one of our relays."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

from aiokafka import ConsumerRecord
from mithaq.events import LogRecord
from mithaq.messaging import encode

# Kafka lets a header have no value, which the clients' types do not say.
Headers = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Stranger:
    """Key, value and headers of a foreign record."""

    headers: Headers
    value: bytes | None = b'{"by":1,"note":""}'
    key: bytes | None = b"counter-a"

    def at(self, topic: str, offset: int, timestamp: int = 0) -> ConsumerRecord[Any, Any]:
        """The record as a consumer gets it on partition 0."""
        return ConsumerRecord(
            topic, 0, offset, timestamp, 0, self.key, self.value, None, 0, 0, self.headers
        )


def line(seq: int = 1_000_000) -> LogRecord:
    """A valid line far beyond the end of the log; if applied, it would hide all later lines."""
    return LogRecord(
        seq=seq,
        hash=bytes(32),
        event_id=UUID(int=seq),
        stream_id="counter-a",
        version=3,
        type="Counted",
        schema=1,
        data='{"by":1,"note":""}',
        meta="{}",
        recorded_at=datetime(2024, 5, 17, tzinfo=UTC),
    )


def sound(source: str, seq: int = 1_000_000) -> Stranger:
    key, value, headers = encode(source, line(seq), 0)
    return Stranger(tuple(headers), value, key)


def malformed(source: str) -> Mapping[str, Stranger]:
    """Each kind of record that can be recognised as not ours, by name."""
    whole = sound(source)

    def but(**changed: bytes | None) -> Stranger:
        told = {f"ce_{name}": value for name, value in changed.items()}
        headers = tuple((name, told.get(name, value)) for name, value in whole.headers)
        return replace(whole, headers=headers)

    def forged(**changed: Any) -> Stranger:
        key, value, headers = encode(source, line()._replace(**changed), 0)
        return Stranger(tuple(headers), value, key)

    nul = "a\x00b"
    far = timezone(timedelta(hours=23))
    return {
        "no headers": replace(whole, headers=()),
        "nothing but a key": Stranger((), None, b"\xff"),
        "garbage headers": replace(whole, headers=(("x", b"\xff\xfe"), ("ce_id", b"\xff"))),
        "a header less": replace(whole, headers=whole.headers[:-1]),
        "null value": replace(whole, value=None),
        "value not UTF-8": replace(whole, value=b"\xff\xfe"),
        "NUL in value": replace(whole, value=b'{"by":1,"note":"\x00"}'),
        "NUL in meta": but(meta=b"{\x00}"),
        "NUL in source": but(source=nul.encode(), type=f"{nul}.Counted.v1".encode()),
        "another source": but(source=b"ma.other", type=b"ma.other.Counted.v1"),
        "type of another source": but(type=b"ma.other.Counted.v1"),
        "type without version": but(type=source.encode()),
        "version no number": but(type=f"{source}.Counted.vX".encode()),
        "version too great": but(type=f"{source}.Counted.v9999999999".encode()),
        "sequence negative": but(sequence=b"-7"),
        "sequence zero": but(sequence=b"0"),
        "sequence too great": but(sequence=b"9" * 30),
        "sequence endless": but(sequence=b"9" * 10_000),
        "previous beyond": but(previous=b"1000001"),
        "sequence no number": but(sequence=b"seven"),
        "id no UUID": but(id=b"me"),
        "time no time": but(time=b"yesterday"),
        "time without zone": but(time=b"2024-05-17T00:00:00"),
        "time before all": forged(recorded_at=datetime(1, 1, 1, tzinfo=far)),
        "hash no hash": but(loghash=b"zz"),
        "subject with a space": but(subject=b"counter a"),
        "huge header": but(subject=b"x" * 900_000),
    }


def null_header(source: str) -> Stranger:
    """Kafka allows headers without a value; our client cannot send one, others can."""
    whole = sound(source)
    return replace(whole, headers=tuple((name, None) for name, _ in whole.headers))
