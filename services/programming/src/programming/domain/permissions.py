"""Who may give which command."""

from uuid import UUID

from mithaq.commands import Caller

from programming.domain.rules import OfficeOnly, OwnNameOnly, ProposerOrOfficeOnly

OFFICE = "office"
PARTNER = "partner"


def ensure_office(caller: Caller) -> None:
    if OFFICE not in caller.roles:
        raise OfficeOnly


def ensure_may_propose(caller: Caller, proposed_by: UUID) -> None:
    if OFFICE in caller.roles:
        return
    if PARTNER not in caller.roles or caller.organisation != proposed_by:
        raise OwnNameOnly(organisation=str(proposed_by))


def ensure_follows(caller: Caller, proposed_by: UUID | None) -> None:
    if OFFICE in caller.roles:
        return
    if PARTNER not in caller.roles or caller.organisation != proposed_by:
        raise ProposerOrOfficeOnly
