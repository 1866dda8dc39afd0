"""The treasury's statements of accounts."""

from typing import Final

STATEMENTS: Final = {
    "statement": "The statement: its account, its year and the first digits of its file's digest",
    "StatementImported.office": "The accounting office that keeps the account",
    "StatementImported.first_day": "The first day it tells",
    "StatementImported.last_day": "The last day it tells",
    "StatementImported.sha256": "SHA-256 of the file, 64 hexadecimal digits",
    "StatementImported.lines": "Its lines that no file told before",
    "StatementImported.known": "The names of its lines that another file told before",
    "line": "The name of the line within its account and year",
    "StatementLine.number": "Its number in the treasury's books",
    "StatementLine.on": "The day on which the treasury booked it",
    "StatementLine.reference": "The transfer's reference, as it stands in the file",
    "StatementLine.amount": "What left the account",
    "StatementLine.label": "What the treasury says of it, or null",
    "StatementLineAssigned.reference": "The reference under which the payment was recorded",
    "StatementLineAssigned.amount": "What was recorded as paid",
}
