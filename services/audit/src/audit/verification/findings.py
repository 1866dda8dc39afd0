"""The last finding about each log, and its first fault, shared by all processes."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    LargeBinary,
    MetaData,
    Row,
    Table,
    Text,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.verification.chain import Point
from audit.verification.verdict import Finding, Published, Verdict


def _told() -> list[Column[Any]]:
    return [
        Column("source", Text, primary_key=True),
        Column("verdict", Text, nullable=False),
        Column("reached_seq", BigInteger, nullable=False),
        Column("reached_hash", LargeBinary, nullable=False),
        Column("flawed_at", BigInteger),
        Column("published_seq", BigInteger),
        Column("published_hash", LargeBinary),
        Column("our_hash", LargeBinary),
        Column("checked_at", DateTime(timezone=True), nullable=False),
    ]


_metadata = MetaData()
log_finding = Table("log_finding", _metadata, *_told())
log_fault = Table("log_fault", _metadata, *_told())


async def keep(connection: AsyncConnection, finding: Finding) -> None:
    """Replace the finding before it, unless that was made while this check was under way.

    Then only a flaw replaces it, and only where none is known: a check that read the lines before
    they were changed does not make a flaw forgotten that another one found meanwhile. The first
    fault of a log stays for ever beside it, whatever is found later.
    """
    published = finding.published
    told = {
        "verdict": finding.verdict.value,
        "reached_seq": finding.reached.seq,
        "reached_hash": finding.reached.hash,
        "flawed_at": finding.flawed_at,
        "published_seq": published.head.seq if published else None,
        "published_hash": published.head.hash if published else None,
        "our_hash": published.ours if published else None,
        "checked_at": finding.checked_at,
    }
    if finding.fault:
        first = insert(log_fault).values(source=finding.source, **told)
        await connection.execute(first.on_conflict_do_nothing())
    known = log_finding.c
    replaces = known.checked_at <= finding.began_at
    if finding.flawed:
        replaces = or_(replaces, known.verdict.in_((Verdict.SOUND.value, Verdict.EMPTY.value)))
    kept = insert(log_finding).values(source=finding.source, **told)
    await connection.execute(
        kept.on_conflict_do_update(index_elements=["source"], set_=told, where=replaces)
    )


async def last(connection: AsyncConnection, source: str) -> Finding | None:
    return await _one(connection, log_finding, source)


async def first_fault(connection: AsyncConnection, source: str) -> Finding | None:
    """The first finding ever that a line was changed or that the service told another past."""
    return await _one(connection, log_fault, source)


async def _one(connection: AsyncConnection, table: Table, source: str) -> Finding | None:
    row = (await connection.execute(select(table).where(table.c.source == source))).one_or_none()
    return _finding(row) if row else None


def _finding(row: Row[Any]) -> Finding:
    published = None
    if row.published_seq is not None:
        head = Point(row.published_seq, row.published_hash)
        published = Published(head=head, ours=row.our_hash)
    return Finding(
        source=row.source,
        verdict=Verdict(row.verdict),
        reached=Point(row.reached_seq, row.reached_hash),
        flawed_at=row.flawed_at,
        published=published,
        began_at=row.checked_at,
        checked_at=row.checked_at,
    )
