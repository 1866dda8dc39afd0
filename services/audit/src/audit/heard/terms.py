"""What events of the conventions service say of its terms."""

from dataclasses import dataclass
from uuid import UUID

from mithaq.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """`framework_id` is the framework convention that this one is financed under."""

    reference: str
    instrument: str = "financing"
    framework_id: UUID | None = None
    title_fr: str
    title_ar: str | None = None
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    organisation_id: UUID
    name_fr: str
    name_ar: str | None = None
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What a party promises for an action and a year; `kind` is cash, in_kind or land."""

    contribution: str
    organisation_id: UUID
    action: str
    year: int
    kind: str
    amount: Money
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionChange:
    """Added where there was none before, withdrawn where there is none after."""

    before: Contribution | None
    after: Contribution | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyChange:
    """It came where there was none before, it left where there is none after."""

    before: Party | None
    after: Party | None
