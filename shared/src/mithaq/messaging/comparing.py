"""Compares a log with its topic before anything is published: do they tell the same past?

A store that was restored from an older backup lacks lines that its topic has. If it went on, it
would publish other lines under numbers that consumers have seen, and they would skip them.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import asyncpg
import structlog

from mithaq.events import LogRecord
from mithaq.messaging.clients import Kafka
from mithaq.messaging.last_lines import last_lines, lines_after
from mithaq.store import GENESIS, Head, eras, findings
from mithaq.store.findings import Finding
from mithaq.store.taking_back import copies_of, following

log = structlog.get_logger()

_PART: Final = "relay"
_AHEAD, _DIFFERS = "topic-ahead", "topic-differs"
_HASHES: Final = """
    SELECT seq, hash FROM event_log WHERE seq = ANY($1::bigint[]) ORDER BY seq
"""
_END: Final = "SELECT coalesce(max(seq), 0) FROM event_log"
_PUBLISHED: Final = "SELECT seq, previous FROM relay_cursor WHERE topic = $1"
_AGAIN: Final = "UPDATE relay_cursor SET seq = 0, previous = '{}' WHERE topic = $1"
_GUIDE: Final = "docs/guides/back-up-and-restore.md"


class LogUnfit(RuntimeError):
    """The log and its topic tell different pasts: nothing is published."""


async def compare(connection: asyncpg.Connection, kafka: Kafka, topic: str) -> None:
    """Return if the log may be published; raises LogUnfit, with a finding that says what to do.

    A topic that lost lines it had acknowledged, or was deleted, is published again from the start.
    """
    last = await last_lines(kafka, topic, kafka.seals.own(topic))
    finding = None
    if not await _ours(connection, [each.line for each in last.values()]):
        finding = await _unfit(connection, kafka, topic)
    code = finding.code if finding else ""
    for other in {_AHEAD, _DIFFERS} - {code}:
        await findings.withdraw(connection, _PART, other)
    if finding is not None:
        await findings.tell(connection, finding)
        raise LogUnfit(finding.what)
    await eras.compared(connection)
    ends = {number: each.line.seq for number, each in last.items()}
    if await _has_lost(connection, topic, ends):
        log.warning("relay.publishes_again", topic=topic)
        await connection.execute(_AGAIN, topic)


async def _ours(connection: asyncpg.Connection, lines: Sequence[LogRecord]) -> bool:
    """Whether this log has all of these lines."""
    rows = await connection.fetch(_HASHES, [line.seq for line in lines])
    ours = {row["seq"]: row["hash"] for row in rows}
    return all(ours.get(line.seq) == line.hash for line in lines)


async def _unfit(connection: asyncpg.Connection, kafka: Kafka, topic: str) -> Finding | None:
    """The topic's past since the last restore, if it leads away from ours; None if it does not.

    Then its last lines were written by a stranger: no chain leads to them.
    """
    end = await connection.fetchval(_END)
    since = max([*await eras.restores(connection), 0]) or end
    copies = copies_of(await lines_after(kafka, topic, since, kafka.seals.own(topic)))
    theirs = following(await _head(connection, since), copies)
    ours = await connection.fetch(_HASHES, [line.seq for line in theirs])
    for row, line in zip(ours, theirs, strict=False):
        if row["hash"] != line.hash:
            return _finding(
                topic,
                _DIFFERS,
                f"line {line.seq} is another one on {topic} than in this store, which was restored "
                "from an older backup and went on: nothing is published",
                f"stop the service; see {_GUIDE}, Two pasts",
            )
    if theirs and theirs[-1].seq > end:
        return _finding(
            topic,
            _AHEAD,
            f"{topic} has line {theirs[-1].seq}, and this log ends at {end}: the store was "
            "restored from an older backup. Nothing is published",
            f"stop the service, then: take-back. It writes the missing lines back ({_GUIDE})",
        )
    log.error("relay.foreign_lines", topic=topic, after=since)
    return None


async def _head(connection: asyncpg.Connection, seq: int) -> Head:
    rows = await connection.fetch(_HASHES, [seq])
    return Head(seq, rows[0]["hash"]) if rows else Head(0, GENESIS)


def _finding(topic: str, code: str, what: str, do: str) -> Finding:
    return Finding(part=_PART, code=code, subject=topic, what=what, do=do)


async def _has_lost(connection: asyncpg.Connection, topic: str, last: Mapping[int, int]) -> bool:
    """Whether a partition ends before the last line that Kafka had acknowledged in it."""
    row = await connection.fetchrow(_PUBLISHED, topic)
    if row is None or not row["seq"]:
        return False
    return any(seq > last.get(number, 0) for number, seq in enumerate(row["previous"]))
