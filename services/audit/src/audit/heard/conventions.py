"""Events of the conventions service: who is tied to it, and what is promised."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from mithaq.events import Catalogue
from mithaq.money import Money

from audit.heard.archive import ArchiveEvent
from audit.heard.deliveries import DeliveryEvent
from audit.heard.obligations import ObligationEvent
from audit.heard.terms import (
    Contribution,
    ContributionChange,
    Outline,
    Party,
    PartyChange,
)
from audit.heard.tranches import TrancheEvent
from audit.sources import CONVENTIONS as SOURCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a party promises and splits later by action, by year, or by both."""

    share: str
    organisation_id: UUID
    kind: str
    amount: Money
    action: str | None = None
    year: int | None = None
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
class SharePromised:
    """Promised again, a share replaces what it was: `replaced`."""

    convention_id: UUID
    share: Share
    replaced: Share | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareWithdrawn:
    convention_id: UUID
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareSplit:
    """`share` became these contributions and what is `left` of it, which are as much together."""

    convention_id: UUID
    share: Share
    left: Share | None = None
    contributions: tuple[Contribution, ...]
    act: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionSigned:
    """`signed_on` is the day of the last signature: from then on these contributions bind."""

    convention_id: UUID
    signed_on: date
    text_sha256: str
    contributions: tuple[Contribution, ...]
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionWithdrawn:
    convention_id: UUID
    reason: str
    given_up: tuple[Contribution, ...]
    given_up_shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRefused:
    convention_id: UUID
    reason: str
    given_up: tuple[Contribution, ...]
    given_up_shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionLapsed:
    """Not signed by all until `sign_by`: no pledge of it binds."""

    convention_id: UUID
    sign_by: date
    given_up: tuple[Contribution, ...]
    given_up_shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionFailed:
    """What it waited for after the signature was refused or came too late: it binds nobody."""

    convention_id: UUID
    condition: str
    given_up: tuple[Contribution, ...]
    given_up_shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareChange:
    """Promised where there was none before, withdrawn where there is none after."""

    before: Share | None
    after: Share | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentTookEffect:
    convention_id: UUID
    amendment: int
    effective_on: date
    contributions: tuple[ContributionChange, ...]
    shares: tuple[ShareChange, ...] = ()
    parties: tuple[PartyChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminationPronounced:
    """One side ended it on a notice: each promise ends at what was honoured."""

    convention_id: UUID
    notice: int
    effective_on: date
    contributions: tuple[ContributionChange, ...]
    shares: tuple[ShareChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operations:
    """`parties` would join by the amendment: they are asked to sign it."""

    parties: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentDrafted:
    convention_id: UUID
    operations: Operations


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentRevised:
    convention_id: UUID
    operations: Operations


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCorrected:
    """A field of the frozen text as it was meant: `part` says of which party, action or article."""

    convention_id: UUID
    field: str
    part: str | None = None
    after: str


PromiseEvent = (
    ContributionPledged
    | ContributionWithdrawn
    | SharePromised
    | ShareWithdrawn
    | ShareSplit
    | ConventionSigned
    | ConventionWithdrawn
    | SignatureRefused
    | ConventionLapsed
    | ConditionFailed
    | AmendmentTookEffect
    | TerminationPronounced
)
MoneyEvent = PromiseEvent | TrancheEvent | DeliveryEvent | ArchiveEvent
TieEvent = (
    ConventionDrafted
    | PartyInvited
    | PartyRemoved
    | ApprovalsRequested
    | AmendmentApprovalsRequested
    | AmendmentDrafted
    | AmendmentRevised
    | TextCorrected
)
ConventionEvent = TieEvent | MoneyEvent | ObligationEvent


def _party_invited_v1_to_v2(old: dict[str, Any]) -> dict[str, Any]:
    """The party was told flat, with one role."""
    return {"convention_id": old["convention_id"], "party": {**old, "roles": [old["role"]]}}


def _as_it_was(old: dict[str, Any]) -> dict[str, Any]:
    """What the new version changes is not read here."""
    return old


CONVENTIONS: Catalogue[ConventionEvent] = Catalogue.of(
    SOURCE,
    ConventionEvent,
    versions={
        "PartyInvited": 2,
        "ConventionDrafted": 2,
        "AmendmentDrafted": 2,
        "AmendmentRevised": 2,
        "AmendmentTookEffect": 2,
        "RefundClaimed": 2,
        "PaymentOrdered": 2,
        "TrancheJustified": 2,
    },
    upcasts={
        ("PartyInvited", 1): _party_invited_v1_to_v2,
        ("ConventionDrafted", 1): _as_it_was,
        ("AmendmentDrafted", 1): _as_it_was,
        ("AmendmentRevised", 1): _as_it_was,
        ("AmendmentTookEffect", 1): _as_it_was,
        ("RefundClaimed", 1): _as_it_was,
        ("PaymentOrdered", 1): _as_it_was,
        ("TrancheJustified", 1): _as_it_was,
    },
)
