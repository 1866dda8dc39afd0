"""The rows of the read models that a state of the convention calls for."""

from typing import Any
from uuid import UUID

from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.obliged import kept_of, span_of
from conventions.domain.core.occurrences import occurrences_of
from conventions.domain.core.terms import Party
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import AmendmentState, State
from conventions.read_models.convention_list import conventions, searched_as
from conventions.read_models.involvement import involved
from conventions.read_models.obligation_list import owed
from conventions.read_models.places import places
from conventions.read_models.tranche_schedule import tranches
from mithaq.money import Money, Total
from mithaq.territories import territory
from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

Row = dict[str, Any]
NO_PLEDGE_BINDS = {State.WITHDRAWN, State.REJECTED, State.LAPSED}


async def assert_reads_as(connection: AsyncConnection, state: Absent | Convention) -> None:
    """The line, the parts and the schedule of the convention are those of its state."""
    assert isinstance(state, Convention)
    key = state.convention_id
    (line,) = await _rows(connection, conventions, key)
    del line["changed_at"]
    assert line.pop("seq") >= state.version
    expected = line_of(state)
    assert line == expected
    parts = await _rows(connection, involved, key)
    assert {
        (row["organisation_id"], row["part"], *sorted(row["roles"])) for row in parts
    } == parts_of(state)
    where = await _rows(connection, places, key)
    assert {(row["action"], row["code"]) for row in where} == places_of(state)
    schedule = {row["tranche"]: row for row in await _rows(connection, tranches, key)}
    assert schedule == {name: tranche_row(key, each) for name, each in state.tranches.items()}
    rows_owed = await _rows(connection, owed, key)
    names = ("obligation", "occurrence", "owner", "state", "ended")
    assert {tuple(row[name] for name in names) for row in rows_owed} <= owed_rows(state)


def owed_rows(state: Convention) -> set[tuple[object, ...]]:
    """What it owes, time by time: the list has it all once the schedule is told of."""
    return {
        (name, each.number, one.owner, str(kept.state), state.ended_on is not None)
        for name, one in state.terms.obligations.items()
        for each in occurrences_of(one, span_of(state))
        for kept in [kept_of(state, name, each.number)]
    }


async def _rows(connection: AsyncConnection, table: Table, convention_id: UUID) -> list[Row]:
    query = select(table).where(table.c.convention_id == convention_id)
    return [dict(row) for row in (await connection.execute(query)).mappings()]


def line_of(state: Convention) -> Row:
    outline = state.terms.outline
    shares = [each.amount for each in state.terms.shares.values()]
    promises = [*(each.amount for each in state.terms.contributions.values()), *shares]
    binds = state.state not in NO_PLEDGE_BINDS
    return {
        "convention_id": state.convention_id,
        "version": state.version,
        "reference": outline.reference,
        "instrument": outline.instrument.value,
        "programme_kind": outline.programme_kind,
        "framework_id": outline.framework_id,
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
        "promised": Total.of(promises if binds else ()),
        "unsplit": Total.of(shares if binds else ()),
        "called": Money.sum(tranche.called for tranche in state.tranches.values()),
        "paid": Money.sum(tranche.paid for tranche in state.tranches.values()),
        "justified": Money.sum(tranche.justified for tranche in state.tranches.values()),
        "excess": Total.of(tranche.excess for tranche in state.tranches.values()),
        "round_ends": state.negotiation.deadline if state.negotiation.open else None,
        "round_undecided": state.negotiation.undecided,
        "split_by": state.terms.split_by,
        "sign_by": state.signing.sign_by,
        "unmandated": sorted(map(str, state.signing.unmandated)),
        **_awaited(state),
        "approving": next(
            (
                number
                for number, each in state.amendments.items()
                if each.state is AmendmentState.PENDING_APPROVALS
            ),
            None,
        ),
        **searched_as(outline),
    }


def _awaited(state: Convention) -> dict[str, object]:
    """Of a signed text, what nobody decided yet."""
    waits = state.signing.signed_on is not None and state.state not in NO_PLEDGE_BINDS
    left = sorted(
        (each.decide_by, name)
        for name, each in state.terms.conditions.items()
        if waits and name not in state.decided
    )
    return {
        "awaited": [f"{day} {name}" for day, name in left],
        "condition_due": left[0][0] if left else None,
    }


def parts_of(state: Convention) -> set[tuple[object, ...]]:
    return {
        (state.drafted_by, "drafter", "drafter"),
        *((key, "party", *sorted(_roles(each))) for key, each in state.terms.parties.items()),
        *((body, "approver", "approver") for body in state.asked),
    }


def _roles(party: Party) -> set[str]:
    signs = {"signatory"} if party.signing_order is not None else set()
    return {str(role) for role in party.roles} | signs


def places_of(state: Convention) -> set[tuple[str, str]]:
    at = {"": state.terms.outline.territory}
    at |= {name: action.territory for name, action in state.terms.actions.items()}
    return {(name, code) for name, territory in at.items() for code in _around(territory)}


def _around(code: str | None) -> list[str]:
    if code is None or code == "MA":
        return []
    return [code, *_around(territory(code).within)]


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
