"""Encodes log lines as CloudEvents 1.0 on Kafka (binary mode: attributes in headers) and decodes.

Beside the standard attributes: `sequence` (the line's log sequence, decimal), `partitionkey` (the
stream id, also the record's key), and as extensions `previous` (the log sequence of the preceding
line in the same partition, 0 for the first, so that a consumer can detect a gap), `streamversion`,
`meta` (actor, cause, correlation, effective date: canonical JSON), `loghash` (the hash chain's
value, hexadecimal) and `hashbefore` (that of the line before in the log, so that each line can be
checked alone). With them a consumer can rebuild the line byte for byte and check the chain.

Some records have more: `seal` (see `seals`), `after` (the last line of each partition when the
topic was given more: what must be applied before this line, see `layouts`), and `restores` (where
the log ended at each restore of its store, see `restores`).
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
from mithaq.messaging.seals import Seal
from mithaq.store.chain import instant

Headers = Sequence[tuple[str, bytes]]

# The same limits as the event table's. A value outside them came from no store of ours and might
# be refused by our tables, which would stop the partition instead of filling the dead letters.
_STREAM_ID: Final = re.compile(r"[A-Za-z0-9._:-]{1,200}")
_NAME: Final = re.compile(r"[A-Za-z0-9]{1,100}")
_BIGINT: Final = 2**63
_INT: Final = 2**31
_HASH_BYTES: Final = 32
_FIRST_YEAR, _LAST_YEAR = 1, 9999  # in these two, a UTC offset can leave the range of a datetime

_NO_PREVIOUS: Final = b"0"  # records published before `previous` existed: no gap to detect there
_VERSION: Final = ("ce_specversion", b"1.0")
_CONTENT: Final = ("content-type", b"application/json")


class PublishedLine(NamedTuple):
    """A decoded Kafka record: the publishing service (`source`) and its log line.

    `previous` is the log sequence of the preceding line in the same partition; `before` the hash
    of the preceding line in the log, empty in records of the release before; `after` what must be
    applied first, by partition; `restores` where the log ended at each restore of its store.
    """

    source: str
    line: LogRecord
    previous: int
    before: bytes = b""
    after: tuple[int, ...] = ()
    restores: tuple[int, ...] = ()
    seal: Seal | None = None


def encode(
    source: str,
    record: LogRecord,
    previous: int,
    before: bytes = b"",
    *,
    after: Sequence[int] = (),
    restores: Sequence[int] = (),
) -> tuple[bytes, bytes, list[tuple[str, bytes]]]:
    """Key, value and headers of the Kafka record for one log line; a seal is added later."""
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
    if before:
        headers.append(("ce_hashbefore", before.hex().encode()))
    if after:
        headers.append(("ce_after", _listed(after)))
    if restores:
        headers.append(("ce_restores", _listed(restores)))
    return stream_id, record.data.encode(), headers


def decode(headers: Headers, value: bytes | None) -> PublishedLine:
    """The line in a Kafka record. Raises MalformedEvent if it is not an event of this system."""
    attributes = dict(headers)
    try:
        source, name, schema = _type(attributes["ce_source"], attributes["ce_type"])
        line = LogRecord(
            int(attributes["ce_sequence"]),
            bytes.fromhex(attributes["ce_loghash"].decode()),
            _uuid(attributes["ce_id"].decode()),
            _stream_id(attributes["ce_subject"]),
            int(attributes["ce_streamversion"]),
            name,
            schema,
            _payload(value),
            attributes["ce_meta"].decode(),
            datetime.fromisoformat(attributes["ce_time"].decode()),
        )
        previous = int(attributes.get("ce_previous", _NO_PREVIOUS))
        before = bytes.fromhex(attributes.get("ce_hashbefore", b"").decode())
        after = _numbers(attributes.get("ce_after"))
        restores = _numbers(attributes.get("ce_restores"))
        seal = Seal.read(attributes["ce_seal"]) if "ce_seal" in attributes else None
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise MalformedEvent(f"not one of our CloudEvents: {error!r}") from error
    published = PublishedLine(source, line, previous, before, after, restores, seal)
    if not _storable(published):
        raise MalformedEvent("a CloudEvent that no store of ours can have sent")
    return published


def _storable(published: PublishedLine) -> bool:
    line = published.line
    return (
        0 <= published.previous < line.seq < _BIGINT
        and 0 < line.version < _INT
        and len(line.hash) == _HASH_BYTES
        and len(published.before) in (0, _HASH_BYTES)
        and all(0 <= each < line.seq for each in published.after)
        and all(0 <= each < _BIGINT for each in published.restores)
        and line.recorded_at.tzinfo is not None
        and _FIRST_YEAR < line.recorded_at.year < _LAST_YEAR
        and "\0" not in line.data
        and "\0" not in line.meta
    )


def _listed(numbers: Sequence[int]) -> bytes:
    return ",".join(map(str, numbers)).encode()


@lru_cache(maxsize=64)
def _numbers(header: bytes | None) -> tuple[int, ...]:
    return () if header is None else tuple(map(int, header.decode().split(",")))


def _payload(value: bytes | None) -> str:
    if value is None:  # a tombstone: these topics are not compacted, so none is expected
        raise ValueError("no value")
    return value.decode()


# asyncpg's own class parses eight times as fast as the standard library's, of which it is a
# subclass.
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
