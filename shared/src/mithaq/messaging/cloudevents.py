"""Log lines as CloudEvents 1.0 on Kafka, binary mode: attributes in headers, payload as value.

Beside the standard attributes: `sequence` (the line's number in its service's log, decimal),
`partitionkey` (the stream id, also the record's key), and as extensions `previous` (the number of
the line before it in the same partition, 0 for the first: so a reader can tell that it missed
none), `streamversion`, `meta` (actor, cause, correlation, effective date: canonical JSON) and
`loghash` (the hash chain's value, hexadecimal). With them a consumer can rebuild the line byte for
byte and check the chain.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final, NamedTuple
from uuid import UUID

from asyncpg.pgproto.pgproto import UUID as QUICK_UUID

from mithaq.errors import MalformedEvent
from mithaq.events import LogRecord
from mithaq.store.chain import instant

Headers = Sequence[tuple[str, bytes]]

# As the event table checks them: anything else came from no store of ours, and might not be
# storable here, where it would stop the partition instead of going to the dead letters.
_STREAM_ID: Final = re.compile(r"[A-Za-z0-9._:-]{1,200}")
_NAME: Final = re.compile(r"[A-Za-z0-9]{1,100}")
_BIGINT: Final = 2**63
_INT: Final = 2**31
_HASH_BYTES: Final = 32
_FIRST_YEAR, _LAST_YEAR = 1, 9999  # at the ends an offset leads out of what a datetime can hold

_UNTOLD: Final = b"0"  # topics hold records from before this was told: nothing to miss there
_VERSION: Final = ("ce_specversion", b"1.0")
_CONTENT: Final = ("content-type", b"application/json")


class Sent(NamedTuple):
    """A line as it travels: whose it is, and which line its partition held before it."""

    source: str
    line: LogRecord
    previous: int


def encode(source: str, record: LogRecord, previous: int) -> tuple[bytes, bytes, Headers]:
    """Key, value and headers of one log line."""
    stream_id = record.stream_id.encode()
    headers = [
        _VERSION,
        _CONTENT,
        ("ce_id", str(record.event_id).encode()),
        ("ce_source", source.encode()),
        ("ce_type", f"{source}.{record.type}.v{record.schema}".encode()),
        ("ce_subject", stream_id),
        ("ce_time", instant(record.recorded_at).encode()),
        ("ce_partitionkey", stream_id),
        ("ce_sequence", b"%d" % record.seq),
        ("ce_previous", b"%d" % previous),
        ("ce_streamversion", b"%d" % record.version),
        ("ce_meta", record.meta.encode()),
        ("ce_loghash", record.hash.hex().encode()),
    ]
    return stream_id, record.data.encode(), headers


def decode(headers: Headers, value: bytes | None) -> Sent:
    """What one Kafka record carries. Raises MalformedEvent on anything else."""
    told = dict(headers)
    try:
        source, name, schema = _type(told["ce_source"], told["ce_type"])
        line = LogRecord(
            int(told["ce_sequence"]),
            bytes.fromhex(told["ce_loghash"].decode()),
            _uuid(told["ce_id"].decode()),
            _stream_id(told["ce_subject"]),
            int(told["ce_streamversion"]),
            name,
            schema,
            _payload(value),
            told["ce_meta"].decode(),
            datetime.fromisoformat(told["ce_time"].decode()),
        )
        sent = Sent(source, line, int(told.get("ce_previous", _UNTOLD)))
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise MalformedEvent(f"not one of our CloudEvents: {error!r}") from error
    if not _storable(sent):
        raise MalformedEvent("a CloudEvent that no store of ours can have sent")
    return sent


def _storable(sent: Sent) -> bool:
    line = sent.line
    return (
        0 <= sent.previous < line.seq < _BIGINT
        and 0 < line.version < _INT
        and len(line.hash) == _HASH_BYTES
        and line.recorded_at.tzinfo is not None
        and _FIRST_YEAR < line.recorded_at.year < _LAST_YEAR
        and "\0" not in line.data
        and "\0" not in line.meta
    )


def _payload(value: bytes | None) -> str:
    if value is None:  # a tombstone: nothing here is ever deleted by its key
        raise ValueError("no value")
    return value.decode()


# asyncpg's own, which reads a text eight times as fast as the standard library's; it is a
# `uuid.UUID` to everybody who asks.
def _uuid(text: str) -> UUID:
    found: UUID = QUICK_UUID(text)
    return found


@lru_cache(maxsize=4_096)
def _stream_id(raw: bytes) -> str:
    text = raw.decode()
    if _STREAM_ID.fullmatch(text) is None:
        raise ValueError(text)
    return text


@lru_cache(maxsize=1_024)
def _type(source: bytes, wire_name: bytes) -> tuple[str, str, int]:
    prefix, name, version = wire_name.decode().rsplit(".", 2)
    schema = int(version.removeprefix("v"))
    if prefix != source.decode() or _NAME.fullmatch(name) is None or version != f"v{schema}":
        raise ValueError(wire_name)
    if not 0 <= schema < _INT:
        raise ValueError(version)
    return prefix, name, schema
