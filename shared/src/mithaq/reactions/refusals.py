"""Commands of reactions that a rule refused: kept by rule, for an operator to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import asyncpg

from mithaq.errors import MithaqError
from mithaq.events import Recorded
from mithaq.reactions.description import Reaction

_KEEP: Final = """
    INSERT INTO reaction_refusal
        (command_id, reaction, source, seq, event_id, target, reason, detail)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (command_id) DO NOTHING
"""
_LIST: Final = """
    SELECT command_id, reaction, source, seq, event_id, target, reason, detail, refused_at
    FROM reaction_refusal ORDER BY refused_at DESC LIMIT $1
"""
_MAX_DETAIL: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """`reason` is the rule's name, `detail` its values; the line `seq` of `source` caused it."""

    command_id: UUID
    reaction: str
    source: str
    seq: int
    event_id: UUID
    target: str
    reason: str
    detail: str
    refused_at: datetime


async def keep(
    pool: asyncpg.Pool, reaction: Reaction, heard: Recorded[Any], target: str, refusal: MithaqError
) -> None:
    """Keep a refusal; the same one again changes nothing."""
    detail = ", ".join(f"{name}={value}" for name, value in refusal.values.items())
    detail = detail[:_MAX_DETAIL].encode(errors="replace").decode().replace("\x00", "�")
    command_id = reaction.submission(heard, target).command_id
    about = (command_id, reaction.name, heard.source, heard.seq, heard.event_id, target)
    await pool.execute(_KEEP, *about, refusal.code, detail)


async def refusals(pool: asyncpg.Pool, *, limit: int = 100) -> Sequence[Refusal]:
    """The newest first."""
    return [Refusal(**dict(row)) for row in await pool.fetch(_LIST, limit)]
