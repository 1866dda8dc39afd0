"""The few facts of conventions that count as activity, as far as we read them."""

from dataclasses import dataclass
from uuid import UUID

from mithaq.events import Catalogue
from mithaq.money import Money

SOURCE = "ma.mithaq.conventions"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionDrafted:
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionPledged:
    contribution: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionWithdrawn:
    contribution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartySigned:
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentPartySigned:
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionSigned:
    text_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionChange:
    before: Money
    after: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentTookEffect:
    contributions: tuple[ContributionChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TranchePaid:
    amount: Money


Fact = (
    ConventionDrafted
    | ContributionPledged
    | ContributionWithdrawn
    | PartySigned
    | AmendmentPartySigned
    | ConventionSigned
    | AmendmentTookEffect
    | TranchePaid
)
FACTS: Catalogue[Fact] = Catalogue.of(SOURCE, Fact)
