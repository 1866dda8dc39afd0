"""An account in a year: its statements and its lines, each known once whatever files tell it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Final, assert_never
from uuid import UUID

from mithaq.commands import person
from mithaq.errors import NotFound
from mithaq.events import Provenance
from mithaq.folding import fold
from mithaq.states import changed, put

from conventions.domain.statements import events as e
from conventions.domain.tranches.payment_references import folded

_STATEMENT: Final = re.compile(r"([0-9a-f]{32}-[0-9]{4})-[0-9a-f]{16}")


class LineAnswer(StrEnum):
    """What somebody said of a line."""

    OPEN = "open"
    ASSIGNED = "assigned"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """`by` is who answered for it."""

    told: e.StatementLine
    answer: LineAnswer = LineAnswer.OPEN
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    organisation_id: UUID | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, AccountLine] = field(default_factory=dict)


def stream_of(organisation_id: UUID, office: str, year: int) -> str:
    """However the office's name is written."""
    named = f"{organisation_id} {fold(office)}".encode()
    return f"account-{sha256(named).hexdigest()[:32]}-{year}"


def stream_of_statement(statement: str) -> str:
    """Raises NotFound for what names no statement."""
    found = _STATEMENT.fullmatch(statement)
    if found is None:
        raise NotFound(statement=statement[:80])
    return f"account-{found[1]}"


def statement_of(stream: str, digest: str) -> str:
    return f"{stream.removeprefix('account-')}-{digest[:16]}"


def line_of(line: e.StatementLine) -> str:
    """Its name, by all that tells it from the others. Raises ReferenceUnreadable."""
    said = (fold(line.number), folded(line.reference), str(line.on), str(line.amount.centimes))
    return sha256("\n".join(said).encode()).hexdigest()[:16]


def evolve(account: Account, event: e.StatementEvent, provenance: Provenance) -> Account:
    match event:
        case e.StatementImported():
            return _imported(account, event)
        case e.StatementLineAssigned():
            return _answered(account, event, LineAnswer.ASSIGNED, provenance)
        case e.StatementLineSetAside():
            return _answered(account, event, LineAnswer.SET_ASIDE, provenance)
        case e.StatementLineReopened():
            return _answered(account, event, LineAnswer.OPEN, provenance)
        case _:
            assert_never(event)


def _imported(account: Account, event: e.StatementImported) -> Account:
    lines = {each.line: AccountLine(told=each) for each in event.lines}
    return Account(
        organisation_id=event.organisation_id,
        files={**account.files, event.sha256: event.statement},
        lines={**account.lines, **lines},
    )


def _answered(
    account: Account, event: e.LineEvent, answer: LineAnswer, provenance: Provenance
) -> Account:
    line = changed(account.lines[event.line], answer=answer, by=person(provenance.by.id))
    return changed(account, lines=put(account.lines, event.line, line))
