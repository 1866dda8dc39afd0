"""The money that those who build hold: paid, and not justified yet."""

from uuid import UUID

from mithaq.money import Money

from conventions.domain.core.convention import Convention
from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import PartyRole, Stage


def holders_of(terms: Terms) -> frozenset[UUID]:
    """Who is paid to build: the delegated owners, where there are some, else the owners."""
    for role in (PartyRole.DELEGATED_OWNER, PartyRole.PROJECT_OWNER):
        holders = frozenset(key for key, party in terms.parties.items() if role in party.roles)
        if holders:
            return holders
    return frozenset()


def held_of(convention: Convention) -> Money:
    """All that they hold together, what was paid beyond the orders included."""
    return Money(convention.lookups.out - convention.lookups.sum(Stage.JUSTIFIED))
