"""The copied logs of the services, and the verification of their hash chains."""

from fastapi import APIRouter, Request, Response
from mithaq.http import PROBLEMS, CallerOf, Code
from mithaq.messaging import caught_up_with

from audit.application import Audit
from audit.domain.policy import ensure_reads_logs
from audit.domain.rules import LogUnknown
from audit.read_models import event_copy
from audit.read_models.commitments import COMMITMENTS
from audit.read_models.event_copy import EVENT_COPY
from audit.read_models.parked import is_halted, parked_streams
from audit.routes.dependencies import Parts
from audit.routes.views.logs import LogState, LogVerification, RequestedView, Verification
from audit.sources import PREFIX, SOURCES, service_of

router = APIRouter(prefix="/v1/logs", tags=["logs"], responses=PROBLEMS)
_LEDGER_SOURCES = COMMITMENTS.subscription().sources


@router.get("")
async def list_logs(caller: CallerOf, parts: Parts) -> list[LogState]:
    """A log each, with the last verification; new lines are verified every half minute."""
    ensure_reads_logs(caller)
    return [await _state(parts, source) for source in SOURCES]


@router.get("/{source}/verification")
async def read_verification(source: Code, caller: CallerOf, parts: Parts) -> LogVerification:
    """What is known of a log: the last finding, the first fault ever, and what was asked for.

    `source` may be `conventions` or its full name.
    """
    ensure_reads_logs(caller)
    return await _verification(parts, _source(source))


@router.post("/{source}/verification", status_code=202)
async def request_verification(
    source: Code, caller: CallerOf, parts: Parts, request: Request, response: Response
) -> LogVerification:
    """Have the whole chain recomputed, or join the verification that waits or runs.

    A log rests between two of them; then `not_before` says when the next one begins. Read its
    result where `Location` says.
    """
    ensure_reads_logs(caller)
    name = _source(source)
    await parts.requests.ask(name, caller.subject)
    response.headers["Location"] = request.url.path
    return await _verification(parts, name)


def _source(source: str) -> str:
    """The full name of a log. Raises LogUnknown."""
    name = PREFIX + source.removeprefix(PREFIX)
    if name not in SOURCES:
        raise LogUnknown(source=source[:80])
    return name


async def _verification(parts: Audit, source: str) -> LogVerification:
    requested = await parts.requests.find(source)
    last = await parts.verifier.last(source)
    fault = await parts.verifier.first_fault(source)
    return LogVerification(
        source=source,
        requested=RequestedView.model_validate(requested) if requested else None,
        last_verification=Verification.of(last) if last else None,
        first_fault=Verification.of(fault) if fault else None,
    )


async def _state(parts: Audit, source: str) -> LogState:
    async with parts.connect() as connection:
        kept = await event_copy.end_of(connection, source)
        parked = await parked_streams(connection, source)
        level = source not in _LEDGER_SOURCES or (
            not parked
            and not await is_halted(connection)
            and await caught_up_with(connection, COMMITMENTS.key, EVENT_COPY.key, source)
        )
    last = await parts.verifier.last(source)
    fault = await parts.verifier.first_fault(source)
    return LogState(
        source=source,
        service=service_of(source),
        events=kept,
        ledger_level=level,
        parked=parked,
        last_verification=Verification.of(last) if last else None,
        first_fault=Verification.of(fault) if fault else None,
    )
