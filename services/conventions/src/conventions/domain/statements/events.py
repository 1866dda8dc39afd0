"""Events of an account's statements. Stream: `account-{digest}-{year}`."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """A payment as the treasury booked it. `line` names it within its account and year."""

    line: str
    number: str
    on: date
    reference: str
    amount: Money
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementImported:
    """A file of the treasury: the lines that are new, and the names of those known before.

    `office` is the accounting office that keeps the account of this organisation.
    """

    statement: str
    organisation_id: UUID
    office: str
    first_day: date
    last_day: date
    sha256: str
    lines: tuple[StatementLine, ...]
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLineAssigned:
    """The payment was recorded in that convention, with this line as what it rests on."""

    statement: str
    line: str
    organisation_id: UUID
    convention_id: UUID
    tranche: str
    reference: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLineSetAside:
    """The line is of no convention."""

    statement: str
    line: str
    organisation_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLineReopened:
    """What was said of the line was wrong; a payment recorded with it is reversed by itself."""

    statement: str
    line: str
    organisation_id: UUID
    reason: str


LineEvent = StatementLineAssigned | StatementLineSetAside | StatementLineReopened
StatementEvent = StatementImported | LineEvent
