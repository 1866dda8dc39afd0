"""The copies of the services' logs, and whether they hold."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from mithaq.http import PROBLEMS, CallerOf
from mithaq.messaging import level as level_with
from pydantic import BaseModel, ConfigDict, Field

from audit.access import ensure_reads_all
from audit.errors import LogUnknown
from audit.parts import AuditParts, Parts
from audit.read_models import event_copy
from audit.read_models.commitments import COMMITMENTS
from audit.read_models.event_copy import EVENT_COPY
from audit.sources import PREFIX, SOURCES, service_of
from audit.verification.verdict import Finding, Verdict

router = APIRouter(prefix="/v1/logs", tags=["logs"], responses=PROBLEMS)
_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
Hash = Annotated[str, Field(description="SHA-256, hexadecimal.", examples=[_HASH])]


class Head(BaseModel):
    """A line of a log and the chain's value there, which covers every line before."""

    model_config = ConfigDict(frozen=True)

    seq: Annotated[int, Field(examples=[4211])]
    hash: Hash


class Verification(BaseModel):
    model_config = ConfigDict(frozen=True)

    verdict: Annotated[
        Verdict,
        Field(
            description="sound; broken: a line does not follow from the one before; gap: a line is "
            "missing (for a moment, while events arrive); diverged: the service now gives another "
            "past than it gave us; empty: nothing received yet."
        ),
    ]
    verified: Annotated[Head, Field(description="Up to here every line follows.")]
    flawed_at: Annotated[int | None, Field(description="The first line that does not follow.")]
    published: Annotated[Head | None, Field(description="The service's own head, if it answered.")]
    checked_at: datetime


_LEDGER_SOURCES = COMMITMENTS.subscription().sources


class LogState(BaseModel):
    model_config = ConfigDict(frozen=True)

    source: Annotated[str, Field(examples=["ma.mithaq.conventions"])]
    service: Annotated[str, Field(examples=["conventions"])]
    events: Annotated[int, Field(description="Lines kept.", examples=[4211])]
    ledger_level: Annotated[
        bool, Field(description="The commitments ledger has applied every line kept.")
    ]
    last_verification: Verification | None


@router.get("")
async def list_logs(caller: CallerOf, parts: Parts) -> list[LogState]:
    """A log each, with the last verification; new lines are verified every half minute."""
    ensure_reads_all(caller)
    return [await _state(parts, source) for source in SOURCES]


@router.get("/{source}/verification")
async def verify_log(source: str, caller: CallerOf, parts: Parts) -> Verification:
    """Recompute the whole chain now. `source` may be `conventions` or its full name."""
    ensure_reads_all(caller)
    name = PREFIX + source.removeprefix(PREFIX)
    if name not in SOURCES:
        raise LogUnknown(source=source[:80])
    return _told(await parts.verifier.verify(name))


async def _state(parts: AuditParts, source: str) -> LogState:
    async with parts.engine.connect() as connection:
        kept = await event_copy.kept(connection, source)
        level = source not in _LEDGER_SOURCES or await level_with(
            connection, COMMITMENTS.name, EVENT_COPY.name, source
        )
    last = await parts.verifier.last(source)
    return LogState(
        source=source,
        service=service_of(source),
        events=kept,
        ledger_level=level,
        last_verification=_told(last) if last else None,
    )


def _told(finding: Finding) -> Verification:
    published = finding.published
    return Verification(
        verdict=finding.verdict,
        verified=Head(seq=finding.reached.seq, hash=finding.reached.hash.hex()),
        flawed_at=finding.flawed_at,
        published=Head(seq=published.head.seq, hash=published.head.hash.hex())
        if published
        else None,
        checked_at=finding.checked_at,
    )
