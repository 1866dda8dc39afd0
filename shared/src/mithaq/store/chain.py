"""The hash chain over a service's log: if one stored byte is changed, every later hash differs.

hash(seq) = SHA-256(TAG || hash(seq - 1) || canonical bytes of the event), as docs/chain.md defines
them for whoever wants to recompute the chain without us.
"""

from datetime import datetime
from hashlib import sha256
from typing import Final

from mithaq.events import LogRecord

TAG: Final = b"mithaq.log.v1\x00"
GENESIS: Final = bytes(32)


def instant(moment: datetime) -> str:
    """The canonical text of a moment (in UTC): microseconds and a Z."""
    # isoformat() takes three times as long, and this runs twice per event.
    return (
        f"{moment.year:04}-{moment.month:02}-{moment.day:02}"
        f"T{moment.hour:02}:{moment.minute:02}:{moment.second:02}.{moment.microsecond:06}Z"
    )


def canonical_bytes(record: LogRecord) -> bytes:
    """The event as canonical JSON (RFC 8785).

    Built by hand: keys are in order, ids, names and stream ids need no escaping (the event table
    checks them), and `data` and `meta` are canonical already.
    """
    return (
        f'{{"data":{record.data},"id":"{record.event_id}","meta":{record.meta},'
        f'"recordedAt":"{instant(record.recorded_at)}","schema":{record.schema},'
        f'"stream":"{record.stream_id}","type":"{record.type}","version":{record.version}}}'
    ).encode()


def link(previous: bytes, record: LogRecord) -> bytes:
    """The hash of `record`, given the hash of the line before it."""
    return sha256(TAG + previous + canonical_bytes(record)).digest()
