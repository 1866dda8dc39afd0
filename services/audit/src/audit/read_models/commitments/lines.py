"""Writes the lines that events make, each bound to its event."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from mithaq.events import Recorded
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.domain.ledger.line import Line
from audit.domain.ledger.lines import lines_of
from audit.heard.conventions import AmendmentTookEffect, ConventionSigned, MoneyEvent
from audit.read_models.commitments.tables import commitment_line


async def write_lines(connection: AsyncConnection, events: Sequence[Recorded[Any]]) -> None:
    rows = [
        _row(recorded, nth, line)
        for recorded in events
        if isinstance(recorded.event, MoneyEvent)
        for nth, line in enumerate(lines_of(recorded.event), 1)
    ]
    if rows:
        await connection.execute(insert(commitment_line), rows)


def _row(recorded: Recorded[MoneyEvent], nth: int, line: Line) -> dict[str, Any]:
    undertaking = line.undertaking
    return {
        "event_id": recorded.event_id,
        "nth": nth,
        "source": recorded.source,
        "seq": recorded.seq,
        "type": type(recorded.event).__name__,
        "recorded_at": recorded.recorded_at,
        "effective_date": _holds_from(recorded),
        "convention_id": recorded.event.convention_id,
        "contribution": undertaking.contribution,
        "organisation_id": undertaking.organisation_id,
        "action": undertaking.action,
        "year": undertaking.year,
        "nature": undertaking.nature,
        "kind": line.kind.value,
        "amount": line.amount.centimes,
        "act": line.act,
    }


def _holds_from(recorded: Recorded[MoneyEvent]) -> date:
    """The day that the event itself names, where it may differ from the day of the command."""
    match recorded.event:
        case ConventionSigned(signed_on=day) | AmendmentTookEffect(effective_on=day):
            return day
        case _:
            return recorded.effective_date
