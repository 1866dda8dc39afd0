"""The treasury's statements of the tests: of the region's account in 2026."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from typing import Any

from conventions.domain.statements import commands as c
from conventions.domain.statements.account import Account, evolve, line_of, statement_of, stream_of
from conventions.domain.statements.decide import (
    assign_line,
    import_statement,
    reopen_line,
    set_aside_line,
)
from conventions.domain.statements.events import StatementEvent, StatementLine
from mithaq.commands import Caller
from mithaq.dating import Dating
from mithaq.events import Actor, Origin

from ..people import CLERK, DAY, ID, OFFICE, REGION
from ..proposal import mad

OFFICE_NAME = "Trésorerie régionale de Rabat"
FIRST, LAST = date(2026, 1, 1), DAY
FILE, OTHER_FILE = "a" * 64, "b" * 64
STREAM = stream_of(REGION, OFFICE_NAME, 2026)
STATEMENT = statement_of(STREAM, FILE)
DECIDE: dict[type, Any] = {
    c.ImportStatement: import_statement,
    c.AssignStatementLine: assign_line,
    c.SetAsideStatementLine: set_aside_line,
    c.ReopenStatementLine: reopen_line,
}


def line(reference: str = "VIR 1", dirhams: int = 100, number: str = "1") -> StatementLine:
    told = StatementLine(line="", number=number, on=DAY, reference=reference, amount=mad(dirhams))
    return StatementLine(
        line=line_of(told), number=number, on=DAY, reference=reference, amount=mad(dirhams)
    )


def given(by: Caller = OFFICE) -> dict[str, Any]:
    return {"caller": by, "dating": Dating(on=DAY, recorded_on=DAY)}


def imported(
    *lines: StatementLine, sha256: str = FILE, by: Caller = OFFICE, **changes: Any
) -> c.ImportStatement:
    fields: dict[str, Any] = {
        "organisation_id": REGION,
        "office": OFFICE_NAME,
        "first_day": FIRST,
        "last_day": LAST,
        "sha256": sha256,
        "lines": lines,
    }
    return c.ImportStatement(**given(by), **(fields | changes))


def about(line: StatementLine, by: Caller = OFFICE) -> dict[str, Any]:
    return {**given(by), "statement": STATEMENT, "line": line.line}


def assigned(line: StatementLine, by: Caller = OFFICE) -> c.AssignStatementLine:
    return c.AssignStatementLine(**about(line, by), convention_id=ID, tranche="R1")


def aside(line: StatementLine, by: Caller = OFFICE, reason: str = "x") -> c.SetAsideStatementLine:
    return c.SetAsideStatementLine(**about(line, by), reason=reason)


def reopened(line: StatementLine, by: Caller = CLERK, reason: str = "x") -> c.ReopenStatementLine:
    return c.ReopenStatementLine(**about(line, by), reason=reason)


def decided(account: Account, command: c.AccountCommand) -> Sequence[StatementEvent]:
    return DECIDE[type(command)](account, command)  # type: ignore[no-any-return]


def after(*commands: c.AccountCommand) -> Account:
    def one(account: Account, command: c.AccountCommand) -> Account:
        by = Actor(id=command.caller.subject, organisation=None, capacity="office", instrument=None)
        origin = Origin(by=by, effective_date=DAY)
        return reduce(lambda a, e: evolve(a, e, origin), decided(account, command), account)

    return reduce(one, commands, Account())
