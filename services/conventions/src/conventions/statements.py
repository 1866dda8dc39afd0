"""Commands on the treasury's statements: given to an account, and to the convention it pays."""

from collections.abc import Sequence
from functools import partial

from mithaq.commands import Accepted, Caller, Submission
from mithaq.dating import ensure_dated
from mithaq.errors import NotFound
from mithaq.store import Change

from conventions import application
from conventions.application import Conventions
from conventions.domain.core.commands import CommandHeader
from conventions.domain.statements import commands as c
from conventions.domain.statements import rules
from conventions.domain.statements.account import Account, stream_of, stream_of_statement
from conventions.domain.statements.decide import (
    assign_line,
    import_statement,
    line_in,
    reopen_line,
    set_aside_line,
)
from conventions.domain.statements.events import StatementEvent
from conventions.domain.tranches.commands import ReportExternalPayment
from conventions.domain.tranches.rules import tranche_of

Answering = c.SetAsideStatementLine | c.ReopenStatementLine


async def take_in(
    conventions: Conventions, submission: Submission, command: c.ImportStatement
) -> Accepted:
    """Once a file: of two at once the second finds it imported, and changes nothing."""
    stream = stream_of(command.organisation_id, command.office, command.first_day.year)
    decide = partial(import_statement, command=command)
    return await _give(conventions, submission, command, stream, decide)


async def answer(conventions: Conventions, submission: Submission, command: Answering) -> Accepted:
    """Say of a line that it is of no convention, or take back what was said of it."""

    def decide(account: Account) -> Sequence[StatementEvent]:
        if isinstance(command, c.SetAsideStatementLine):
            return set_aside_line(account, command)
        return reopen_line(account, command)

    stream = stream_of_statement(command.statement)
    return await _give(conventions, submission, command, stream, decide)


async def _give(
    conventions: Conventions,
    submission: Submission,
    command: c.AccountCommand,
    stream: str,
    decide: application.Decide,
) -> Accepted:
    dating = command.dating
    ensure_dated(command.caller, dating, dating.on, allowed_days=0)
    request = submission.request(capacity_of(command.caller), dating.on)
    return await conventions.beside.accounts.run(stream, decide, request)


async def assign(
    conventions: Conventions, submission: Submission, command: c.AssignStatementLine
) -> Accepted:
    """The payment in its convention and the answer on its account, both or neither."""
    stream = stream_of_statement(command.statement)
    account = (await conventions.beside.accounts.load(stream)).state
    line = line_in(account, command).told
    await _ensure_payer(conventions, command, account)
    payment = ReportExternalPayment(
        header=CommandHeader(
            convention_id=command.convention_id,
            caller=command.caller,
            dating=conventions.dating(line.on, command.dating.reason),
        ),
        tranche=command.tranche,
        amount=line.amount,
        act=line.reference,
        basis=f"{command.statement}/{command.line}",
    )
    assigned: application.AnyChange = Change(
        conventions.beside.accounts, stream, partial(assign_line, command=command)
    )
    return await application.run(conventions, submission, payment, also=[assigned])


async def _ensure_payer(
    conventions: Conventions, command: c.AssignStatementLine, account: Account
) -> None:
    """Raises NotFound for a convention that the caller may not know of, PayerOfAnother."""
    convention = await application.found(conventions, command.convention_id, command.caller)
    tranche = tranche_of(convention, command.tranche)
    if tranche.organisation_id != account.organisation_id:
        payer = convention.terms.name_of(tranche.organisation_id)
        raise rules.PayerOfAnother(tranche=command.tranche, organisation=payer)


def capacity_of(caller: Caller) -> str:
    """In which capacity an account is kept, for the record."""
    return next((each for each in ("office", "accountant") if each in caller.roles), "none")


async def account_of(conventions: Conventions, statement: str) -> Account:
    """The account of a statement. Raises NotFound."""
    account = (await conventions.beside.accounts.load(stream_of_statement(statement))).state
    if statement not in account.files.values():
        raise NotFound(statement=statement)
    return account
