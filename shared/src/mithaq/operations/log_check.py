"""Recomputes the lines of one range of the log: the part of `verify` that runs in parallel.

A line's hash depends only on the stored hash before it and its own event, so ranges can be checked
in parallel; that the streams' versions rise by one across ranges is checked when they are joined.
"""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

import asyncpg
import orjson

from mithaq.canonical import canonical
from mithaq.events import LogRecord
from mithaq.store.chain import GENESIS, TAG, link
from mithaq.store.log import COLUMNS

_BATCH: Final = 10_000
# The canonical bytes (store/chain.py), built by the server: half the cost of reading ten columns in
# Python. A line whose hash does not match these bytes is recomputed by `link` itself before it is
# reported as a fault.
_LINES: Final = """
    SELECT l.seq, l.hash, e.stream_id, e.version,
           '{"data":' || e.data || ',"id":"' || e.event_id || '","meta":' || e.meta
           || ',"recordedAt":"'
           || to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
           || '","schema":' || e.schema || ',"stream":"' || e.stream_id
           || '","type":"' || e.type || '","version":' || e.version || '}' AS text
    FROM event_log l LEFT JOIN event e USING (position)
    WHERE l.seq > $1 AND l.seq <= $2 ORDER BY l.seq
"""
_LINE: Final = f"""
    SELECT {COLUMNS} FROM event_log l JOIN event e USING (position) WHERE l.seq = $1
"""  # noqa: S608
_HASH: Final = "SELECT hash FROM event_log WHERE seq = $1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """The first faulty line: what is wrong, with the expected and the found value."""

    seq: int
    what: str
    expected: str
    found: str
    stream_id: str | None = None


@dataclass(slots=True)
class RangeCheck:
    """The result for a range: its first and last version of each stream, and its first fault."""

    first: dict[str, tuple[int, int]] = field(default_factory=dict)  # stream -> version, seq
    last: dict[str, int] = field(default_factory=dict)
    fault: Fault | None = None


async def check(connection: asyncpg.Connection, after: int, upto: int) -> RangeCheck:
    """Recompute the lines `after` + 1 .. `upto`, up to the first fault.

    Each batch is a query of its own, so no snapshot is held for long.
    """
    checked = RangeCheck()
    previous = await connection.fetchval(_HASH, after) if after else GENESIS
    while after < upto and checked.fault is None:
        end = min(after + _BATCH, upto)
        rows = await connection.fetch(_LINES, after, end)
        for seq, row in enumerate(rows, start=after + 1):
            if not _is_valid(previous, row) or row["seq"] != seq:
                checked.fault = await _fault(connection, seq, previous, row)
            if checked.fault is None:
                checked.fault = _check_version(checked, seq, row["stream_id"], row["version"])
            if checked.fault is not None:
                return checked
            previous = row["hash"]
        if len(rows) < end - after:
            checked.fault = _missing(after + len(rows) + 1)
        after = end
    return checked


def _is_valid(previous: bytes, row: asyncpg.Record) -> bool:
    text = row["text"]
    if text is None or sha256(TAG + previous + text.encode()).digest() != row["hash"]:
        return False
    return _is_canonical(text)


async def _fault(
    connection: asyncpg.Connection, seq: int, previous: bytes, row: asyncpg.Record
) -> Fault | None:
    """What exactly is wrong with a line; None if `link` finds it valid."""
    if row["seq"] != seq:
        return _missing(seq)
    if row["text"] is None:
        return Fault(seq=seq, what="event", expected="an event", found="none at its position")
    line, stream = LogRecord._make(await connection.fetchrow(_LINE, seq)), row["stream_id"]
    expected = link(previous, line)
    if expected != line.hash:
        return Fault(
            seq=seq, what="hash", expected=expected.hex(), found=line.hash.hex(), stream_id=stream
        )
    for name, text in (("data", line.data), ("meta", line.meta)):
        if not _is_canonical(text):
            return Fault(
                seq=seq, what=name, expected="canonical JSON", found=text[:200], stream_id=stream
            )
    return None


def _check_version(checked: RangeCheck, seq: int, stream: str, version: int) -> Fault | None:
    """Check that the version is one more than the stream's previous one."""
    before = checked.last.get(stream)
    if before is None:
        checked.first[stream] = (version, seq)
    elif version != before + 1:
        return out_of_order(seq, stream, before + 1, version)
    checked.last[stream] = version
    return None


def out_of_order(seq: int, stream: str, expected: int, found: int) -> Fault:
    return Fault(
        seq=seq, what="version", expected=str(expected), found=str(found), stream_id=stream
    )


def _missing(seq: int) -> Fault:
    return Fault(seq=seq, what="line", expected=f"line {seq}", found="none of that number")


def _is_canonical(text: str) -> bool:
    try:
        return canonical(orjson.loads(text)) == text
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return False
