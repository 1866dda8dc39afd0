"""Facts of the proposal: who is invited, what is to be done, who promises what."""

from dataclasses import dataclass
from uuid import UUID

from mithaq.money import Money

from conventions.domain.vocabulary import ContributionKind, Instrument, PartyRole


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionDrafted:
    """A proposal exists; nothing binds anyone yet.

    `territory` is an HCP code (region, province or commune), `region` the HCP code of its region.
    """

    convention_id: UUID
    reference: str
    instrument: Instrument
    title_fr: str
    title_ar: str | None = None
    territory: str
    region: str
    total: Money
    first_year: int
    last_year: int
    duration_months: int | None = None
    drafted_by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyInvited:
    """A party and all that it is here, its roles: one may lead, fund and build at once.

    Parties of one `signing_order` sign in parallel, lower numbers first; None does not sign.
    """

    convention_id: UUID
    organisation_id: UUID
    name_fr: str
    name_ar: str | None = None
    roles: tuple[PartyRole, ...]
    signing_order: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRemoved:
    convention_id: UUID
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleWritten:
    """An article as it now reads; writing the same article again replaces it."""

    convention_id: UUID
    article: str
    heading_fr: str
    text_fr: str
    text_ar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyCost:
    year: int
    cost: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPlanned:
    """What is to be done and its planned cost a year. `basis` says where the figures come from."""

    convention_id: UUID
    action: str
    label_fr: str
    label_ar: str | None = None
    territory: str
    cost: Money
    years: tuple[YearlyCost, ...]
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRemoved:
    convention_id: UUID
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionPledged:
    """A party promises an amount for an action and a year; pledging it again replaces it."""

    convention_id: UUID
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    kind: ContributionKind
    amount: Money
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionWithdrawn:
    convention_id: UUID
    contribution: str
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalRevised:
    """The announced total and period changed while the text was still open."""

    convention_id: UUID
    total: Money
    first_year: int
    last_year: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionProposed:
    convention_id: UUID
    total: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionWithdrawn:
    convention_id: UUID
    reason: str
