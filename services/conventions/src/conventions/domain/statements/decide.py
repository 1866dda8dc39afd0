"""Decisions on an account's statements and on their lines."""

from collections.abc import Sequence
from uuid import UUID

from mithaq.commands import Caller
from mithaq.errors import NotFound
from mithaq.visibility import Tie, sight_of

from conventions.domain.core.policy import Capacity
from conventions.domain.core.rules import CapacityRefused, ensure_reason
from conventions.domain.statements import commands as c
from conventions.domain.statements import events as e
from conventions.domain.statements import rules
from conventions.domain.statements.account import (
    Account,
    AccountLine,
    LineAnswer,
    statement_of,
    stream_of,
)

KEEPERS = (Capacity.OFFICE, Capacity.ACCOUNTANT)


def ensure_keeps(caller: Caller, organisation_id: UUID, command: str) -> None:
    """The office, the Treasury's accountant, or the organisation's own."""
    if "office" in caller.roles:
        return
    if "accountant" not in caller.roles:
        raise CapacityRefused(command=command, needed=KEEPERS)
    if "treasury" not in caller.roles and caller.organisation != organisation_id:
        raise rules.AccountOfAnother()


def import_statement(account: Account, command: c.ImportStatement) -> Sequence[e.StatementEvent]:
    """Nothing where the file is known; lines that another file told are not imported again."""
    ensure_keeps(command.caller, command.organisation_id, type(command).__name__)
    ensure_period(command)
    if command.sha256 in account.files:
        return []
    stream = stream_of(command.organisation_id, command.office, command.first_day.year)
    imported = e.StatementImported(
        statement=statement_of(stream, command.sha256),
        organisation_id=command.organisation_id,
        office=command.office,
        first_day=command.first_day,
        last_day=command.last_day,
        sha256=command.sha256,
        lines=tuple(each for each in command.lines if each.line not in account.lines),
        known=tuple(each.line for each in command.lines if each.line in account.lines),
    )
    return [imported]


def ensure_period(command: c.ImportStatement) -> None:
    first, last, today = command.first_day, command.last_day, command.dating.recorded_on
    if not (first <= last <= today and first.year == last.year):
        raise rules.PeriodMalformed(first_day=str(first), last_day=str(last), today=str(today))


def line_in(account: Account, command: c.LineCommand) -> AccountLine:
    """The line, for who keeps the account; NotFound hides another one's. StatementLineUnknown."""
    holder = account.organisation_id
    if holder is None or command.statement not in account.files.values():
        raise NotFound(statement=command.statement)
    _ensure_told(command, holder)
    ensure_keeps(command.caller, holder, type(command).__name__)
    line = account.lines.get(command.line)
    if line is None:
        raise rules.StatementLineUnknown(line=command.line)
    return line


def _ensure_told(command: c.LineCommand, holder: UUID) -> None:
    """As reading it answers: raises NotFound for who may not know of the account at all."""
    sight = sight_of(command.caller)
    if not sight.everything and holder not in sight.by(Tie.PARTY):
        raise NotFound(statement=command.statement)


def assign_line(account: Account, command: c.AssignStatementLine) -> Sequence[e.StatementEvent]:
    """Appended with the payment that it is, or not at all."""
    line = _open(account, command)
    assigned = e.StatementLineAssigned(
        statement=command.statement,
        line=command.line,
        organisation_id=_holder(account),
        convention_id=command.convention_id,
        tranche=command.tranche,
        reference=line.told.reference,
        amount=line.told.amount,
    )
    return [assigned]


def set_aside_line(
    account: Account, command: c.SetAsideStatementLine
) -> Sequence[e.StatementEvent]:
    ensure_reason(command.reason)
    _open(account, command)
    aside = e.StatementLineSetAside(
        statement=command.statement,
        line=command.line,
        organisation_id=_holder(account),
        reason=command.reason,
    )
    return [aside]


def reopen_line(account: Account, command: c.ReopenStatementLine) -> Sequence[e.StatementEvent]:
    """The reference of a payment recorded with it is held until that one is reversed."""
    ensure_reason(command.reason)
    line = line_in(account, command)
    if line.answer is LineAnswer.OPEN:
        raise rules.LineNotAnswered(line=command.line)
    if line.by == command.caller.person:
        raise rules.OwnLineAnswer(line=command.line)
    reopened = e.StatementLineReopened(
        statement=command.statement,
        line=command.line,
        organisation_id=_holder(account),
        reason=command.reason,
    )
    return [reopened]


def _open(account: Account, command: c.LineCommand) -> AccountLine:
    line = line_in(account, command)
    if line.answer is not LineAnswer.OPEN:
        raise rules.LineAnswered(line=command.line, answer=str(line.answer))
    return line


def _holder(account: Account) -> UUID:
    assert account.organisation_id is not None  # noqa: S101 - a line is of an imported statement
    return account.organisation_id
