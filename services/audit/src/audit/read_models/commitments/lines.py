"""Writes the lines that events make, each bound to its event, and what they come to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from mithaq.events import Recorded
from sqlalchemy import func, insert, select, tuple_
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.domain.ledger.days import Latest, counts_from, figure
from audit.domain.ledger.line import KINDS, Kind, Line, Undertaking
from audit.domain.ledger.lines import lines_of
from audit.heard.conventions import AmendmentTookEffect, ConventionSigned, MoneyEvent
from audit.read_models.commitments.tables import commitment_line, organisation_total

Made = tuple[Recorded[MoneyEvent], int, Line]


async def write_lines(connection: AsyncConnection, events: Sequence[Recorded[Any]]) -> None:
    made: list[Made] = [
        (recorded, nth, line)
        for recorded in events
        if isinstance(recorded.event, MoneyEvent)
        for nth, line in enumerate(lines_of(recorded.event), 1)
    ]
    if not made:
        return
    latest = await _latest(connection, made)
    rows = [_row(recorded, nth, line, latest) for recorded, nth, line in made]
    await connection.execute(insert(commitment_line), rows)
    await _add_up(connection, (line for _, _, line in made))


async def _latest(connection: AsyncConnection, made: Iterable[Made]) -> Latest:
    """Until when those figures count so far that some of these lines take away from."""
    taking = {
        (recorded.event.convention_id, line.undertaking.contribution)
        for recorded, _, line in made
        if line.amount.centimes < 0
    }
    if not taking:
        return {}
    c = commitment_line.c
    keys = (
        *(c.convention_id, c.contribution, c.organisation_id, c.action, c.year, c.nature),
        c.kind,
    )
    query = select(*keys, func.max(c.counts_from).label("day")).group_by(*keys)
    wanted = tuple_(c.convention_id, c.contribution).in_(taking)
    latest: Latest = {}
    for row in await connection.execute(query.where(wanted)):
        undertaking = Undertaking(
            contribution=row.contribution,
            organisation_id=row.organisation_id,
            action=row.action,
            year=row.year,
            nature=row.nature,
        )
        of = figure(row.convention_id, undertaking, Kind(row.kind))
        latest[of] = max(row.day, latest.get(of, row.day))
    return latest


async def _add_up(connection: AsyncConnection, lines: Iterable[Line]) -> None:
    """Sums do not depend on their order: they are the same however streams were interleaved."""
    sums: defaultdict[tuple[Any, str], dict[str, int]] = defaultdict(
        lambda: {kind.value: 0 for kind in KINDS}
    )
    for line in lines:
        undertaking = line.undertaking
        of = sums[undertaking.organisation_id, undertaking.nature]
        of[line.kind.value] += line.amount.centimes
    new = postgresql.insert(organisation_total)
    added = {
        kind.value: organisation_total.c[kind.value] + new.excluded[kind.value] for kind in KINDS
    }
    upsert = new.on_conflict_do_update(index_elements=["organisation_id", "nature"], set_=added)
    rows = [
        {"organisation_id": organisation, "nature": nature, **sums[organisation, nature]}
        for organisation, nature in sorted(sums, key=str)
    ]
    await connection.execute(upsert, rows)


def _row(recorded: Recorded[MoneyEvent], nth: int, line: Line, latest: Latest) -> dict[str, Any]:
    undertaking, convention_id = line.undertaking, recorded.event.convention_id
    day = _holds_from(recorded)
    return {
        "event_id": recorded.event_id,
        "nth": nth,
        "source": recorded.source,
        "seq": recorded.seq,
        "type": type(recorded.event).__name__,
        "recorded_at": recorded.recorded_at,
        "effective_date": day,
        "counts_from": counts_from(convention_id, line, day, latest),
        "convention_id": convention_id,
        "contribution": undertaking.contribution,
        "organisation_id": undertaking.organisation_id,
        "action": undertaking.action,
        "year": undertaking.year,
        "nature": undertaking.nature,
        "kind": line.kind.value,
        "amount": line.amount.centimes,
        "act": line.act,
        "basis": line.basis,
    }


def _holds_from(recorded: Recorded[MoneyEvent]) -> date:
    """The day that the event itself names, where it may differ from the day of the command."""
    match recorded.event:
        case ConventionSigned(signed_on=day) | AmendmentTookEffect(effective_on=day):
            return day
        case _:
            return recorded.effective_date
