"""The copied logs of the services, and the verification of their hash chains."""

from typing import Annotated

from fastapi import APIRouter, Query
from mithaq.http import PROBLEMS, CallerOf, Code
from mithaq.messaging import caught_up_with

from audit.application import Audit
from audit.domain.policy import ensure_reads_logs
from audit.domain.rules import LogUnknown
from audit.read_models import event_copy
from audit.read_models.commitments import COMMITMENTS
from audit.read_models.event_copy import EVENT_COPY
from audit.routes.dependencies import Parts
from audit.routes.views.logs import LogState, Verification
from audit.sources import PREFIX, SOURCES, service_of

router = APIRouter(prefix="/v1/logs", tags=["logs"], responses=PROBLEMS)
_LEDGER_SOURCES = COMMITMENTS.subscription().sources


@router.get("")
async def list_logs(caller: CallerOf, parts: Parts) -> list[LogState]:
    """A log each, with the last verification; new lines are verified every half minute."""
    ensure_reads_logs(caller)
    return [await _state(parts, source) for source in SOURCES]


@router.get("/{source}/verification")
async def verify_log(
    source: Code,
    caller: CallerOf,
    parts: Parts,
    after: Annotated[
        int, Query(ge=0, le=2**62, description="The `next` of the answer before; 0 at first.")
    ] = 0,
) -> Verification:
    """Recompute the chain now, some thousand lines a request, up to `next`.

    `source` may be `conventions` or its full name. The whole log is sound if every part is.
    """
    ensure_reads_logs(caller)
    name = PREFIX + source.removeprefix(PREFIX)
    if name not in SOURCES:
        raise LogUnknown(source=source[:80])
    part = await parts.verifier.verify_part(name, after)
    return Verification.of(part.finding, part.next)


async def _state(parts: Audit, source: str) -> LogState:
    async with parts.engine.connect() as connection:
        kept = await event_copy.end_of(connection, source)
        level = source not in _LEDGER_SOURCES or await caught_up_with(
            connection, COMMITMENTS.name, EVENT_COPY.name, source
        )
    last = await parts.verifier.last(source)
    return LogState(
        source=source,
        service=service_of(source),
        events=kept,
        ledger_level=level,
        last_verification=Verification.of(last) if last else None,
    )
