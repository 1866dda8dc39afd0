"""Who may give which command."""

from uuid import UUID

from mithaq.commands import Caller

from programming.domain.rules import OfficeOnly, OwnNameOnly, ProposerOrOfficeOnly

OFFICE = "office"
PARTNER = "partner"
_NOBODY = UUID(int=0)


def ensure_office(caller: Caller) -> None:
    if OFFICE not in caller.roles:
        raise OfficeOnly


def sees_as(caller: Caller) -> UUID | None:
    """The organisation whose conventions a caller may name; None for the office: all of them."""
    return None if OFFICE in caller.roles else caller.organisation or _NOBODY


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
