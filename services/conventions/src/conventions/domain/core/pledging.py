"""Who may promise: a party that signs, in a role in which one promises."""

from typing import Final
from uuid import UUID

from mithaq.errors import RuleBroken

from conventions.domain.core.rules import PledgerDoesNotSign
from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import PartyRole

_PLEDGES_NOTHING: Final = frozenset({PartyRole.WITNESS, PartyRole.BENEFICIARY})


class RolePledgesNothing(RuleBroken):
    """A witness or a beneficiary alone promises nothing."""

    code = "role-pledges-nothing"


class PartyUnknown(RuleBroken):
    """Only parties promise, are removed, and are concerned by an article."""

    code = "party-unknown"


def ensure_may_pledge(terms: Terms, organisation_id: UUID) -> None:
    """A party that signs, in a role in which one promises."""
    party = terms.parties.get(organisation_id)
    if party is None:
        raise PartyUnknown(organisation=str(organisation_id))
    if _PLEDGES_NOTHING.issuperset(party.roles):
        raise RolePledgesNothing(organisation=party.name_fr, roles=tuple(map(str, party.roles)))
    ensure_pledger_signs(terms, organisation_id)


def ensure_pledger_signs(terms: Terms, party: UUID) -> None:
    """Who promises is among those who sign: with a signing order, in this text."""
    known = terms.parties.get(party)
    if known is None or known.signing_order is None:
        raise PledgerDoesNotSign(party=terms.name_of(party))


def ensure_pledgers_sign(terms: Terms) -> None:
    for party in dict.fromkeys(promise.organisation_id for promise in terms.promises()):
        ensure_pledger_signs(terms, party)
