"""A second implementation of the hash chain, from its definition, on the standard library alone."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from mithaq.events import LogRecord


def second_opinion(previous: bytes, record: LogRecord) -> bytes:
    """SHA-256 over tag, previous hash, and the event as sorted compact JSON, parsed and redone."""
    moment = record.recorded_at.astimezone(UTC)
    event: dict[str, Any] = {
        "id": str(record.event_id),
        "stream": record.stream_id,
        "version": record.version,
        "type": record.type,
        "schema": record.schema,
        "recordedAt": moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond:06d}Z",
        "data": json.loads(record.data),
        "meta": json.loads(record.meta),
    }
    text = json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(b"mithaq.log.v1\x00" + previous + text.encode()).digest()


def a_log(length: int, *, stream: str = "convention-1", seed: int = 0) -> list[LogRecord]:
    """A sound log, chained by the second implementation."""
    previous, records = bytes(32), []
    for seq in range(1, length + 1):
        fresh = _unchained(seq, stream, seed)
        previous = second_opinion(previous, fresh)
        records.append(changed(fresh, hash=previous))
    return records


def changed(record: LogRecord, **fields: Any) -> LogRecord:
    """The line with some of it replaced, its hash left as it was unless given."""
    return record._replace(**fields)


def _unchained(seq: int, stream: str, seed: int) -> LogRecord:
    data = {"accents": "é ع \u2028", "amount": seq * 100, "note": f"n{seed}", "tags": ["a", None]}
    meta = {"actor": {"id": "office-1"}, "effective_date": "2026-01-31"}
    return LogRecord(
        seq=seq,
        hash=b"",
        event_id=UUID(int=seed * 1_000_000 + seq),
        stream_id=stream,
        version=seq,
        type="ContributionPledged",
        schema=1,
        data=json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False),
        meta=json.dumps(meta, sort_keys=True, separators=(",", ":"), ensure_ascii=False),
        recorded_at=datetime(2026, 1, 31, 9, tzinfo=UTC) + timedelta(microseconds=seq * 7),
    )
