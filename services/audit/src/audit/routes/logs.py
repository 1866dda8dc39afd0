"""The copied logs of the services, and the verification of their hash chains."""

from fastapi import APIRouter
from mithaq.http import PROBLEMS, CallerOf
from mithaq.messaging import caught_up_with

from audit.application import Audit
from audit.domain.policy import ensure_reads_all
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
    ensure_reads_all(caller)
    return [await _state(parts, source) for source in SOURCES]


@router.get("/{source}/verification")
async def verify_log(source: str, caller: CallerOf, parts: Parts) -> Verification:
    """Recompute the whole chain now. `source` may be `conventions` or its full name."""
    ensure_reads_all(caller)
    name = PREFIX + source.removeprefix(PREFIX)
    if name not in SOURCES:
        raise LogUnknown(source=source[:80])
    return Verification.of(await parts.verifier.verify(name))


async def _state(parts: Audit, source: str) -> LogState:
    async with parts.engine.connect() as connection:
        kept = await event_copy.kept(connection, source)
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
