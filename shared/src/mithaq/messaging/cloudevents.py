"""Log lines as CloudEvents 1.0 on Kafka, binary mode: attributes in headers, payload as value.

Beside the standard attributes: `sequence` (the line's number in its service's log, decimal),
`partitionkey` (the stream id, also the record's key), and as extensions `streamversion`, `meta`
(actor, cause, correlation, effective date: canonical JSON) and `loghash` (the hash chain's value,
hexadecimal). With them a consumer can rebuild the line byte for byte and check the chain.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

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

_FIXED: Final = [("ce_specversion", b"1.0"), ("content-type", b"application/json")]


def encode(source: str, record: LogRecord) -> tuple[bytes, bytes, list[tuple[str, bytes]]]:
    """Key, value and headers of one log line."""
    stream_id = record.stream_id.encode()
    headers = [
        *_FIXED,
        ("ce_id", str(record.event_id).encode()),
        ("ce_source", source.encode()),
        ("ce_type", f"{source}.{record.type}.v{record.schema}".encode()),
        ("ce_subject", stream_id),
        ("ce_time", instant(record.recorded_at).encode()),
        ("ce_partitionkey", stream_id),
        ("ce_sequence", b"%d" % record.seq),
        ("ce_streamversion", b"%d" % record.version),
        ("ce_meta", record.meta.encode()),
        ("ce_loghash", record.hash.hex().encode()),
    ]
    return stream_id, record.data.encode(), headers


def decode(headers: Headers, value: bytes | None) -> tuple[str, LogRecord]:
    """Source and line of one Kafka record. Raises MalformedEvent on anything else."""
    try:
        attributes = {name: text.decode() for name, text in headers}
        source = attributes["ce_source"]
        name, version = _type(source, attributes["ce_type"])
        record = LogRecord(
            seq=int(attributes["ce_sequence"]),
            hash=bytes.fromhex(attributes["ce_loghash"]),
            event_id=UUID(attributes["ce_id"]),
            stream_id=attributes["ce_subject"],
            version=int(attributes["ce_streamversion"]),
            type=name,
            schema=version,
            data=(value or b"").decode(),
            meta=attributes["ce_meta"],
            recorded_at=datetime.fromisoformat(attributes["ce_time"]),
        )
    except (KeyError, ValueError) as error:
        raise MalformedEvent(f"not one of our CloudEvents: {error!r}") from error
    if not _storable(record):
        raise MalformedEvent("a CloudEvent that no store of ours can have sent")
    return source, record


def _storable(record: LogRecord) -> bool:
    return (
        0 < record.seq < _BIGINT
        and 0 < record.version < _INT
        and 0 <= record.schema < _INT
        and len(record.hash) == _HASH_BYTES
        and record.recorded_at.tzinfo is not None
        and _STREAM_ID.fullmatch(record.stream_id) is not None
        and _NAME.fullmatch(record.type) is not None
        and "\0" not in record.data + record.meta
    )


def _type(source: str, wire_name: str) -> tuple[str, int]:
    prefix, name, version = wire_name.rsplit(".", 2)
    if prefix != source or not version.startswith("v"):
        raise ValueError(wire_name)
    return name, int(version[1:])
