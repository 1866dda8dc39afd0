"""What a party that is suspended, or not verified, may still do: the rows that say so, no money.

An organisation's standing is the partners service's; it comes in with each command as the set of
those concerned that are `inactive` on the day of recording.
"""

from collections.abc import Set as AbstractSet
from uuid import UUID

from mithaq.commands import Caller
from mithaq.errors import RuleBroken

from conventions.domain.core.convention import Convention
from conventions.domain.core.vocabulary import PartyRole

OWNERS = frozenset({PartyRole.PROJECT_OWNER, PartyRole.DELEGATED_OWNER})


class PartyInactive(RuleBroken):
    """A suspended or unverified organisation binds nobody, and no money moves from or to it."""

    code = "party-inactive"


def ensure_acts(
    convention: Convention | None,
    caller: Caller,
    inactive: AbstractSet[UUID],
    command: str,
    *,
    as_office: bool,
) -> None:
    """The caller's organisation is in good standing.

    With `as_office` the ministry's office gives the command as such; without, a token of the office
    that acts for a party is judged as that party.
    """
    acts_for = caller.organisation
    exempt = as_office and "office" in caller.roles
    if exempt or acts_for is None or acts_for not in inactive:
        return
    name = convention.terms.name_of(acts_for) if convention else str(acts_for)
    raise PartyInactive(organisation=name, command=command)


def ensure_money_flows(
    convention: Convention, inactive: AbstractSet[UUID], funder: UUID, command: str
) -> None:
    """Neither the funder nor an organisation that builds is suspended."""
    parties = convention.terms.parties.values()
    owners = {p.organisation_id for p in parties if not OWNERS.isdisjoint(p.roles)}
    for organisation in sorted({funder, *owners} & inactive, key=str):
        raise PartyInactive(organisation=convention.terms.name_of(organisation), command=command)
