"""Lines of the treasury's statements, each compared with what is recorded under its reference.

A payment that is recorded or reversed later shows at once.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Case, Select, and_, case, func, select, type_coerce
from sqlalchemy import Row as ResultRow
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.domain.statements.account import LineAnswer
from conventions.read_models.treasury_statements import lines, payments, statements, told


class LineMatch(StrEnum):
    """What is recorded under a line's reference, compared with the line."""

    MATCHED = "matched"
    UNMATCHED = "unmatched"
    DIFFERING = "differing"
    BEYOND_ORDERED = "beyond_ordered"


def _match() -> Case[str]:
    """In centimes: the driver knows no `Money`."""
    paid, beyond, amount = (
        type_coerce(column, BigInteger)
        for column in (payments.c.paid, payments.c.beyond, lines.c.amount)
    )
    recorded = func.coalesce(paid + beyond, 0)
    return case(
        (recorded == 0, str(LineMatch.UNMATCHED)),
        (recorded != amount, str(LineMatch.DIFFERING)),
        (beyond > 0, str(LineMatch.BEYOND_ORDERED)),
        else_=str(LineMatch.MATCHED),
    )


def _compared() -> Select[Any]:
    line, paid = lines.c, payments.c
    held = and_(paid.organisation_id == line.organisation_id, paid.folded == line.folded)
    return (
        select(
            told.c.nth,
            *(line[name] for name in ("line", "number", "on", "reference", "amount", "label")),
            *(line[name] for name in ("answer", "convention_id", "tranche", "reason")),
            paid.paid,
            paid.beyond,
            paid.convention_id.label("paid_in"),
            paid.tranche.label("paid_tranche"),
            _match().label("match"),
        )
        .select_from(told)
        .join(lines, and_(line.account == told.c.account, line.line == told.c.line))
        .join(payments, held, isouter=True)
    )


async def page(
    connection: AsyncConnection,
    statement: str,
    *,
    limit: int,
    after: int | None = None,
    match: LineMatch | None = None,
    answer: LineAnswer | None = None,
) -> Sequence[ResultRow[Any]]:
    """Lines of a statement in the order of its file, those that another file told before last."""
    query = _compared().where(told.c.statement == statement).order_by(told.c.nth).limit(limit)
    if after is not None:
        query = query.where(told.c.nth > after)
    if match is not None:
        query = query.where(_match() == str(match))
    if answer is not None:
        query = query.where(lines.c.answer == str(answer))
    rows: Sequence[ResultRow[Any]] = (await connection.execute(query)).all()
    return rows


async def statement_page(
    connection: AsyncConnection,
    organisations: Sequence[UUID] | None,
    *,
    limit: int,
    after: str | None = None,
) -> Sequence[ResultRow[Any]]:
    """Statements of these organisations, or of all."""
    c = statements.c
    query = select(statements).order_by(c.statement).limit(limit)
    if organisations is not None:
        query = query.where(c.organisation_id.in_(organisations))
    if after is not None:
        query = query.where(c.statement > after)
    rows: Sequence[ResultRow[Any]] = (await connection.execute(query)).all()
    return rows
