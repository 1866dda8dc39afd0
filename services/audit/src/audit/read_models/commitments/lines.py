"""Writes the lines that events make, each bound to its event, and what they come to."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections.rows import Key, Row, add_rows, insert_rows, read_rows
from sqlalchemy import ARRAY, Text, Uuid, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.domain.ledger.days import Latest, counts_from, figure
from audit.domain.ledger.line import KINDS, Kind, Line, Undertaking
from audit.domain.ledger.lines import MONEY, lines_of
from audit.heard.conventions import (
    AmendmentTookEffect,
    ConventionSigned,
    MoneyEvent,
    TerminationPronounced,
)
from audit.read_models.commitments.tables import (
    NO_FAMILY,
    commitment_line,
    convention,
    organisation_total,
)

_SUMS: Final = ("organisation_id", "nature", "family", "under")
_NOTHING: Final = {kind.value: 0 for kind in KINDS}
_taken = (
    func.unnest(bindparam("conventions", type_=ARRAY(Uuid)), bindparam("names", type_=ARRAY(Text)))
    .table_valued("convention_id", "contribution", name="taken")
    .render_derived()
)
c = commitment_line.c
_FIGURE: Final = (
    *(c.convention_id, c.contribution, c.organisation_id, c.action, c.year, c.nature),
    c.kind,
)
_LATEST: Final = (
    select(*_FIGURE, func.max(c.counts_from).label("day"))
    .where(c.convention_id == _taken.c.convention_id, c.contribution == _taken.c.contribution)
    .group_by(*_FIGURE)
)
Contribution = tuple[UUID, str]
Made = tuple[Recorded[MoneyEvent], int, Line]


async def write_lines(connection: AsyncConnection, events: Sequence[Recorded[Any]]) -> None:
    made: list[Made] = [
        (recorded, nth, line)
        for recorded in events
        if type(recorded.event) in MONEY
        for nth, line in enumerate(lines_of(recorded.event), 1)
    ]
    if not made:
        return
    taking = frozenset(_contribution(*each) for each in made if each[2].amount.centimes < 0)
    latest = await _latest(connection, taking) if taking else {}
    rows = [_row(*each, taking, latest) for each in made]
    await insert_rows(connection, commitment_line, rows)
    await _add_up(connection, made)


def _contribution(recorded: Recorded[MoneyEvent], _nth: int, line: Line) -> Contribution:
    return recorded.event.convention_id, line.undertaking.contribution


async def _latest(connection: AsyncConnection, taking: Collection[Contribution]) -> Latest:
    """Until when those figures count so far that some of these lines take away from."""
    conventions, names = map(list, zip(*taking, strict=True))
    latest: Latest = {}
    for row in await connection.execute(_LATEST, {"conventions": conventions, "names": names}):
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


async def _add_up(connection: AsyncConnection, made: Sequence[Made]) -> None:
    """Sums do not depend on their order: they are the same however streams were interleaved.

    A convention is drafted before it has lines, and what it is financed under never changes.
    """
    about = {(recorded.event.convention_id,) for recorded, _, _ in made}
    conventions = await read_rows(connection, convention, about)
    sums: dict[Key, Row] = {}
    for recorded, _, line in made:
        key = _sum_of(line, conventions.get((recorded.event.convention_id,)))
        of = sums.get(key)
        if of is None:
            of = sums[key] = {**dict(zip(_SUMS, key, strict=True)), **_NOTHING}
        of[line.kind] += line.amount.centimes
    await add_rows(connection, organisation_total, sums)


def _sum_of(line: Line, about: Row | None) -> Key:
    """In the order of `_SUMS`."""
    family = (about or {}).get("family") or NO_FAMILY
    under = about is not None and about["framework_id"] is not None
    return line.undertaking.organisation_id, line.undertaking.nature, family, under


def _row(
    recorded: Recorded[MoneyEvent],
    nth: int,
    line: Line,
    taking: Collection[Contribution],
    latest: Latest,
) -> Row:
    """Of a contribution that nothing is taken from in the batch, each line counts from its day."""
    undertaking, convention_id, source = (
        line.undertaking,
        recorded.event.convention_id,
        recorded.line,
    )
    day = since = line.on or _holds_from(recorded)
    archived = line.archived
    if taking and (convention_id, undertaking.contribution) in taking:
        since = counts_from(convention_id, line, day, latest)
    return {
        "event_id": source.event_id,
        "nth": nth,
        "source": recorded.source,
        "seq": source.seq,
        "type": source.type,
        "recorded_at": source.recorded_at,
        "effective_date": day,
        "counts_from": since,
        "convention_id": convention_id,
        "contribution": undertaking.contribution,
        "organisation_id": undertaking.organisation_id,
        "action": undertaking.action,
        "year": undertaking.year,
        "nature": undertaking.nature,
        "kind": line.kind,
        "amount": line.amount.centimes,
        "act": line.act,
        "basis": line.basis,
        "archive_source": archived and archived.source,
        "archive_sha256": archived and archived.sha256,
        "archive_precision": archived and archived.precision,
    }


def _holds_from(recorded: Recorded[MoneyEvent]) -> date:
    """The day that the event itself names, where it may differ from the day of the command."""
    match recorded.event:
        case (
            ConventionSigned(signed_on=day)
            | AmendmentTookEffect(effective_on=day)
            | TerminationPronounced(effective_on=day)
        ):
            return day
        case _:
            return recorded.effective_date
