"""The terms: all that the parties agree on, and all that an amendment may rewrite."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from mithaq.money import Money

from conventions.domain.events.drafting import YearlyCost
from conventions.domain.vocabulary import ContributionKind, Instrument, PartyRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    organisation_id: UUID
    name_fr: str
    name_ar: str | None
    roles: tuple[PartyRole, ...]
    signing_order: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    article: str
    heading_fr: str
    text_fr: str
    text_ar: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    action: str
    label_fr: str
    label_ar: str | None
    territory: str
    cost: Money
    years: tuple[YearlyCost, ...]
    basis: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    kind: ContributionKind
    amount: Money
    basis: str | None

    @property
    def payable(self) -> bool:
        """In kind and land are valued, never paid."""
        return self.kind is ContributionKind.CASH


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    reference: str
    instrument: Instrument
    title_fr: str
    title_ar: str | None
    territory: str
    region: str
    total: Money
    first_year: int
    last_year: int
    duration_months: int | None
    parties: Mapping[UUID, Party] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    contributions: Mapping[str, Contribution] = field(default_factory=dict)

    def signatories(self) -> frozenset[UUID]:
        return frozenset(
            p.organisation_id for p in self.parties.values() if p.signing_order is not None
        )

    def next_to_sign(self, awaited: frozenset[UUID]) -> tuple[int, frozenset[UUID]]:
        """Of those still to sign, the group whose turn it is: the lowest order."""
        orders = {
            party.organisation_id: party.signing_order
            for party in self.parties.values()
            if party.signing_order is not None and party.organisation_id in awaited
        }
        first = min(orders.values())
        return first, frozenset(who for who, order in orders.items() if order == first)

    def lead(self) -> UUID | None:
        leads = (p.organisation_id for p in self.parties.values() if PartyRole.LEAD in p.roles)
        return next(leads, None)

    def promised_by(self, organisation_id: UUID) -> Money:
        """All that one party promises, valued contributions included."""
        return Money.sum(
            c.amount for c in self.contributions.values() if c.organisation_id == organisation_id
        )
