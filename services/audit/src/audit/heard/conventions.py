"""Events of the conventions service: who is tied to it, and what is promised."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from mithaq.events import Catalogue
from mithaq.money import Money

from audit.heard.deliveries import DeliveryEvent
from audit.heard.tranches import TrancheEvent
from audit.sources import CONVENTIONS as SOURCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    reference: str
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
class ConventionDrafted:
    convention_id: UUID
    drafted_by: UUID
    outline: Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyInvited:
    convention_id: UUID
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRemoved:
    convention_id: UUID
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredApproval:
    organisation_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalsRequested:
    convention_id: UUID
    approvals: tuple[RequiredApproval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentApprovalsRequested:
    convention_id: UUID
    approvals: tuple[RequiredApproval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionPledged:
    """Pledged again, a contribution replaces what it was: `replaced`."""

    convention_id: UUID
    contribution: Contribution
    replaced: Contribution | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionWithdrawn:
    convention_id: UUID
    contribution: Contribution


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionSigned:
    """`signed_on` is the day of the last signature: from then on these contributions bind."""

    convention_id: UUID
    signed_on: date
    text_sha256: str
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionWithdrawn:
    convention_id: UUID
    reason: str
    given_up: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRefused:
    convention_id: UUID
    reason: str
    given_up: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionLapsed:
    """Not signed by all until `sign_by`: no pledge of it binds."""

    convention_id: UUID
    sign_by: date
    given_up: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionChange:
    before: Contribution
    after: Contribution


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentTookEffect:
    convention_id: UUID
    amendment: int
    effective_on: date
    contributions: tuple[ContributionChange, ...]


PromiseEvent = (
    ContributionPledged
    | ContributionWithdrawn
    | ConventionSigned
    | ConventionWithdrawn
    | SignatureRefused
    | ConventionLapsed
    | AmendmentTookEffect
)
MoneyEvent = PromiseEvent | TrancheEvent | DeliveryEvent
TieEvent = (
    ConventionDrafted
    | PartyInvited
    | PartyRemoved
    | ApprovalsRequested
    | AmendmentApprovalsRequested
)
ConventionEvent = TieEvent | MoneyEvent


def _party_invited_v1_to_v2(old: dict[str, Any]) -> dict[str, Any]:
    """The party was told flat, with one role."""
    return {"convention_id": old["convention_id"], "party": {**old, "roles": [old["role"]]}}


CONVENTIONS: Catalogue[ConventionEvent] = Catalogue.of(
    SOURCE,
    ConventionEvent,
    versions={"PartyInvited": 2},
    upcasts={("PartyInvited", 1): _party_invited_v1_to_v2},
)
