"""The rows of the read models that a state of the convention calls for."""

from typing import Any
from uuid import UUID

from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.tranche import Tranche
from conventions.read_models.convention_list import conventions
from conventions.read_models.involvement import involved
from conventions.read_models.tranche_schedule import tranches
from mithaq.money import Money
from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

Row = dict[str, Any]


async def assert_reads_as(connection: AsyncConnection, state: Absent | Convention) -> None:
    """The line, the parts and the schedule of the convention are those of its state."""
    assert isinstance(state, Convention)
    key = state.convention_id
    (line,) = await _rows(connection, conventions, key)
    del line["changed_at"]
    assert line == line_of(state)
    parts = await _rows(connection, involved, key)
    assert {(row["organisation_id"], row["part"]) for row in parts} == parts_of(state)
    schedule = {row["tranche"]: row for row in await _rows(connection, tranches, key)}
    assert schedule == {name: tranche_row(key, each) for name, each in state.tranches.items()}


async def _rows(connection: AsyncConnection, table: Table, convention_id: UUID) -> list[Row]:
    query = select(table).where(table.c.convention_id == convention_id)
    return [dict(row) for row in (await connection.execute(query)).mappings()]


def line_of(state: Convention) -> Row:
    outline = state.terms.outline
    return {
        "convention_id": state.convention_id,
        "version": state.version,
        "reference": outline.reference,
        "instrument": outline.instrument.value,
        "title_fr": outline.title_fr,
        "title_ar": outline.title_ar,
        "state": state.state.value,
        "territory": outline.territory,
        "region": outline.region,
        "total": outline.total,
        "first_year": outline.first_year,
        "last_year": outline.last_year,
        "drafted_by": state.drafted_by,
        "signed_on": state.signing.signed_on,
        "in_force_on": state.in_force_on,
        "ends_on": state.ends_on,
        "paid": Money.sum(tranche.paid for tranche in state.tranches.values()),
    }


def parts_of(state: Convention) -> set[tuple[object, str]]:
    return {
        (state.drafted_by, "drafter"),
        *((party, "party") for party in state.terms.parties),
        *((body, "approver") for body in state.asked),
    }


def tranche_row(convention_id: UUID, tranche: Tranche) -> Row:
    planned = tranche.planned
    return {
        "convention_id": convention_id,
        "tranche": planned.tranche,
        "contribution": planned.contribution,
        "organisation_id": planned.organisation_id,
        "action": planned.action,
        "year": planned.year,
        "due_on": planned.due_on,
        "amount": tranche.amount,
        "called": tranche.called,
        "committed": tranche.committed,
        "visaed": tranche.visaed,
        "ordered": tranche.ordered,
        "paid": tranche.paid,
        "justified": tranche.justified,
        "excess": tranche.excess,
        "overpayment_open": tranche.overpayment_open,
        "cancelled": tranche.cancelled,
    }
