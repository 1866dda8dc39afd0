"""Commands on the statements of an account."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.commands import Caller
from mithaq.dating import Dating

from conventions.domain.statements.events import StatementLine


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountCommand:
    caller: Caller
    dating: Dating


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportStatement(AccountCommand):
    """`sha256` is the file's: a file is imported once."""

    organisation_id: UUID
    office: str
    first_day: date
    last_day: date
    sha256: str
    lines: tuple[StatementLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCommand(AccountCommand):
    statement: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignStatementLine(LineCommand):
    """Record the payment in that convention, by `ReportExternalPayment`, with this line."""

    convention_id: UUID
    tranche: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAsideStatementLine(LineCommand):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenStatementLine(LineCommand):
    """By another person than who answered for the line."""

    reason: str
