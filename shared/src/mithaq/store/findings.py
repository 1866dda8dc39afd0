"""Findings: what a part of a service found wrong and cannot mend by itself.

They are kept in the database, so that `status` and the gauges of every process tell of them, until
the part that found them finds that they hold no more.
"""

from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass
from typing import Final

import asyncpg

_TELL: Final = """
    INSERT INTO finding AS known (part, code, subject, what, remedy) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (part, code, subject) DO UPDATE SET what = excluded.what, remedy = excluded.remedy
"""
_WITHDRAW: Final = """
    DELETE FROM finding WHERE part = $1 AND code = $2 AND NOT subject = ANY($3::text[])
"""
_KEPT: Final = (
    "SELECT part, code, subject, what, remedy AS do FROM finding ORDER BY part, code, subject"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong, in words, and what to `do`. One per part, code and subject.

    `part` is the worker that found it, such as `relay` or a consumer's name. `code` names the kind
    (`mithaq.runtime.lag.kinds` lists them all), `subject` which one, such as a topic.
    """

    part: str
    code: str
    subject: str
    what: str
    do: str


async def tell(database: asyncpg.Pool | asyncpg.Connection, finding: Finding) -> None:
    """Keep the finding; told again, its words are replaced."""
    await database.execute(_TELL, *astuple(finding))


async def withdraw(
    database: asyncpg.Pool | asyncpg.Connection,
    part: str,
    code: str,
    *,
    but: Collection[str] = (),
) -> None:
    """Forget the part's findings of this code, but those on these subjects."""
    await database.execute(_WITHDRAW, part, code, list(but))


async def kept(database: asyncpg.Pool | asyncpg.Connection) -> Sequence[Finding]:
    """Every finding that holds."""
    return [Finding(**row) for row in await database.fetch(_KEPT)]
