"""Writing the proposal."""

from dataclasses import dataclass
from uuid import UUID

from mithaq.money import Money

from conventions.domain.commands.base import ConventionCommand
from conventions.domain.events.drafting import YearlyCost
from conventions.domain.vocabulary import ContributionKind, Instrument, PartyRole


@dataclass(frozen=True, slots=True, kw_only=True)
class NewParty:
    organisation_id: UUID
    name_fr: str
    name_ar: str | None = None
    roles: tuple[PartyRole, ...]
    signing_order: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArticle:
    article: str
    heading_fr: str
    text_fr: str
    text_ar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    action: str
    label_fr: str
    label_ar: str | None = None
    territory: str
    cost: Money
    years: tuple[YearlyCost, ...]
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContribution:
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    kind: ContributionKind
    amount: Money
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftConvention(ConventionCommand):
    """A proposal, with as much of it as is already known."""

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
    parties: tuple[NewParty, ...] = ()
    articles: tuple[NewArticle, ...] = ()
    actions: tuple[NewAction, ...] = ()
    contributions: tuple[NewContribution, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteParty(ConventionCommand):
    party: NewParty


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveParty(ConventionCommand):
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteArticle(ConventionCommand):
    article: NewArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAction(ConventionCommand):
    action: NewAction


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveAction(ConventionCommand):
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeContribution(ConventionCommand):
    contribution: NewContribution


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawContribution(ConventionCommand):
    contribution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseTotal(ConventionCommand):
    total: Money
    first_year: int
    last_year: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeConvention(ConventionCommand):
    """Submit the draft to the parties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConvention(ConventionCommand):
    reason: str
