"""Who may give which command, and whose conventions a caller may name."""

from enum import StrEnum
from typing import Final
from uuid import UUID

from mithaq.commands import Caller

from programming.domain.commands import Command
from programming.domain.rules import OfficeOnly, OwnNameOnly, ProposerOrOfficeOnly


class Capacity(StrEnum):
    """The ministry's office, or someone who acts for the organisation that proposes."""

    OFFICE = "office"
    PROPOSER = "proposer"


_NOBODY: Final = UUID(int=0)


def capacity_in(command: Command) -> str:
    """In which capacity it is given, for the record; whether it may be is decided later."""
    return str(Capacity.OFFICE if _is_office(command.caller) else Capacity.PROPOSER)


def ensure_office(caller: Caller) -> None:
    """Only the office opens programmes and places projects."""
    if not _is_office(caller):
        raise OfficeOnly


def ensure_may_propose(caller: Caller, proposed_by: UUID) -> None:
    """A partner proposes in its own name, the office in anybody's."""
    if not _is_office(caller) and not _acts_for(caller, proposed_by):
        raise OwnNameOnly(organisation=str(proposed_by))


def ensure_may_follow(caller: Caller, proposed_by: UUID) -> None:
    """The office and the organisation that proposed a project score and link it."""
    if not _is_office(caller) and not _acts_for(caller, proposed_by):
        raise ProposerOrOfficeOnly


def sees_conventions_of(caller: Caller) -> UUID | None:
    """The organisation whose conventions a caller may name; None for the office: all of them."""
    return None if _is_office(caller) else caller.organisation or _NOBODY


def _is_office(caller: Caller) -> bool:
    return "office" in caller.roles


def _acts_for(caller: Caller, organisation: UUID) -> bool:
    return "partner" in caller.roles and caller.organisation == organisation
