"""The terms: all that the parties agree on, and all that an amendment may rewrite.

Commands, events and views carry these same values.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from mithaq.events import Open
from mithaq.money import Money

from conventions.domain.core.vocabulary import ContributionKind, Instrument, PartyRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party and its roles: one may lead, fund and build at once.

    Parties of one `signing_order` sign in parallel, lower numbers first; None does not sign.
    `kind` is what the partners registry said of the organisation on the day it was invited.
    """

    organisation_id: UUID
    name_fr: str
    name_ar: str | None = None
    roles: tuple[Open[PartyRole], ...]
    signing_order: int | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    article: str
    heading_fr: str
    heading_ar: str | None = None
    text_fr: str
    text_ar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyCost:
    year: int
    cost: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What is to be done and its planned cost a year. `basis` says where the figures come from."""

    action: str
    label_fr: str
    label_ar: str | None = None
    territory: str
    cost: Money
    years: tuple[YearlyCost, ...]
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseTerms:
    """What must hold before money is called: percentages are whole, 0 to 100.

    In the agreed text it binds every tranche of a contribution; a tranche may ask for more.
    """

    justified_before: int = 0
    progress_at_least: int = 0
    documents: tuple[str, ...] = ()

    def joined(self, other: "ReleaseTerms") -> "ReleaseTerms":
        """The least that asks for both."""
        more = (kind for kind in other.documents if kind not in self.documents)
        return ReleaseTerms(
            justified_before=max(self.justified_before, other.justified_before),
            progress_at_least=max(self.progress_at_least, other.progress_at_least),
            documents=(*self.documents, *more),
        )

    def covers(self, other: "ReleaseTerms") -> bool:
        """Whether this asks for all that `other` asks for."""
        return self.joined(other) == self


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What a party promises for an action and a year, and what its release asks for."""

    contribution: str
    organisation_id: UUID
    action: str
    year: int
    kind: Open[ContributionKind]
    amount: Money
    basis: str | None = None
    release: ReleaseTerms | None = None

    @property
    def payable(self) -> bool:
        """In kind and land are valued, never paid."""
        return self.kind == ContributionKind.CASH


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a convention is called, where it applies, for how much and how long.

    `territory` is an HCP code (region, province or commune), `region` the HCP code of its region.
    """

    reference: str
    instrument: Open[Instrument]
    title_fr: str
    title_ar: str | None = None
    territory: str
    region: str
    total: Money
    first_year: int
    last_year: int
    duration_months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Parts by their names, parties by organisation."""

    outline: Outline
    parties: Mapping[UUID, Party] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    contributions: Mapping[str, Contribution] = field(default_factory=dict)

    def signatories(self) -> frozenset[UUID]:
        return frozenset(key for key, p in self.parties.items() if p.signing_order is not None)

    def next_to_sign(self, awaited: frozenset[UUID]) -> tuple[int, frozenset[UUID]]:
        """Of those still to sign, the group whose turn it is: the lowest order."""
        orders = {
            key: party.signing_order
            for key, party in self.parties.items()
            if party.signing_order is not None and key in awaited
        }
        first = min(orders.values())
        return first, frozenset(key for key, order in orders.items() if order == first)

    def lead(self) -> UUID | None:
        return next((k for k, p in self.parties.items() if PartyRole.LEAD in p.roles), None)

    def pledges(self) -> tuple[Contribution, ...]:
        """All that is promised in this text, in its order."""
        return tuple(self.contributions.values())

    def promised_by(self, organisation_id: UUID) -> Money:
        """All that one party promises, valued contributions included."""
        return Money.sum(
            c.amount for c in self.contributions.values() if c.organisation_id == organisation_id
        )

    def name_of(self, organisation_id: UUID) -> str:
        party = self.parties.get(organisation_id)
        return party.name_fr if party else str(organisation_id)

    def names_of(self, organisations: Iterable[UUID]) -> tuple[str, ...]:
        return tuple(sorted(map(self.name_of, organisations)))
